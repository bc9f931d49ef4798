"""Copies of the shipped protocol with a slip in them, as an author might make it."""

from pathlib import Path

import pytest

from dayzero.authoring.trial_check.checking import check_trial
from models.errors import ProtocolRefused
from models.protocol.loading.data_folder import DRUGS, SITES, VOCABULARY
from models.protocol.loading.data_folder import SHIPPED as DATA
from models.protocol.loading.loader import read_protocol
from tests.refusals import said

SHIPPED = (DATA / "nct04684147.toml").read_text()
BESIDE = (DRUGS, SITES, VOCABULARY)


def with_slip(after: str, old: str, new: str) -> str:
    """The shipped protocol with the first `old` behind `after` replaced."""
    assert SHIPPED.count(after) >= 1, f"{after!r} is not in the protocol"
    start = SHIPPED.index(after)
    assert old in SHIPPED[start:], f"{old!r} does not follow {after!r}"
    return SHIPPED[:start] + SHIPPED[start:].replace(old, new, 1)


def written(content: str | bytes, folder: Path) -> Path:
    """A protocol file with this content, and the shipped data beside it."""
    for name in BESIDE:
        (folder / name).write_bytes((DATA / name).read_bytes())
    path = folder / "protocol.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal_of(content: str | bytes, folder: Path) -> tuple[str, str]:
    """What a protocol is refused with: the text of the line at fault, and the sentence."""
    path = written(content, folder)
    return refused(path, path)


def refusal_beside(name: str, old: str, new: str, folder: Path) -> tuple[str, str]:
    """What the shipped protocol is refused with for a slip in a file beside it."""
    path, file = written(SHIPPED, folder), folder / name
    assert old in file.read_text(), f"{old!r} is not in {name}"
    file.write_text(file.read_text().replace(old, new, 1))
    return refused(path, file)


def refused(path: Path, at_fault: Path) -> tuple[str, str]:
    """What a protocol is refused with: the text of the line at fault, and the sentence.

    The check that tells all flaws at once tells it too.
    """
    with pytest.raises(ProtocolRefused) as caught:
        read_protocol(path)
    error = caught.value
    assert error.exit_code == 2
    assert error.line is not None
    sentence = said(error.reason)
    assert said(error) == f"{at_fault.name}:{error.line}: {sentence}"
    assert "\n" not in sentence
    assert said(error) in [said(one) for one in check_trial(path).flaws]
    lines = at_fault.read_bytes().split(b"\n")
    return lines[error.line - 1].decode(errors="replace"), sentence
