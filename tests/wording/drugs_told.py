"""Which drugs a reason carries, and which of them its sentence names, in whichever language."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from models.chart.catalogue.drugs import load_catalogue
from models.reasons.reason import Reason
from models.reasons.recorded import DrugGiven
from models.reasons.verdicts.lifetime_doses import WouldLower
from tests.spoken import with_all_inside
from wording.language import Language
from wording.texts import in_language


def drugs_in(reason: Reason) -> frozenset[str]:
    """Each drug of the catalogue that a reason carries, by its id."""
    return frozenset(drug for one in with_all_inside(reason) for drug in _drugs(one))


def drugs_named(sentence: str, language: Language) -> frozenset[str]:
    """Each drug of the catalogue that a sentence names, by its id."""
    ids = _ids_by_name(language)
    return frozenset(ids[name] for name in _any_name(language).findall(sentence.lower()))


def _drugs(reason: Reason) -> Iterator[str]:
    if isinstance(reason, DrugGiven) and reason.drug is not None:
        yield reason.drug
    if isinstance(reason, WouldLower):
        yield from reason.drugs


@cache
def _ids_by_name(language: Language) -> Mapping[str, str]:
    drugs = load_catalogue().drugs
    return {in_language(one.called, language).lower(): one.id for one in drugs}


@cache
def _any_name(language: Language) -> re.Pattern[str]:
    """The longest of all names that fit: 泼尼松龙 is not 泼尼松."""
    longest_first = sorted(_ids_by_name(language), key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, longest_first))})(?![a-z])")
