"""Reasons as records keep them: versioned JSON, both ways."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Literal

from models.disclosure import Disclosure
from models.reasons.nested import read_any
from models.reasons.reason import Reason, told_reason

VERSION: Final = 1


class AsSaidBefore(Reason):
    """What was stored as a sentence, by language, before there were reasons."""

    discloses: ClassVar = Disclosure.RESULT
    texts: Mapping[str, str]
    kind: Literal["as_said_before"] = "as_said_before"

    def __hash__(self) -> int:
        return hash(tuple(self.texts.items()))


class VersionUnknown(ValueError):
    """A reason that a later version of this program kept."""

    def __init__(self, version: object) -> None:
        super().__init__(version)
        self.version: Final = version


def keep(reason: Reason) -> dict[str, Any]:
    """A reason as JSON, with the version of its form."""
    return {"version": VERSION, "reason": told_reason(reason)}


def read_kept(kept: Mapping[str, Any]) -> Reason:
    """The same reason again.

    Raises:
        VersionUnknown: if it was kept in a form that this program does not know.
        ValueError: if it is of no known kind, or lacks a field.
    """
    if kept.get("version") != VERSION:
        raise VersionUnknown(kept.get("version"))
    return read_any(kept["reason"])
