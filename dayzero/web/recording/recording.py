"""What one form asks for; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from dayzero.web.signing_in.forms import Form

Document = Mapping[str, Any]
Fact = dict[str, Any]
Make = Callable[[Form, Document, ZoneInfo], Fact]

CORRECTS: Final = "corrects"
REASON: Final = "reason"
DATED: Final = ("day", "first_day", "reported")
"""Fields into which a date is typed, its time with it."""
RIGHT_SUBJECT: Final = "right_subject"
"""To whom a fact belongs that is taken back; it is no part of any fact."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One form.

    Attributes:
        kind: of the fact that it makes.
        fields: in the order of the page.
        needed: those that nothing can be recorded without.
        make: the fact that a filled form says.
        folded: the fields that few need.
    """

    kind: str
    fields: tuple[str, ...]
    needed: frozenset[str]
    make: Make
    folded: frozenset[str] = frozenset()

    def as_correction(self) -> "Recording":
        """The same form for what stands in the place of a fact: it says of which, and why."""
        fields = (*(name for name in self.fields if name != REASON), CORRECTS, REASON)
        return replace(self, fields=fields, needed=self.needed | {CORRECTS, REASON})
