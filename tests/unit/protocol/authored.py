"""Copies of the shipped protocol with a slip in them, as an author might make it."""

from pathlib import Path

import pytest

from models.errors import ProtocolRefused
from models.protocol import read_protocol
from models.protocol.data_folder import SHIPPED as DATA
from tests.refusals import said

SHIPPED = (DATA / "nct04684147.toml").read_text()
BESIDE = ("drugs.toml", "sites.toml")


def with_slip(after: str, old: str, new: str) -> str:
    """The shipped protocol with the first `old` behind `after` replaced."""
    assert SHIPPED.count(after) >= 1, f"{after!r} is not in the protocol"
    start = SHIPPED.index(after)
    assert old in SHIPPED[start:], f"{old!r} does not follow {after!r}"
    return SHIPPED[:start] + SHIPPED[start:].replace(old, new, 1)


def written(content: str | bytes, folder: Path) -> Path:
    """A protocol file with this content, and the shipped drugs and sites beside it."""
    for name in BESIDE:
        (folder / name).write_bytes((DATA / name).read_bytes())
    path = folder / "protocol.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal_of(content: str | bytes, folder: Path) -> tuple[str, str]:
    """What a protocol is refused with: the text of the line at fault, and the sentence."""
    path = written(content, folder)
    with pytest.raises(ProtocolRefused) as caught:
        read_protocol(path)
    refused = caught.value
    assert refused.exit_code == 2
    assert refused.line is not None
    sentence = said(refused.reason)
    assert said(refused) == f"protocol.toml:{refused.line}: {sentence}"
    assert "\n" not in sentence
    lines = path.read_bytes().split(b"\n")
    return lines[refused.line - 1].decode(errors="replace"), sentence
