"""A drug that was typed, as it was read, and the drugs that its letters begin; pure."""

from dataclasses import dataclass

from dayzero.desk.read_back import name_read
from models.chart.catalogue.drugs import load_catalogue
from models.drug_search import Found, search_drugs
from models.reasons.read_back import DrugReadAs
from wording import say
from wording.voice import Voice


@dataclass(frozen=True, slots=True)
class TypedDrug:
    """What the page says of a name.

    Attributes:
        read: as which drug and class it is read, and for what it is easily taken; or that it is
            not known.
        note: what the catalogue says of that drug beside its class.
        offered: names to choose from, with what they mean.
    """

    read: str
    note: str
    offered: tuple[tuple[str, str], ...]


def typed_drug(name: str, voice: Voice) -> TypedDrug | None:
    """None of an empty name."""
    if not name:
        return None
    catalogue = load_catalogue()
    read = name_read(name)
    drug = catalogue.by_id[read.drug] if isinstance(read, DrugReadAs) else None
    note = voice.text(drug.note) if drug and drug.note else ""
    found = search_drugs(name, catalogue)
    return TypedDrug(say(read, voice), note, tuple(_offered(one, voice) for one in found))


def _offered(found: Found, voice: Voice) -> tuple[str, str]:
    """The INN, and beside it the name that was met, the reader's own name and the ATC codes."""
    called = found.drug.called
    words = dict.fromkeys((found.name, called.english, voice.text(called), *found.drug.atc))
    return called.english, " · ".join(words)
