"""The difference between two plans of one subject at one moment: moves and alerts; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from dayzero.web.views.alerts import AlertCard, alert_cards
from dayzero.web.views.day_zero import day_zero_of
from dayzero.web.views.steps import held_again, say_window
from dayzero.web.views.when import Clock
from models.disclosure import INSIDE
from models.protocol import Protocol
from models.timeline.results import Plan, StepOutcome
from pictures.colours import COLOUR, Colour
from pictures.path import PathLine, path_of


@dataclass(frozen=True, slots=True)
class Move:
    """A step that would stand otherwise than it does.

    Attributes:
        step: empty of the earliest safe infusion, which moves even where its booking stands.
    """

    step: str
    title: str
    before: str
    after: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Consequences:
    """What changes.

    Attributes:
        again: why a step would be held again, in sentences.
        moves: the earliest safe infusion first, then the steps in the protocol's order.
    """

    again: tuple[str, ...]
    moves: tuple[Move, ...]
    opens: tuple[AlertCard, ...]
    closes: tuple[AlertCard, ...]


def consequences_of(before: Plan, after: Plan, protocol: Protocol, clock: Clock) -> Consequences:
    """Compare the plan that stands with the one that would."""
    then = {card.key: card for card in alert_cards(before, (), protocol, clock)}
    now = {card.key: card for card in alert_cards(after, (), protocol, clock)}
    return Consequences(
        again=_again(before, after, clock),
        moves=(
            *_earliest(before, after, protocol, clock),
            *_moves(before, after, protocol, clock),
        ),
        opens=tuple(card for key, card in now.items() if key not in then),
        closes=tuple(card for key, card in then.items() if key not in now),
    )


def _again(before: Plan, after: Plan, clock: Clock) -> tuple[str, ...]:
    known = held_again(before, clock)
    return tuple(sentence for sentence in held_again(after, clock) if sentence not in known)


def _earliest(before: Plan, after: Plan, protocol: Protocol, clock: Clock) -> Iterator[Move]:
    was, is_ = (day_zero_of(plan, protocol, clock).earliest for plan in (before, after))
    if was != is_:
        said = [when.text if when else "–" for when in (was, is_)]
        yield Move("", clock.words.record.earliest, said[0], said[1], Colour.GREY)


def _moves(before: Plan, after: Plan, protocol: Protocol, clock: Clock) -> Iterator[Move]:
    then = {line.name: line for line in path_of(before, protocol, ceiling=INSIDE).lines}
    for line in path_of(after, protocol, ceiling=INSIDE).lines:
        if line.name not in {outcome.step for outcome in after.steps}:
            continue
        was = _said(then[line.name], before.step(line.name), clock)
        is_ = _said(line, after.step(line.name), clock)
        if was != is_:
            title = clock.words.path.title(after.step(line.name))
            yield Move(line.name, title, was, is_, COLOUR[line.word])


def _said(line: PathLine, outcome: StepOutcome, clock: Clock) -> str:
    """`Planned, Thu 12 Mar to Sun 15 Mar`."""
    date = clock.span(outcome.at).text if outcome.at is not None else say_window(outcome, clock)
    return clock.words.common.listed.join(filter(None, (clock.words.path.words[line.word], date)))
