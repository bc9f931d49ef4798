"""Where a drug may have acted, by the route that is recorded and the forms that it has.

A route by which no form of a drug is given is a slip: the drug was given all the same, by one
of the ways in which it is given.
"""

from models.chart.drugs import Drug
from models.chart.facts import DrugFact
from models.chart.routes import Acts, acts

_OTHERWISE = {"intrathecal": Acts.INTRATHECALLY, "topical": Acts.LOCALLY}
LOCAL_CLASSES = frozenset({"local_steroid", "local_immunosuppressant"})


def ways_given(fact: DrugFact, drug: Drug | None) -> tuple[Acts, ...]:
    """Where it may have acted: as recorded, or else in every way in which the drug is given."""
    recorded, possible = acts(fact.route), _ways_of(drug)
    return (recorded,) if recorded in possible else possible


def of_no_form(fact: DrugFact, drug: Drug) -> bool:
    """True where the drug has no form that is given by the recorded route."""
    recorded = acts(fact.route)
    return recorded is not None and recorded not in _ways_of(drug)


def may_be_systemic(fact: DrugFact, drug: Drug | None) -> bool:
    """Whether it may have reached the whole body."""
    return Acts.SYSTEMICALLY in ways_given(fact, drug)


def _ways_of(drug: Drug | None) -> tuple[Acts, ...]:
    if drug is None:
        return tuple(Acts)
    otherwise = (_OTHERWISE[route] for route in drug.other_routes)
    local = (Acts.LOCALLY,) if drug.classes & LOCAL_CLASSES else ()
    return tuple(dict.fromkeys((Acts.SYSTEMICALLY, *otherwise, *local)))
