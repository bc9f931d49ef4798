"""What had begun before a step: courses of drugs, and the radiotherapy that lowers their caps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.chart.catalogue.drug import Drug
from models.chart.facts import DrugFact, RadiotherapyFact
from models.moments import Span
from models.protocol.lifetime_dose import Cap


@dataclass(frozen=True, slots=True)
class Courses:
    """Drugs as the catalogue knows them, and radiotherapy."""

    drugs: tuple[tuple[DrugFact, Drug], ...]
    radiotherapy: tuple[RadiotherapyFact, ...]

    def holds(self, fact: DrugFact) -> bool:
        """Whether a course had begun."""
        return any(fact is one for one, _ in self.drugs)

    def of(self, drug: str) -> tuple[DrugFact, ...]:
        """The courses of one drug, by its id, and of what holds it."""
        return tuple(fact for fact, known in self.drugs if drug in {known.id, *known.holds})

    def lowered(self, cap: Cap) -> tuple[bool, ...]:
        """Whether the lower cap holds; both where radiotherapy may have been of the chest."""
        if cap.lower is None:
            return (False,)
        if self._certain(cap):
            return (True,)
        return (False, True) if self._perhaps(cap) else (False,)

    def lowering(self, cap: Cap) -> tuple[DrugFact | RadiotherapyFact, ...]:
        """What lowers a cap, or may lower it."""
        return self._certain(cap) or self._perhaps(cap)

    @property
    def perhaps(self) -> tuple[str, ...]:
        """The radiotherapy of which nobody can tell, by its facts."""
        return tuple(fact.id for fact in self.radiotherapy)

    def _certain(self, cap: Cap) -> tuple[DrugFact | RadiotherapyFact, ...]:
        lower = cap.lower
        if lower is None:
            return ()
        drugs = [
            fact
            for fact, drug in self.drugs
            if {drug.id, *drug.holds}.intersection(lower.drugs)
            or (drug.id != cap.drug and drug.classes.intersection(lower.drug_classes))
        ]
        return (*drugs, *(one for one in self.radiotherapy if one.field in lower.fields))

    def _perhaps(self, cap: Cap) -> tuple[RadiotherapyFact, ...]:
        fields = cap.lower.perhaps_fields if cap.lower else ()
        open_ones = (one for one in self.radiotherapy if one.field in {None, *fields})
        return tuple(open_ones) if fields else ()


def courses_before(
    step: Span | None,
    drugs: Iterable[tuple[DrugFact, Drug | None]],
    radiotherapy: Iterable[RadiotherapyFact],
) -> Courses:
    """What had begun, or may have, when the step was or will be."""
    return Courses(
        tuple((fact, drug) for fact, drug in drugs if drug and not is_after(fact, step)),
        tuple(fact for fact in radiotherapy if not is_after(fact, step)),
    )


def is_after(fact: DrugFact | RadiotherapyFact, step: Span | None) -> bool:
    """Whether it certainly began later than a step."""
    began = fact.first or fact.last
    return step is not None and began is not None and began.earliest > step.latest


def sums_of(courses: Sequence[DrugFact]) -> tuple[Fraction | None, ...]:
    """The least and the most that the recorded figures can mean; None is without an end.

    Two figures may be two parts of a sum, or two readings of one running total. A course
    without a figure leaves the most open.
    """
    figures = [each.cumulative_mg_m2 for each in courses if each.cumulative_mg_m2 is not None]
    least = max(figures, default=Fraction(0))
    most = sum(figures, start=Fraction(0)) if len(figures) == len(courses) else None
    return (least,) if least == most else (least, most)
