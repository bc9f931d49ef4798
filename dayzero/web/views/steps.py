"""The steps of a path as rows of a table: the words of the picture beside it; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dayzero.web.views.rules import Rule, rule_of
from dayzero.web.views.when import Clock, When
from models.moments import Minute, at_zone
from models.protocol import Protocol
from models.timeline.path_word import Word
from models.timeline.results import Plan, StepOutcome
from pictures.colours import COLOUR, Colour
from pictures.path import WASHOUTS, Path, PathLine
from pictures.path_sentences import DONE, OVER
from pictures.timeline_svg import line_title
from wording.saying import say


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step.

    Attributes:
        day: the protocol's Day number as people write it; empty for steps that have none.
        date: when it was done or is booked.
        before: when it was done before, where it is held again.
        suggested: when it would best be, where nobody has booked it.
        window: the days or minutes on which it may be.
        why: sentences, back to a recorded fact or to now.
        book: what the form that books it starts with; empty where it needs no booking.
    """

    title: str
    day: str
    word: str
    colour: Colour
    date: When | None
    before: tuple[When, ...]
    suggested: When | None
    window: str
    opened_by: tuple[Rule, ...]
    closed_by: tuple[Rule, ...]
    why: tuple[str, ...]
    fact: str
    default: bool
    book: str

    @property
    def explained(self) -> bool:
        """Whether there is anything to say why."""
        return bool(self.opened_by or self.closed_by or self.why or self.fact)


def step_rows(path: Path, protocol: Protocol, clock: Clock) -> Iterator[StepRow]:
    """One row for each line of the path that concerns the subject."""
    outcomes = {outcome.step: outcome for outcome in path.plan.steps}
    for line in path.lines:
        if line.word is Word.NOT_APPLICABLE:
            continue
        title = line_title(line, outcomes, protocol.day_zero, clock.words.path)
        if line.name == WASHOUTS:
            yield _washouts(line, title, outcomes[protocol.day_zero], clock)
        else:
            before = path.plan.held_before(line.name)
            row = _row(line, title, outcomes[line.name], protocol, clock)
            yield replace(row, before=tuple(clock.span(one.at) for one in before if one.at))


def left_out(path: Path, clock: Clock) -> list[str]:
    """The steps that do not concern the subject."""
    outcomes: Mapping[str, StepOutcome] = {one.step: one for one in path.plan.steps}
    return [
        clock.words.path.title(outcomes[line.name])
        for line in path.lines
        if line.word is Word.NOT_APPLICABLE and line.name in outcomes
    ]


def day_number(day: int | None) -> str:
    """`D−5`, `D0`, `D+28`; nothing for a step without a Day number."""
    if day is None:
        return ""
    sign = "+" if day > 0 else "−" if day < 0 else ""
    return f"D{sign}{abs(day)}"


def say_window(outcome: StepOutcome, clock: Clock) -> str:
    """`Thu 12 Mar to Sun 15 Mar`; empty where nothing fixes it."""
    says = clock.words.subject
    if outcome.no_time_left and not outcome.floats:
        return ""
    opens = "" if outcome.opens is None else clock.moment(outcome.opens).text
    closes = "" if outcome.closes is None else clock.moment(outcome.closes).text
    if opens and opens == closes:
        return opens
    if opens and closes:
        return says.from_until.format(opens=opens, closes=closes)
    if opens:
        return says.from_on.format(opens=opens)
    return says.until.format(closes=closes) if closes else ""


def _row(
    line: PathLine, title: str, outcome: StepOutcome, protocol: Protocol, clock: Clock
) -> StepRow:
    open_ = outcome.state not in OVER
    suggested = outcome.proposed if open_ and outcome.at is None else None
    passive = protocol.step_by_id[outcome.step].passive
    return StepRow(
        title=title,
        day=day_number(outcome.day),
        word=clock.words.path.words[line.word],
        colour=COLOUR[line.word],
        date=None if outcome.at is None else clock.span(outcome.at),
        before=(),
        suggested=None if suggested is None else clock.moment(suggested),
        window=say_window(outcome, clock) if open_ or outcome.state in DONE else "",
        opened_by=tuple(rule_of(rule, clock.voice) for rule in outcome.opened_by),
        closed_by=tuple(rule_of(rule, clock.voice) for rule in outcome.closed_by),
        why=tuple(say(reason, clock.voice) for reason in outcome.because) if open_ else (),
        fact=outcome.booked_by or "",
        default=outcome.site_default,
        book="" if passive or suggested is None else booking_query(outcome.step, suggested, clock),
    )


def _washouts(line: PathLine, title: str, infusion: StepOutcome, clock: Clock) -> StepRow:
    clears = infusion.clears_at
    says = clock.words.subject
    over = "" if clears is None else says.from_on.format(opens=clock.moment(clears).text)
    rules = dict.fromkeys(cause.rule for cause in infusion.cleared_by)
    return StepRow(
        title=title,
        day="",
        word=clock.words.path.words[line.word],
        colour=COLOUR[line.word],
        date=None,
        before=(),
        suggested=None,
        window=over,
        opened_by=tuple(rule_of(rule, clock.voice) for rule in rules),
        closed_by=(),
        why=(),
        fact=clock.words.common.listed.join(
            sorted(cause.fact for cause in infusion.cleared_by if cause.fact)
        ),
        default=False,
        book="",
    )


def held_again(plan: Plan, clock: Clock) -> tuple[str, ...]:
    """Why a step is held again, a sentence for each time that it was done before."""
    return tuple(say(earlier.reason, clock.voice) for earlier in plan.earlier)


def booking_query(step: str, minute: Minute, clock: Clock) -> str:
    """What the form that books a step starts with, for the end of its address.

    Nobody books midnight: a day is meant, and its time is left open.
    """
    local = at_zone(minute, clock.zone)
    day, time = local.format("YYYY-MM-DD"), local.format("HH:mm").replace("00:00", "")
    return urlencode({"step": step, "state": "booked", "day": day, "clock": time})


def plan_titles(plan: Plan, clock: Clock) -> dict[str, str]:
    """Each step's title in the reader's language."""
    return {outcome.step: clock.words.path.title(outcome) for outcome in plan.steps}
