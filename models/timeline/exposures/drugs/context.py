"""What reading one drug fact needs: all drugs of the chart, and what their names mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.chart.catalogue.catalogue import Catalogue, Meaning
from models.chart.catalogue.drug import Drug
from models.chart.chart import Chart
from models.chart.facts import DrugFact
from models.protocol.criteria import Washout
from models.timeline.exposures.daily_doses import UNKNOWN, Amount, Course
from models.timeline.exposures.doses import amount_in, hydrocortisone_per_day
from models.timeline.exposures.drugs.forms import Form, forms_given
from models.timeline.exposures.lymphodepletion import Lymphodepletion
from models.timeline.exposures.steroids import any_of, steroid_course


@dataclass(frozen=True, kw_only=True)
class DrugContext:
    """All drugs of the chart, for their daily sums, and this round's lymphodepletion.

    Attributes:
        meanings: what the name of each drug fact says, by the fact's id.
    """

    chart: Chart
    washouts: tuple[Washout, ...]
    meanings: Mapping[str, Meaning]
    catalogue: Catalogue
    lymphodepletion: Lymphodepletion

    def drug_of(self, fact: DrugFact) -> Drug | None:
        """The drug that a fact's name certainly means."""
        return self.meanings[fact.id].drug

    def forms(self, fact: DrugFact, drug: Drug | None) -> tuple[Form, ...]:
        """Every form in which a fact's drug may have been given."""
        return forms_given(fact, drug, self.meanings[fact.id].name)

    def amount(self, unit: str, fact: DrugFact) -> Amount:
        """What a fact says in the unit of a limit; a name that says high may mean any more."""
        return self._or_more(fact, amount_in(unit, fact, self.chart))

    def steroid(self, fact: DrugFact, drug: Drug, form: Form) -> Course:
        """The days on which a steroid acts, in hydrocortisone."""
        amount = self._or_more(fact, hydrocortisone_per_day(fact, drug, self.chart))
        return steroid_course(fact, amount, form.depot, self.chart.zone)

    @cached_property
    def steroid_courses(self) -> tuple[Course, ...]:
        """The systemic steroids of the chart, in whatever way they are read; read once for all."""
        found = (self._as_steroid(fact) for fact in self.chart.drugs)
        return tuple(course for course in found if course is not None)

    def _or_more(self, fact: DrugFact, amount: Amount) -> Amount:
        return Amount(amount.least, UNKNOWN) if self.meanings[fact.id].high_dose else amount

    def _as_steroid(self, fact: DrugFact) -> Course | None:
        drugs = self.meanings[fact.id].drugs
        readings = [(drug, form) for drug in drugs for form in self.forms(fact, drug)]
        systemic = [
            self.steroid(fact, drug, form)
            for drug, form in readings
            if "steroid" in drug.classes and form.systemic
        ]
        return any_of(systemic, certain=len(systemic) == len(readings)) if systemic else None
