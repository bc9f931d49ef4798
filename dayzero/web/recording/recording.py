"""What one form asks for, and the times that are filled into it; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from dayzero.web.signing_in.forms import Form
from models.errors import Fault, InputRefused
from models.moments import DAY
from models.reasons.refusals.desk import TypedFlaw

Document = Mapping[str, Any]
Fact = dict[str, Any]
Make = Callable[[Form, Document, ZoneInfo], Fact]

CORRECTS: Final = "corrects"
REASON: Final = "reason"
RIGHT_SUBJECT: Final = "right_subject"
"""To whom a fact belongs that is taken back; it is no part of any fact."""
WHEN: Final = ("day", "clock", "partly")
FIRST: Final = ("first_day", "first_partly")


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


def said(name: str, form: Form) -> str:
    """What a field says; a day that was not chosen may be written as far as it is known."""
    return form.get(name) or (form.get("partly", "") if name == "day" else "")


def time_of(form: Form) -> str:
    """A day, or an instant on the site's clock where the time is known.

    Raises:
        InputRefused: if the day is chosen, and written as well; or if there is a time and no
            whole day.
    """
    day = _one_of(form, "day", "partly")
    if form.get("clock") and not DAY.fullmatch(day):
        raise InputRefused([Fault("clock", TypedFlaw.TIME_WITHOUT_ITS_DAY)])
    return f"{day}T{form['clock']}" if form.get("clock") else day


def first_of(form: Form) -> str | None:
    """When a course began; None where nobody knows.

    Raises:
        InputRefused: if the day is chosen, and written as well.
    """
    return _one_of(form, *FIRST) or None


def _one_of(form: Form, chosen: str, written: str) -> str:
    if form.get(chosen) and form.get(written):
        raise InputRefused([Fault(written, TypedFlaw.ONE_DAY_OF_TWO)])
    return form.get(chosen) or form.get(written, "")
