"""Resources as hospital systems export them."""

import json
from pathlib import Path
from typing import Any

PATIENT = {"reference": "Patient/4711"}
SNOMED, LOINC, CVX = "http://snomed.info/sct", "http://loinc.org", "http://hl7.org/fhir/sid/cvx"


def coded(system: str, code: str, display: str = "") -> dict[str, Any]:
    coding = {"system": system, "code": code}
    return {"coding": [{**coding, "display": display} if display else coding]}


def bundle(*resources: dict[str, Any]) -> str:
    patient = {
        "resourceType": "Patient",
        "id": "4711",
        "name": [{"family": "Wang", "given": ["Xiaoming"]}],
        "identifier": [{"value": "0012345"}],
    }
    entries = [{"resource": one} for one in (patient, *resources)]
    whole = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return json.dumps(whole, ensure_ascii=False)


def write(file: Path, *resources: dict[str, Any]) -> Path:
    file.write_text(bundle(*resources), encoding="utf-8")
    return file


def statement(**changes: Any) -> dict[str, Any]:
    """A MedicationStatement of R4B."""
    return {
        "resourceType": "MedicationStatement",
        "id": "ms1",
        "status": "completed",
        "subject": PATIENT,
        "medicationCodeableConcept": {"text": "Methotrexate 2.5 MG Oral Tablet"},
        "effectivePeriod": {"start": "2026-02-01", "end": "2026-02-20T09:00:00.000+08:00"},
        **changes,
    }


def observation(**changes: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": "ob1",
        "status": "final",
        "subject": PATIENT,
        "code": coded(LOINC, "1742-6", "Alanine aminotransferase [Enzymatic activity/volume]"),
        "effectiveDateTime": "2026-03-09T08:30:00+08:00",
        "valueQuantity": {"value": 43.50, "unit": "U/L"},
        "referenceRange": [{"high": {"value": 40, "unit": "U/L"}}],
        **changes,
    }
