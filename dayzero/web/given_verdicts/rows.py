"""Verdicts on what was done as a page tells them; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from dayzero.web.views.rules import Rule, rule_of
from dayzero.web.views.verdicts import COLOURS
from dayzero.web.views.when import Clock, When
from models.records.store import GivenVerdict, RecordedVerdict
from pictures.colours import Colour
from wording.saying import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One verdict as it was given.

    Attributes:
        word: its value; empty where the rule was not judged on the step any more.
        text: why, as people were shown it then.
        made_with: what it was judged with.
    """

    word: str
    colour: Colour
    text: str
    made_with: str
    at: When


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """One rule on one step.

    Attributes:
        stands: None where it was not judged when the step was done.
        beside: what is found today, where it is something else and no fact is the cause.
    """

    step: str
    rule: Rule
    cause: str
    stands: Given | None
    earlier: tuple[Given, ...]
    beside: Given | None


def given_rows(found: Iterable[RecordedVerdict], clock: Clock) -> tuple[GivenRow, ...]:
    """What would be judged otherwise today first."""
    ordered = sorted(found, key=lambda one: one.beside is None)
    return tuple(_row(one, clock) for one in ordered)


def _row(one: RecordedVerdict, clock: Clock) -> GivenRow:
    return GivenRow(
        step=step_title(one.step, clock),
        rule=rule_of(one.rule, clock.voice),
        cause=one.cause or "",
        stands=None if one.stands is None else _given(one.stands, clock),
        earlier=tuple(_given(each, clock) for each in one.earlier),
        beside=None if one.beside is None else _given(one.beside, clock),
    )


def step_title(name: str, clock: Clock) -> str:
    """A step's title, with the number of times where it was held again."""
    step, _, time = name.partition(".")
    title = clock.voice.step(step)
    return f"{title} ({time})" if time else title


def _given(one: GivenVerdict, clock: Clock) -> Given:
    value = one.value
    return Given(
        word="" if value is None else clock.words.subject.values[value],
        colour=Colour.GREY if value is None else COLOURS.get(value, Colour.GREEN),
        text=_text(one, clock),
        made_with=clock.words.verdicts.made_with.format(**one.made_with),
        at=clock.instant(one.at),
    )


def _text(one: GivenVerdict, clock: Clock) -> str:
    """As it was said then; said anew in a language that the installation did not speak then."""
    if one.reason is None:
        return clock.words.verdicts.no_more
    return one.said.get(clock.language) or say(one.reason, clock.voice)
