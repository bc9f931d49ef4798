"""What is wrong with the classes of the catalogue, and with what refers to them."""

from collections.abc import Iterator

from models.chart.catalogue.drug_checks import PlacedReason
from models.chart.catalogue.drug_file import DrugsFile
from models.reasons.refusals.authored.drug_files import ClassTwice, ClassUnknown
from models.reasons.refusals.refusal import nearest


def class_faults(file: DrugsFile) -> Iterator[PlacedReason]:
    """Classes that are listed twice, or referred to and not listed."""
    ids = [one.id for one in file.class_]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield "class", index, "id", ClassTwice(word=name)
    for table, index, key, name in _referred_to(file):
        if name not in ids:
            yield table, index, key, ClassUnknown(word=name, near=nearest(name, ids))


def _referred_to(file: DrugsFile) -> Iterator[tuple[str, int, str, str]]:
    for index, one in enumerate(file.class_):
        for key, other in (("of", one.of), ("product_decides", one.product_decides)):
            if other is not None:
                yield "class", index, key, other
    for index, drug in enumerate(file.drug):
        for name in sorted(drug.classes):
            yield "drug", index, "classes", name
