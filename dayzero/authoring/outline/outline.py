"""What a protocol's author looks at: each step with its windows, each rule with its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from dayzero.authoring.outline.possible_days import Days, days_of, possible_days
from models.protocol import Protocol
from models.protocol.criteria import Evidence, Washout
from models.protocol.criterion import Criterion, Sourced
from models.protocol.path import Link, Step
from wording.dates.gaps import say_gap
from wording.dates.lengths import say_quantity
from wording.language import Language
from wording.lexicon.populations import only_of
from wording.sources import cite
from wording.terminal.outline import OutlineWords
from wording.texts import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule: its id, what it says, and where that is stated."""

    rule: str
    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the path, in its order.

    Attributes:
        day: its Day number in words; empty where it has none.
        days: between which days around Day 0 it can be.
        windows: what places it.
    """

    title: str
    day: str
    days: Days
    windows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A rule on time as a stretch of days around Day 0 before the step that it protects."""

    rule: str
    title: str
    days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A protocol in one language."""

    heading: str
    steps: tuple[StepRow, ...]
    rules: tuple[RuleRow, ...]
    reaches: tuple[Reach, ...]


def outline_of(protocol: Protocol, says: OutlineWords) -> Outline:
    """All that a protocol's author looks at."""
    title = in_language(protocol.titles, says.language)
    return Outline(
        heading=says.heading.format(trial=protocol.id, version=protocol.version, title=title),
        steps=tuple(_steps(protocol, says)),
        rules=tuple(_rules(protocol, says)),
        reaches=tuple(_reaches(protocol, says.language)),
    )


def _steps(protocol: Protocol, says: OutlineWords) -> Iterator[StepRow]:
    days = possible_days(protocol)
    for step in protocol.step:
        own = [link for link in protocol.link if link.step == step.id]
        windows = (_row(one.rule, _window(one, protocol, says), one, says) for one in own)
        title = in_language(step.titles, says.language)
        yield StepRow(
            title=only_of(title, step.applies, protocol, says.language),
            day=_day(step),
            days=days[step.id],
            windows=tuple(windows),
        )


def _window(link: Link, protocol: Protocol, says: OutlineWords) -> str:
    text = in_language(link.texts, says.language)
    return only_of(text, link.applies, protocol, says.language)


def _day(step: Step) -> str:
    return "" if step.day is None else f"D{step.day:+d}".replace("-", "−").replace("D+0", "D0")


def _rules(protocol: Protocol, says: OutlineWords) -> Iterator[RuleRow]:
    language, age = says.language, protocol.age
    years = says.age.format(first=age.from_years, last=age.to_years)
    yield _row(age.rule, years, age, says)
    for rule, criterion in protocol.criterion_by_rule.items():
        yield _row(rule, _criterion(criterion, protocol, says), criterion, says)
    for hold in protocol.hold:
        title, until = (in_language(text, language) for text in (hold.titles, hold.until))
        yield _row(hold.rule, says.hold.format(title=title, until=until), hold, says)
    for again in protocol.repeat:
        yield _row(again.rule, in_language(again.texts, language), again, says)
    for each in protocol.across_subjects:
        step = in_language(protocol.step_by_id[each.step].titles, language)
        said = says.across_subjects.format(text=in_language(each.texts, language), step=step)
        yield _row(each.rule, said, each, says)
    for gate in protocol.gate:
        yield _row(gate.rule, in_language(gate.texts, language), gate, says)


def _row(rule: str, said: str, stated: Sourced, says: OutlineWords) -> RuleRow:
    """A rule with what a monitor would cite, and why where it is the site's own."""
    cited, written = cite(stated, says.language), str(stated.source)
    if stated.source.list is None:
        cited = says.because.format(source=cited, why=written)
    return RuleRow(rule=rule, says=said, source=cited)


def _criterion(criterion: Criterion, protocol: Protocol, says: OutlineWords) -> str:
    title = in_language(criterion.titles, says.language)
    title = only_of(title, criterion.applies, protocol, says.language)
    if isinstance(criterion, Washout):
        text, amount = (
            says.longer if criterion.strict else says.at_least,
            say_gap(criterion, says.language),
        )
    elif isinstance(criterion, Evidence):
        text, amount = says.at_most, say_quantity(criterion.max_age, says.language)
    else:
        return title
    step = in_language(protocol.step_by_id[criterion.anchor].titles, says.language)
    return text.format(title=title, amount=amount, step=step)


def _reaches(protocol: Protocol, language: Language) -> Iterator[Reach]:
    """Washouts and tests that expire, each from its limit to its step; of no known length: none."""
    days = possible_days(protocol)
    rules: tuple[Washout | Evidence, ...] = (*protocol.washout, *protocol.evidence)
    for one in rules:
        amount, step = one.gap if isinstance(one, Washout) else one.max_age, days[one.anchor]
        of_two = isinstance(one, Washout) and one.or_gap is not None
        if not (amount.half_lives or of_two) and isfinite(step.last):
            yield Reach(
                rule=one.rule,
                title=in_language(one.titles, language),
                days=Days(step.last - days_of(amount), step.last),
            )
