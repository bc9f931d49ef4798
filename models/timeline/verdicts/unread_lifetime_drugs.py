"""Drugs of which nobody can tell whether a lifetime cap is theirs: the name is asked for."""

from collections.abc import Collection

from models.chart.catalogue.drugs import load_catalogue
from models.chart.facts import DrugFact
from models.protocol.lifetime_dose import LifetimeDose
from models.reasons.recorded import DrugGiven
from models.reasons.stated import stated
from models.reasons.verdicts.lifetime_doses import LifetimeDrugUnread
from models.timeline.exposures.drugs.questions import name_asked


def may_be_capped(fact: DrugFact, capped: Collection[str]) -> bool:
    """Whether a drug that the catalogue does not know for certain may have a cap.

    A lifetime dose is recorded of what has one. Without it, most unknown names are of other
    drugs; not one that may mean a capped drug.
    """
    perhaps = load_catalogue().read(fact.drug).drugs
    if perhaps:
        return any({drug.id, *drug.holds}.intersection(capped) for drug in perhaps)
    return fact.cumulative_mg_m2 is not None


def why_unread(rule: LifetimeDose, fact: DrugFact, exposed: DrugGiven) -> LifetimeDrugUnread:
    """Which drug it was decides whether there is a cap, and which."""
    return LifetimeDrugUnread(
        stated=stated(rule),
        given=exposed,
        dose=fact.cumulative_mg_m2,
        asks=name_asked(exposed, load_catalogue()),
    )
