"""A version out of the records, read with the sites, drugs and words that are in force.

They belong to the installation: a new drug, or a ward that opens, is no amendment.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from models.protocol import Protocol, load_protocol
from models.protocol.loading.data_folder import BESIDE, beside, data_folder, trial_paths
from models.protocol.loading.loader import read_protocol


def hash_of(content: str) -> str:
    """What a version's file is known by, in hexadecimal."""
    return sha256(content.encode()).hexdigest()


def read_stored(trial: str, content: str) -> Protocol:
    """One version of a trial.

    Raises:
        ProtocolRefused: if it does not fit the installed data any more.
    """
    installed = load_protocol(trial)
    if content == installed_content(trial):
        return installed
    return _read_once(_file(trial), content)


def installed_content(trial: str) -> str:
    """The file of the installed version."""
    return _file(trial).read_bytes().decode("utf-8-sig")


def _file(trial: str) -> Path:
    return trial_paths().get(trial.lower(), data_folder() / f"{trial.lower()}.toml")


@lru_cache(maxsize=64)
def _read_once(file: Path, content: str) -> Protocol:
    with TemporaryDirectory() as folder:  # a protocol is read from a file
        written = Path(folder) / file.name
        written.write_text(content, "utf-8")
        return read_protocol(written, {name: beside(file, name) for name in BESIDE})
