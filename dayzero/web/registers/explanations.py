"""What a form says of a deviation, and what stands of it on record; pure."""

from datetime import date
from typing import Final

from dayzero.web.recording.whole_days import DayZero, whole_day
from dayzero.web.registers.typed_texts import text_in
from dayzero.web.signing_in.forms import Form
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from models.records.store import Particulars, RegisteredDeviation

MOST: Final = 500


def explained_in(form: Form, today: date, day_zero: DayZero) -> tuple[str, Particulars]:
    """What was typed.

    Raises:
        InputRefused: if the reason is missing, or whom it was reported to without the day.
    """
    why = text_in(form, "why", MOST, TypedFlaw.WHY_NEEDED)
    told = {name: text_in(form, name, MOST) for name in ("root_cause", "action", "reported_to")}
    day = whole_day(form, "reported_on", today, day_zero)
    if bool(told["reported_to"]) != (day is not None):
        raise InputRefused([Fault("reported_on", TypedFlaw.REPORT_TO_NOBODY)])
    return why, Particulars(**told, reported_on=day.isoformat() if day else "")


def stands_already(one: RegisteredDeviation, form: Form) -> bool:
    """Whether a form says what stands: it was sent twice. Its days are read already."""
    standing = standing_of(one)
    return {name: form.get(name, "") for name in standing} == standing


def standing_of(one: RegisteredDeviation) -> dict[str, str]:
    """The form that would say what stands."""
    said = one.explained
    if said is None:
        return dict.fromkeys(("why", "root_cause", "action", "reported_to", "reported_on"), "")
    return {
        "why": said.why,
        "root_cause": said.root_cause or "",
        "action": said.action or "",
        "reported_to": said.reported_to or "",
        "reported_on": said.reported_on.isoformat() if said.reported_on else "",
    }
