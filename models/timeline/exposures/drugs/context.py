"""What reading one drug fact needs: all drugs of the chart, and what their names mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.chart.catalogue.catalogue import Catalogue, Meaning
from models.chart.catalogue.drug import Drug
from models.chart.chart import Chart
from models.chart.facts import DrugFact
from models.protocol.arithmetic.quantity import DoseLimit
from models.protocol.criteria import Washout
from models.timeline.exposures.bodies import Body
from models.timeline.exposures.daily_doses import UNKNOWN, Amount, Course
from models.timeline.exposures.doses import amount_in, hydrocortisone_per_day
from models.timeline.exposures.drugs.forms import Form, forms_given
from models.timeline.exposures.lymphodepletion import Lymphodepletion
from models.timeline.exposures.steroids import any_of, steroid_course


@dataclass(frozen=True, kw_only=True)
class DrugContext:
    """All drugs of the chart, for their daily sums, and this round's lymphodepletion.

    Attributes:
        body: the subject's size.
        meanings: what the name of each drug fact says, by the fact's id.
    """

    chart: Chart
    body: Body
    washouts: tuple[Washout, ...]
    meanings: Mapping[str, Meaning]
    catalogue: Catalogue
    lymphodepletion: Lymphodepletion

    def drug_of(self, fact: DrugFact) -> Drug | None:
        """The drug that a fact's name certainly means."""
        return self.meanings[fact.id].drug

    def is_steroid(self, drug: Drug) -> bool:
        """Whether its systemic doses are compared as hydrocortisone."""
        return bool(drug.classes & self.catalogue.classes.systemic_steroids)

    def forms(self, fact: DrugFact, drug: Drug | None) -> tuple[Form, ...]:
        """Every form in which a fact's drug may have been given."""
        return forms_given(fact, drug, self.meanings[fact.id].name, self.catalogue.classes)

    def amount(self, unit: str, fact: DrugFact) -> Amount:
        """What a fact says in the unit of a limit; a name that says high may mean any more."""
        return self._or_more(fact, amount_in(unit, fact, self.body))

    def steroid(self, unit: str, fact: DrugFact, drug: Drug, form: Form) -> Course:
        """The days on which a steroid acts, in hydrocortisone by the unit of a day's limit."""
        amount = self._or_more(fact, hydrocortisone_per_day(unit, fact, drug, self.body))
        return steroid_course(fact, amount, form.depot, self.chart.zone)

    @cached_property
    def steroid_limits(self) -> tuple[DoseLimit, ...]:
        """From which a day of steroids counts, under any rule."""
        limits = (washout.steroid_limit for washout in self.washouts)
        return tuple(dict.fromkeys(limit for limit in limits if limit is not None))

    @cached_property
    def steroid_courses(self) -> Mapping[str, tuple[Course, ...]]:
        """The systemic steroids of the chart, in whatever way they are read; read once for all.

        By the unit of the limits that count them.
        """
        return {limit.unit: tuple(self._steroids_in(limit.unit)) for limit in self.steroid_limits}

    def _steroids_in(self, unit: str) -> Iterator[Course]:
        found = (self._as_steroid(unit, fact) for fact in self.chart.drugs)
        return (course for course in found if course is not None)

    def _or_more(self, fact: DrugFact, amount: Amount) -> Amount:
        return Amount(amount.least, UNKNOWN) if self.meanings[fact.id].high_dose else amount

    def _as_steroid(self, unit: str, fact: DrugFact) -> Course | None:
        drugs = self.meanings[fact.id].drugs
        readings = [(drug, form) for drug in drugs for form in self.forms(fact, drug)]
        systemic = [
            self.steroid(unit, fact, drug, form)
            for drug, form in readings
            if self.is_steroid(drug) and form.systemic
        ]
        return any_of(systemic, certain=len(systemic) == len(readings)) if systemic else None
