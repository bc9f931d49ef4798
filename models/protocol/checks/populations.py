"""Populations that nobody could be told to belong to, and steps that must concern everybody."""

from collections.abc import Iterator

from models.protocol.checks.flaws import Flaw
from models.protocol.path import Step
from models.protocol.populations import ALL, EVERY_TRIAL_HAS, Population, Trait
from models.protocol.types import Protocol
from models.reasons.refusals.authored.protocol_path import DefinedTwice
from models.reasons.refusals.authored.protocol_populations import (
    AgeOnNoDay,
    EventsNeedNone,
    KnownToEveryTrial,
    MustConcernEverybody,
    PopulationWrittenBelow,
)
from models.reasons.refusals.authored.protocol_rules import NothingNamed, RuleFlaw
from models.reasons.refusals.refusal import nearest

_ASKED_OF = ("step", "link", "washout", "evidence", "interval", "lifetime_dose", "condition")
_OF_NO_EVENT = ("optional", "target", "same_as", "evidence", "day")


def population_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Flaws of each population, of what names one, and of steps that are asked of some."""
    above: set[str] = set()
    for index, population in enumerate(protocol.population):
        yield from _of_its_name(index, population, above)
        for trait in (each for need in population.needs for each in need):
            yield from _of_trait(index, trait, above, protocol)
        if _reads_an_age(population, protocol) and population.at is None:
            yield Flaw("population", index, None, AgeOnNoDay(population=population.id))
        above.add(population.id)
    for table in _ASKED_OF:
        for index, line in enumerate(getattr(protocol, table)):
            yield from _asked_of(table, index, line.applies, above)
    for index, step in enumerate(protocol.step):
        yield from _of_step(index, step, protocol)


def _of_its_name(index: int, population: Population, above: set[str]) -> Iterator[Flaw]:
    if population.id in EVERY_TRIAL_HAS:
        yield Flaw("population", index, "id", KnownToEveryTrial(population=population.id))
    if population.id in above:
        yield Flaw("population", index, "id", DefinedTwice(table="population", word=population.id))


def _of_trait(index: int, trait: Trait, above: set[str], protocol: Protocol) -> Iterator[Flaw]:
    if not _is_one_question(trait):
        yield Flaw("population", index, "needs", RuleFlaw.NO_ONE_TRAIT)
    for name, known in (
        (trait.measure, protocol.measure_by_id),
        (trait.finding, protocol.finding_by_id),
    ):
        if name is not None and name not in known:
            reason = NothingNamed(word=name, near=nearest(name, known))
            yield Flaw("population", index, "needs", reason)
    other = trait.population
    if other is not None and other in protocol.population_by_id and other not in above:
        yield Flaw("population", index, "needs", PopulationWrittenBelow(population=other))
    elif other is not None:
        yield from _unknown("population", index, "needs", other, above)


def _is_one_question(trait: Trait) -> bool:
    named = (trait.sex, trait.population, trait.measure, trait.finding)
    limited = len(trait.limits) == (1 if trait.measure else 0)
    said = (trait.finding is None) is (trait.present is None)
    return sum(name is not None for name in named) == 1 and limited and said


def _reads_an_age(population: Population, protocol: Protocol) -> bool:
    read = {trait.measure for need in population.needs for trait in need} - {None}
    formulas = {one.formula for one in protocol.measure if one.id in read}
    return not formulas.isdisjoint({"age", "weight"})


def _asked_of(table: str, index: int, population: str, known: set[str]) -> Iterator[Flaw]:
    yield from _unknown(table, index, "applies", population, known)


def _unknown(table: str, index: int, key: str, name: str, known: set[str]) -> Iterator[Flaw]:
    every = {*known, *EVERY_TRIAL_HAS}
    if name not in every:
        yield Flaw(table, index, key, NothingNamed(word=name, near=nearest(name, every)))


def _of_step(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    first = protocol.gate[0]  # a later one is nobody's whom its aim does not concern
    of_all = {protocol.day_zero, first.before, first.towards}
    key = "optional" if step.optional else "event" if step.event else "applies"
    of_some = step.optional or step.event or step.applies != ALL
    if of_some and step.id in of_all:
        yield Flaw("step", index, key, MustConcernEverybody(step=step.id))
    for idle in _OF_NO_EVENT if step.event else ():
        if getattr(step, idle) not in {None, False}:
            yield Flaw("step", index, idle, EventsNeedNone(step=step.id, key=idle))
