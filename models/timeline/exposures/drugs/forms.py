"""In which form a drug may have been given, by its name, its route and the forms that it has.

A route by which no form of a drug is given is a slip: the drug was given all the same, by one
of the ways in which it is given. A depot acts in the whole body, wherever it was injected.
"""

from dataclasses import dataclass

from models.chart.catalogue.drug import Depot, Drug
from models.chart.catalogue.drug_class import DrugClasses
from models.chart.facts import DrugFact
from models.protocol.vocabulary import Acts
from models.spelling import key_of

_OTHERWISE = {"intrathecal": Acts.INTRATHECALLY, "topical": Acts.LOCALLY}
_INJECTED = frozenset({"iv", "im", "sc"})


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a drug may have been given.

    Attributes:
        depot: the form that goes on releasing it; None for all others.
    """

    acts: Acts
    depot: Depot | None = None

    @property
    def systemic(self) -> bool:
        """Whether it reaches the whole body."""
        return self.acts is Acts.SYSTEMICALLY


def forms_given(
    fact: DrugFact, drug: Drug | None, name: str, classes: DrugClasses
) -> tuple[Form, ...]:
    """Every form that a fact may be about.

    Args:
        name: the key of the name by which the drug was recorded.
    """
    plain = tuple(Form(way) for way in _ways(fact, drug, classes))
    depots = drug.depot if drug else ()
    own = next((each for each in depots if name in map(key_of, each.names)), None)
    if own is not None:
        return _of_depot(own, fact, plain)
    perhaps = tuple(each for each in depots if fact.route in each.plain_routes)
    return (*plain, *(Form(Acts.SYSTEMICALLY, each) for each in perhaps))


def _of_depot(depot: Depot, fact: DrugFact, plain: tuple[Form, ...]) -> tuple[Form, ...]:
    """A name of a depot: of a tablet or an ointment as well, as the route tells."""
    slow = Form(Acts.SYSTEMICALLY, depot)
    if fact.route in depot.routes:
        return (slow,)
    unclear = fact.acts is None or fact.route in _INJECTED
    return (*plain, slow) if unclear else plain


def of_no_form(fact: DrugFact, drug: Drug, classes: DrugClasses) -> bool:
    """True where the drug has no form that is given by the recorded route."""
    return fact.acts is not None and fact.acts not in _ways_of(drug, classes)


def _ways(fact: DrugFact, drug: Drug | None, classes: DrugClasses) -> tuple[Acts, ...]:
    """Where it may have acted: as recorded, or else in every way in which the drug is given."""
    possible = _ways_of(drug, classes)
    return (fact.acts,) if fact.acts in possible else possible


def _ways_of(drug: Drug | None, classes: DrugClasses) -> tuple[Acts, ...]:
    if drug is None:
        return tuple(Acts)
    otherwise = (_OTHERWISE[route] for route in drug.other_routes)
    local = (Acts.LOCALLY,) if drug.classes & classes.local else ()
    return tuple(dict.fromkeys((Acts.SYSTEMICALLY, *otherwise, *local)))
