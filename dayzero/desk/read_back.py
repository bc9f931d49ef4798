"""What is said back of a drug that somebody typed, whatever door it came in by."""

from collections.abc import Mapping
from typing import Any

from models.chart.catalogue.drugs import load_catalogue
from models.chart.read_back import read_back
from models.reasons.read_back import DrugRead


def drug_read(fact: Mapping[str, Any]) -> DrugRead | None:
    """How the drug of a fact is read; None of any other fact."""
    if fact.get("kind") != "drug":
        return None
    return name_read(str(fact["drug"]), fact=str(fact.get("id", "")))


def name_read(name: str, *, fact: str = "") -> DrugRead:
    """How a name is read; `fact` is the record that it stands in, where it is one."""
    return read_back(fact, name, load_catalogue())
