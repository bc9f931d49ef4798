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
    return read_back(str(fact.get("id", "")), str(fact["drug"]), load_catalogue())
