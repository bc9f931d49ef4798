"""What would follow from one more fact: what moves, which alerts open and close; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dayzero.desk.read_back import drug_read
from dayzero.web.views.alerts import AlertCard, alert_cards
from dayzero.web.views.day_zero import day_zero_of
from dayzero.web.views.facts import say_whole_fact
from dayzero.web.views.steps import held_again, say_window
from dayzero.web.views.when import Clock
from models.disclosure import INSIDE
from models.protocol import Protocol
from models.timeline.results import Plan, StepOutcome
from pictures.colours import COLOUR, Colour
from pictures.path import PathLine, path_of
from wording import say


@dataclass(frozen=True, slots=True)
class Move:
    """A step that would stand otherwise than it does."""

    title: str
    before: str
    after: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Preview:
    """The difference that a fact would make.

    Attributes:
        fact: what would be recorded, in words.
        read: of a drug, which one its name is read as; empty of other facts.
        again: why a step would be held again, in sentences.
        moves: the earliest safe infusion first, then the steps in the protocol's order.
    """

    fact: str
    read: str
    again: tuple[str, ...]
    moves: tuple[Move, ...]
    opens: tuple[AlertCard, ...]
    closes: tuple[AlertCard, ...]


def preview_of(
    fact: Mapping[str, Any], before: Plan, after: Plan, protocol: Protocol, clock: Clock
) -> Preview:
    """Compare the plans of one subject at one moment, without the fact and with it."""
    return Preview(
        fact=say_whole_fact(fact, clock),
        read=_read(fact, clock),
        again=_again(before, after, clock),
        moves=moves_between(before, after, protocol, clock),
        opens=opened_between(before, after, protocol, clock),
        closes=opened_between(after, before, protocol, clock),
    )


def moves_between(before: Plan, after: Plan, protocol: Protocol, clock: Clock) -> tuple[Move, ...]:
    """What stands otherwise in the second plan, the earliest safe infusion first."""
    return (
        *_earliest(before, after, protocol, clock),
        *_moves(before, after, protocol, clock),
    )


def opened_between(
    before: Plan, after: Plan, protocol: Protocol, clock: Clock
) -> tuple[AlertCard, ...]:
    """The alerts that the second plan has and the first has not."""
    then = {card.key for card in alert_cards(before, (), protocol, clock)}
    return tuple(card for card in alert_cards(after, (), protocol, clock) if card.key not in then)


def _read(fact: Mapping[str, Any], clock: Clock) -> str:
    read = drug_read(fact)
    return say(read, clock.voice) if read else ""


def _again(before: Plan, after: Plan, clock: Clock) -> tuple[str, ...]:
    known = held_again(before, clock)
    return tuple(sentence for sentence in held_again(after, clock) if sentence not in known)


def _earliest(before: Plan, after: Plan, protocol: Protocol, clock: Clock) -> Iterator[Move]:
    """The earliest safe infusion, which moves even where its booking stands."""
    was, is_ = (day_zero_of(plan, protocol, clock).earliest for plan in (before, after))
    if was != is_:
        said = [when.text if when else "–" for when in (was, is_)]
        yield Move(clock.words.record.earliest, said[0], said[1], Colour.GREY)


def _moves(before: Plan, after: Plan, protocol: Protocol, clock: Clock) -> Iterator[Move]:
    then = {line.name: line for line in path_of(before, protocol, ceiling=INSIDE).lines}
    for line in path_of(after, protocol, ceiling=INSIDE).lines:
        if line.name not in {outcome.step for outcome in after.steps}:
            continue
        was = _said(then[line.name], before.step(line.name), clock)
        is_ = _said(line, after.step(line.name), clock)
        if was != is_:
            title = clock.words.path.title(after.step(line.name))
            yield Move(title, was, is_, COLOUR[line.word])


def _said(line: PathLine, outcome: StepOutcome, clock: Clock) -> str:
    """`Planned, Thu 12 Mar to Sun 15 Mar`."""
    date = clock.span(outcome.at).text if outcome.at is not None else say_window(outcome, clock)
    return clock.words.common.listed.join(filter(None, (clock.words.path.words[line.word], date)))
