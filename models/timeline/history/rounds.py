"""Rounds of a step that is held again because what came of it was lost.

A round is told by times alone, never by the order of records: a claim about the product
belongs to the last collection that may have been before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.chart.chart import Chart
from models.chart.facts import StepFact, StepMark
from models.moments import Span
from models.protocol.path import Repeat


@dataclass(frozen=True, slots=True)
class Round:
    """One time through a part of the path that is held again.

    Attributes:
        since: what certainly came after it counts in this round; None in the first.
        until: the same of the next round; None in the last.
        held: when the step was done in this round, oldest first; in the last round maybe never.
        product: what is recorded of the step that can be lost, for these collections.
        loss: the claim that ended the round; None in the last.
        before: the claim that ended the round before; None in the first.
    """

    since: Span | None
    held: tuple[StepFact, ...]
    product: frozenset[StepFact]
    loss: StepFact | None = None
    until: Span | None = None
    before: StepFact | None = None

    def counts(self, fact: StepFact) -> bool:
        """Whether a claim is about this round, and not one before or after it."""
        later = self.until is not None and certainly_after(fact, self.until)
        return not later and (self.since is None or certainly_after(fact, self.since))


def certainly_after(fact: StepFact, at: Span) -> bool:
    """At every minute at which the two may have been."""
    return fact.at.earliest > at.latest


def in_time(facts: Sequence[StepFact]) -> tuple[StepFact, ...]:
    """Oldest first; of two at the same time the one recorded first."""
    return tuple(sorted(facts, key=lambda fact: (fact.at.earliest, fact.at.latest, fact.index)))


def claims(chart: Chart, step: str | None, *marks: StepMark) -> tuple[StepFact, ...]:
    """What holds of a step, as recorded: with these marks alone, where any are given."""
    return tuple(f for f in chart.steps if f.step == step and (not marks or f.mark in marks))


def rounds_of(repeat: Repeat, chart: Chart, day_zero: str) -> tuple[Round, ...]:
    """Every round of a step, the one that is going on last."""
    first, *others = _rounds(repeat, chart, day_zero)
    rounds = [first]
    for earlier, later in pairwise((first, *others)):
        rounds[-1] = replace(rounds[-1], until=later.since)
        rounds.append(replace(later, before=earlier.loss))
    return tuple(rounds)


def _rounds(repeat: Repeat, chart: Chart, day_zero: str) -> Iterator[Round]:
    collections = in_time(claims(chart, repeat.step, StepMark.DONE))
    planned = claims(chart, repeat.step, StepMark.DONE, StepMark.BOOKED)
    products = _by_collection(claims(chart, repeat.lost), collections)
    given = _by_collection(claims(chart, day_zero, StepMark.DONE), collections)
    since: Span | None = None
    held: tuple[StepFact, ...] = ()
    product = frozenset(products[0])
    for place, collection in enumerate(collections, start=1):
        held, product = (*held, collection), product.union(products[place])
        # what was given once was not lost, and Day 0 never comes again
        used = given[place] or (place == len(collections) and any(given))
        loss = None if used else _loss(products[place], planned)
        if loss is not None:
            yield Round(since, held, product, loss)
            since, held, product = loss.at, (), frozenset()
    yield Round(since, held, product)


def _by_collection(
    facts: Sequence[StepFact], collections: Sequence[StepFact]
) -> list[tuple[StepFact, ...]]:
    """Facts by the last collection that may have been before them; first those before all."""
    found: list[tuple[StepFact, ...]] = [() for _ in range(len(collections) + 1)]
    for fact in facts:
        before = sum(each.at.earliest <= fact.at.latest for each in collections)
        found[before] = (*found[before], fact)
    return found


def _loss(product: Sequence[StepFact], collections: Sequence[StepFact]) -> StepFact | None:
    """The claim by which a product was lost: a missed release, and nothing else.

    A product that was released is lost only by what certainly came later. A cancelled release
    only takes a booking back; one that is booked anew, with no collection before it, is late.
    """
    released = [fact.at.latest for fact in product if fact.mark is StepMark.DONE]
    missed = [
        fact
        for fact in product
        if fact.mark is StepMark.MISSED
        and all(fact.at.earliest > at for at in released)
        and not _is_late(fact, product, collections)
    ]
    return in_time(missed)[-1] if missed else None


def _is_late(
    missed: StepFact, product: Sequence[StepFact], collections: Sequence[StepFact]
) -> bool:
    """Whether the release was booked anew for the same collection, once it had been missed."""
    between = [fact for fact in collections if certainly_after(fact, missed.at)]
    recorded_since = product[product.index(missed) + 1 :]  # a correction keeps its first place
    return any(
        fact.mark is StepMark.BOOKED
        and certainly_after(fact, missed.at)
        and not any(each.at.earliest <= fact.at.latest for each in between)
        for fact in recorded_since
    )
