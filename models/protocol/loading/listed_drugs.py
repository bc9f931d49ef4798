"""Which drugs and classes the catalogue beside a protocol has; their names are read elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.protocol.loading.data_folder import DRUGS
from models.protocol.loading.drugs_document import drugs_document


@dataclass(frozen=True)
class ListedDrugs:
    """What a rule can name of the catalogue.

    Attributes:
        classes_of: each drug's classes, by its id.
        steroids: ids of classes of systemic steroids.
        with_half_life: ids of drugs of which the half-life stands there.
    """

    classes_of: Mapping[str, tuple[str, ...]]
    steroids: frozenset[str] = frozenset()
    with_half_life: frozenset[str] = frozenset()

    @cached_property
    def classes(self) -> frozenset[str]:
        """Each class that some drug is of."""
        return frozenset(name for classes in self.classes_of.values() for name in classes)


def listed_drugs(raw: bytes) -> ListedDrugs:
    """What stands in a file of drugs; what is wrong there is told where drugs are read.

    Raises:
        ProtocolRefused: if it is not TOML in UTF-8.
    """
    document = drugs_document(raw, DRUGS)
    drugs = document.get("drug", [])
    return ListedDrugs(
        classes_of={str(drug.get("id")): tuple(_classes(drug)) for drug in drugs},
        steroids=frozenset(_systemic_steroids(document.get("class", []))),
        with_half_life=frozenset(str(drug.get("id")) for drug in drugs if "half_life" in drug),
    )


def _classes(drug: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in drug.get("classes", ())]


def _systemic_steroids(classes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (str(one.get("id")) for one in classes if one.get("steroid") and not one.get("local"))
