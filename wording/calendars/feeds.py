"""What a calendar has words for: one class, and one value of it for each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from models.protocol import Protocol
from models.protocol.criterion import Sourced
from models.schedule import EntryKind, EntryStatus
from models.timeline.results import StepOutcome
from models.timeline.values import StepState
from wording.catalogue import Counted
from wording.days import say_by_pattern
from wording.filled import From, Keys, part
from wording.language import Language
from wording.saying import say
from wording.sources import say_source
from wording.voice import Voice

_STATES_THAT_EXPLAIN = (
    StepState.DONE,
    StepState.DONE_OUT_OF_WINDOW,
    StepState.BOOKED,
    StepState.DUE,
    StepState.OVERDUE,
    StepState.MISSED,
    StepState.CANCELLED,
)


@part("feeds", "calendar")
@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language; every text names its own blanks.

    Attributes:
        day, day_of_year, day_of_span: a day without and with its year, and the first of two
            days of one month; as patterns of CLDR (`d MMMM`).
        day_number: the protocol's Day number behind a title, D0 being the infusion.
        times: how often a step is held by now, from the second time on.
        time, many_times: a title with such a word, and with a number once words run out.
        some_washout_over, some_evidence, some_evidence_about: the same without a rule's name.
        gone: a summary whose entry was published and then left the plan.
        calendar_about: by scope, whose dates a calendar holds.
        nobody: the one line of a calendar in which no subject has a date.
        revision: what stands below each entry: number, moment, what changed and why.
        listed: between two of several rules.
        reasons: why an entry is in its state now, where no rule says it better.
        lead_days, lead_hours, lead_minutes: how long before a visit a reminder rings, in short.
    """

    language: Language
    states: Mapping[StepState, str]
    day: str
    day_of_year: str
    day_of_span: str
    span: str
    day_number: str
    times: tuple[str, ...]
    time: str
    many_times: str
    step: str
    window: str
    window_of_one_day: str
    last_day: str
    overdue: str
    washout_ends: str
    washout_over: str
    some_washout_over: str
    some_evidence: str
    gone: str
    nothing_fixed: str
    closed: str
    evidence: str
    calendar: str
    calendar_about: Mapping[str, str]
    nobody: str
    nobody_about: str
    busy: str
    categories: Mapping[EntryKind, str]
    window_line: str
    opens_line: str
    closes_line: str
    cited: str
    listed: str
    our_own: Annotated[str, From("sources", "site_default")]
    opened_by: str
    closed_by: str
    why: str
    counts_on: str
    computed: str
    date_only: str
    default_length: Counted
    site_default: str
    clear_from: str
    evidence_about: str
    some_evidence_about: str
    closed_about: str
    nothing_fixed_about: str
    truth: str
    first_revision: str
    revision: str
    moved: str
    new_state: str
    statuses: Mapping[EntryStatus, str]
    open_state: str
    closed_state: str
    new_place: str
    new_text: str
    no_longer_planned: str
    and_: str
    because: str
    reasons: Annotated[Mapping[StepState, str], Keys(_STATES_THAT_EXPLAIN)]
    timeline_closed: str
    no_longer_follows: str
    bound: str
    follows: str
    alarm: str
    lead_days: Counted
    lead_hours: Counted
    lead_minutes: Counted

    def say_day(self, day: date, *, year: bool = False) -> str:
        """`15 April`, or `15 April 2026`."""
        return say_by_pattern(day, self.day_of_year if year else self.day, self.language)

    def say_days(self, first: date, last: date) -> str:
        """`12 to 15 April`, `28 April to 3 May`; years only where they differ."""
        if first.year != last.year:
            return self.span.format(
                first=self.say_day(first, year=True), last=self.say_day(last, year=True)
            )
        if first.month == last.month:
            short = say_by_pattern(first, self.day_of_span, self.language)
            return self.span.format(first=short, last=self.say_day(last))
        return self.span.format(first=self.say_day(first), last=self.say_day(last))

    def chain(self, outcome: StepOutcome, zone: ZoneInfo, protocol: Protocol) -> tuple[str, ...]:
        """Why a step is where it is, in sentences."""
        voice = Voice(language=self.language, zone=zone, protocol=protocol)
        return tuple(say(reason, voice) for reason in outcome.because)

    def say_source(self, stated: Sourced) -> str:
        """Where the registry entry states a rule."""
        return say_source(stated.source, self.language)

    def numbered(self, title: str, time: int) -> str:
        """`apheresis`, then `second apheresis` for what is held again."""
        if time == 1:
            return title
        words = dict(enumerate(self.times, start=2))
        template = self.time if time in words else self.many_times
        return template.format(title=title, time=words.get(time, time))

    def say_day_number(self, day: int | None) -> str:
        """` (D0)`, ` (D−5)`, ` (D+28)`; nothing for a step without a Day number."""
        if day is None:
            return ""
        sign = "+" if day > 0 else "−" if day < 0 else ""
        return self.day_number.format(number=f"D{sign}{abs(day)}")
