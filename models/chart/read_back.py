"""What the catalogue makes of a name that somebody typed."""

from models.chart.catalogue.catalogue import Catalogue
from models.reasons.read_back import DrugRead, DrugReadAs, DrugReadAsAny, DrugUnread
from models.reasons.recorded import DrugGiven


def read_back(fact: str, name: str, catalogue: Catalogue) -> DrugRead:
    """How a name is read: as which drug and class, or as one of which, or not at all."""
    meaning = catalogue.read(name)
    drug = meaning.drug
    given = DrugGiven(fact=fact, written=name, drug=drug.id if drug else None)
    if drug is not None:
        return DrugReadAs(
            given=given,
            drug=drug.id,
            classes=tuple(one for one in catalogue.classes.by_id if one in drug.classes),
            like=catalogue.look_alikes.get(drug.id, ()),
        )
    if meaning.drugs:
        return DrugReadAsAny(given=given, drugs=tuple(drug.id for drug in meaning.drugs))
    return DrugUnread(given=given, near=catalogue.suggestions(name)[:2])
