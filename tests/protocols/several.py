"""A folder of several trials, as an installation has them."""

import shutil
import tomllib
from collections.abc import Iterable
from pathlib import Path

from models.protocol.loading.data_folder import BESIDE, SHIPPED
from tests.protocols.written import HERE

ADULT, TISAGENLECLEUCEL, CYCLES = "NCT04684147", "NCT02435849", "NCT02013167"
OTHERS = ("eliana", "cycles")


def several_trials(folder: Path, others: Iterable[str] = OTHERS) -> Path:
    """The shipped trial and others, each in a folder of its own, with one set of data above."""
    folder.mkdir()
    for name in BESIDE:
        shutil.copy(SHIPPED / name, folder)
    add_trial(folder / "adult", SHIPPED / f"{ADULT.lower()}.toml")
    for name in others:
        add_trial(folder / name, HERE / name / "protocol.toml")
    return folder


def add_trial(folder: Path, protocol: Path) -> Path:
    """A trial's own folder; its file is called by its id."""
    text = protocol.read_text("utf-8")
    folder.mkdir(parents=True)
    file = folder / f"{tomllib.loads(text)['id'].lower()}.toml"
    file.write_text(text, "utf-8")
    return file
