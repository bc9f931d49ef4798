"""Whether a subject is of those whom a step, a link or a rule concerns, by what is recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from models.chart.chart import Chart
from models.moments import Minute, Span
from models.protocol import Protocol
from models.protocol.populations import ALL, EVERY_TRIAL_HAS, MAY_BEAR, Population, Trait
from models.reasons.questions.results import ValueWanted
from models.timeline.readings.readings import Values
from models.timeline.readings.weighing import sign_weighed


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whether a subject is of a population.

    Attributes:
        holds: None where it cannot be told.
        asks: what would settle it; empty where nothing is to be asked, or not yet.
    """

    holds: bool | None
    asks: tuple[ValueWanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A chart, and where its steps stand, as populations are told from them.

    Attributes:
        at: when each step was done; None where it has not been.
        until: what certainly came after it does not count; None where all counts.
    """

    chart: Chart
    protocol: Protocol
    at: Mapping[str, Span | None]
    until: Minute | None = None

    def concerns(self, population: str) -> bool:
        """Whether what is asked of a population is asked of this subject: unless surely not."""
        return population == ALL or self.of(population).holds is not False

    def of(self, population: str) -> Belonging:
        """Whether the subject is of a population, by its id."""
        if population in EVERY_TRIAL_HAS:
            return Belonging(_by_the_head(population, self.chart))
        return self._weighed(self.protocol.population_by_id[population])

    def _weighed(self, population: Population) -> Belonging:
        """All needs hold, and of each need one trait."""
        needs = [_any_of(self._by(trait, population) for trait in n) for n in population.needs]
        if any(need.holds is False for need in needs):
            return Belonging(holds=False)
        told = population.at is None or self.at.get(population.at) is not None
        asks = tuple(dict.fromkeys(chain.from_iterable(need.asks for need in needs)))
        holds = None if any(need.holds is None for need in needs) else True
        return Belonging(holds, asks if holds is None and told else ())

    def _by(self, trait: Trait, population: Population) -> Belonging:
        if trait.sex is not None:
            return Belonging(self.chart.sex == trait.sex)
        if trait.population is not None:
            return self.of(trait.population)
        judged = self.at.get(population.at) if population.at else None
        values = Values(self.chart, self.protocol, self.until, judged)
        weighed = sign_weighed(trait, values, None)
        return Belonging(weighed.holds, weighed.asks)


def _any_of(traits: Iterable[Belonging]) -> Belonging:
    """One is enough; where none surely holds, each that may."""
    weighed = tuple(traits)
    if any(trait.holds for trait in weighed):
        return Belonging(holds=True)
    open_ones = [trait for trait in weighed if trait.holds is None]
    if not open_ones:
        return Belonging(holds=False)
    return Belonging(None, tuple(chain.from_iterable(trait.asks for trait in open_ones)))


def _by_the_head(population: str, chart: Chart) -> bool | None:
    """NCT04684147 inclusion 10 names three groups; a man cannot become pregnant."""
    if population == ALL:
        return True
    if chart.sex == "male":
        return population != MAY_BEAR
    return chart.childbearing_potential


def must_confirm_childbearing(chart: Chart, protocol: Protocol) -> bool:
    """True where rules are applied only because nobody has said."""
    unknown = chart.sex == "female" and chart.childbearing_potential is None
    return unknown and protocol.reads_childbearing
