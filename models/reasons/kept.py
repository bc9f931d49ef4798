"""Reasons as records keep them: versioned JSON, both ways."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Literal

from models.disclosure import Disclosure
from models.reasons.nested import any_kind
from models.reasons.reason import Reason

VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AsSaidBefore(Reason):
    """What was stored as a sentence, by language, before there were reasons."""

    discloses: ClassVar = Disclosure.RESULT
    texts: Mapping[str, str] = field(hash=False)
    kind: Literal["as_said_before"] = "as_said_before"


class VersionUnknown(ValueError):
    """A reason that a later version of this program kept."""

    def __init__(self, version: object) -> None:
        super().__init__(version)
        self.version: Final = version


def keep(reason: Reason) -> dict[str, Any]:
    """A reason as JSON, with the version of its form."""
    return {"version": VERSION, "reason": any_kind().dump_python(reason, mode="json")}


def read_kept(kept: Mapping[str, Any]) -> Reason:
    """The same reason again.

    Raises:
        VersionUnknown: if it was kept in a form that this program does not know.
        pydantic.ValidationError: if it is of no known kind, or lacks a field.
    """
    if kept.get("version") != VERSION:
        raise VersionUnknown(kept.get("version"))
    return any_kind().validate_python(kept["reason"])
