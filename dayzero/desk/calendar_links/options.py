"""The options of a calendar link, as they are typed and as they are shown."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from models.errors import Fault, InputRefused
from models.faults_found import value_reason
from models.reasons.refusals.calendars.calendar_links import (
    AlarmStepUnknown,
    LeadTooLong,
    NotALead,
    NotDaysOfAFeed,
)
from models.reasons.refusals.desk import TypedFlaw
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.refusal import shown as cut
from models.subscriptions import (
    BOTH_LANGUAGES,
    EVERY_STEP,
    LONGEST_LEAD_DAYS,
    MINUTES_PER_DAY,
    Alarm,
    FeedOptions,
)
from models.versions.known import known_protocol
from wording.language import languages

MINUTES = {"d": MINUTES_PER_DAY, "h": 60, "min": 1}
LEAD = re.compile(r"(\d{1,5})(d|h|min)", re.ASCII)
ALL, NO_ALARM = "all", "none"
USUAL = FeedOptions()


class DetailChoice(StrEnum):
    BUSY = "busy"
    CODE = "code"
    FULL = "full"


class CeilingChoice(StrEnum):
    NOTHING = "nothing"
    TREATMENT = "treatment"


class WindowsChoice(StrEnum):
    ALL = "all"
    UNBOOKED = "unbooked"
    NONE = "none"


def _known(language: str | None) -> str | None:
    known = (*languages(), BOTH_LANGUAGES)
    if language is None or language in known:
        return language
    ours = ", ".join(repr(each) for each in known)
    message = f"{language!r} is not one of {ours}."
    raise typer.BadParameter(message)


Language = Annotated[
    str | None,
    typer.Option(
        metavar=f"[{'|'.join((*languages(), BOTH_LANGUAGES))}]",
        callback=_known,
        help="Both is Chinese and English; the installation's if you do not say.",
    ),
]
Detail = Annotated[
    DetailChoice | None,
    typer.Option(help="Busy times only; subject numbers and steps; or everything (full)."),
]
Ceiling = Annotated[
    CeilingChoice | None,
    typer.Option(
        help="What full detail may tell: step names and dates (nothing), or the rules on what"
        " was given, too (treatment)."
    ),
]
Windows = Annotated[
    WindowsChoice | None,
    typer.Option(
        help="All-day bands for all windows, for steps without a booking (usual), or none."
    ),
]
Cancelled = Annotated[
    bool | None,
    typer.Option("--cancelled/--no-cancelled", help="Show what was cancelled, struck out."),
]
Past = Annotated[
    str | None, typer.Option(metavar="DAYS", help="How many past days show (usually 90), or “all”.")
]
Future = Annotated[
    str | None,
    typer.Option(metavar="DAYS", help="How many days ahead show (usually 400), or “all”."),
]
Alarms = Annotated[
    list[str] | None,
    typer.Option(
        "--alarm",
        metavar="[STEP=]LEADS",
        help="Ring before booked visits: 1d, or infusion=2d,3h; “none” takes all away.",
    ),
]


def chosen(options: FeedOptions, **typed: Any) -> FeedOptions:
    """The options with what was typed in their place; what was not typed stays.

    Raises:
        InputRefused: naming the option that cannot be what was meant.
    """
    changes = {name: value for name, value in typed.items() if value is not None}
    for name in ("past_days", "future_days"):
        if name in changes:
            changes[name] = _days(name, changes[name])
    if "alarms" in changes:
        changes["alarms"] = _alarms(changes["alarms"])
    changes = {n: v.value if isinstance(v, StrEnum) else v for n, v in changes.items()}
    try:
        wanted = FeedOptions.model_validate({**dict(options), **changes})
    except ValidationError as error:
        raise InputRefused(tuple(_faults(error))) from error
    if wanted.detail == "busy" and any(alarm.step != EVERY_STEP for alarm in wanted.alarms):
        raise _refused("alarm", TypedFlaw.BUSY_NAMES_NO_STEP)
    return wanted


def shown(options: FeedOptions) -> str:
    """`zh, code, alarms 1d`: what is not as it is by default, in a few words."""
    words = [options.language or "", "" if options.detail == "full" else options.detail]
    words.append("" if options.ceiling == "nothing" else options.ceiling)
    words.append("" if options.windows == USUAL.windows else f"windows {options.windows}")
    words.append("" if options.cancelled else "no cancelled")
    words.append(_reach("past", options.past_days, USUAL.past_days))
    words.append(_reach("future", options.future_days, USUAL.future_days))
    words += [f"alarms {_said_alarms(options)}"] if options.alarms else []
    return ", ".join(filter(None, words))


def _reach(name: str, days: int | None, usual: int | None) -> str:
    if days == usual:
        return ""
    return f"{name} {ALL}" if days is None else f"{name} {days} d"


def document(options: FeedOptions) -> Mapping[str, Any]:
    """The options as JSON, all of them."""
    return options.model_dump(mode="json")


def _said_alarms(options: FeedOptions) -> str:
    return " ".join(
        ("" if alarm.step == EVERY_STEP else f"{alarm.step}=") + say_lead(alarm.minutes)
        for alarm in options.alarms
    )


def say_lead(minutes: int) -> str:
    """`2d`, as it is typed."""
    unit = next(u for u, size in MINUTES.items() if size == 1 or (minutes and minutes % size == 0))
    return f"{minutes // MINUTES[unit]}{unit}"


def _days(name: str, text: str) -> int | None:
    if text == ALL:
        return None
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise _refused(name, NotDaysOfAFeed(word=cut(text), every=ALL))
    return int(text)


def _alarms(typed: Iterable[str]) -> tuple[Alarm, ...]:
    texts = list(typed)
    if texts == [NO_ALARM]:
        return ()
    return tuple(alarm for text in texts for alarm in _alarm(text))


def _alarm(text: str) -> Iterable[Alarm]:
    step, _, leads = text.rpartition("=")
    if step and step not in {known.id for known in known_protocol().step}:
        raise _refused("alarm", AlarmStepUnknown(word=cut(step)))
    for lead in leads.split(","):
        match = LEAD.fullmatch(lead)
        if match is None:
            raise _refused("alarm", NotALead(word=cut(lead)))
        minutes = int(match[1]) * MINUTES[match[2]]
        try:
            yield Alarm(step=step or EVERY_STEP, minutes=minutes)
        except ValidationError as error:
            raise _refused("alarm", LeadTooLong(word=lead, days=LONGEST_LEAD_DAYS)) from error


def _faults(error: ValidationError) -> Iterable[Fault]:
    for each in error.errors(include_url=False, include_input=False):
        name = str(each["loc"][0]) if each["loc"] else "alarm"
        yield Fault(f"--{_typed(name)}", value_reason(each))


def _refused(name: str, reason: FaultReason) -> InputRefused:
    return InputRefused((Fault(f"--{_typed(name)}", reason),))


def _typed(name: str) -> str:
    return {"past_days": "past", "future_days": "future", "alarms": "alarm"}.get(name, name)
