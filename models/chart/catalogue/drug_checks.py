"""What a drug of the catalogue refers to: its own names, other drugs."""

from collections.abc import Iterable, Iterator, Sequence

from models.chart.catalogue.drug import Drug
from models.reasons.refusals.authored.drug_files import NoSuchDrug, NotItsName
from models.reasons.refusals.refusal import FaultReason

PlacedReason = tuple[str, int, str, FaultReason]
"""What is wrong, and the table, its number and the key where it stands."""


def reference_faults(
    drugs: Sequence[Drug], named: Iterable[tuple[str, int, str, tuple[str, ...]]]
) -> Iterator[PlacedReason]:
    """Names and drugs that are referred to and are not there.

    Args:
        named: the ids of drugs that keys of tables refer to.
    """
    for index, drug in enumerate(drugs):
        yield from _names(index, drug)
    known = {drug.id for drug in drugs}
    for table, index, key, ids in named:
        yield from ((table, index, key, NoSuchDrug(word=one)) for one in ids if one not in known)


def _names(index: int, drug: Drug) -> Iterator[PlacedReason]:
    """Names that a high dose or a depot is told by are names of the drug."""
    depots = tuple(name for depot in drug.depot for name in depot.names)
    for key, names in (("high_dose_names", drug.high_dose_names), ("depot", depots)):
        for name in names:
            if name not in drug.names:
                yield "drug", index, key, NotItsName(word=name, drug=drug.id)
