"""A dataset as CDISC's Dataset-JSON 1.1, or as CSV with its variables' names; pure."""

import csv
import json
from datetime import UTC
from importlib.metadata import version
from io import StringIO

from exports.cdisc.dataset import Dataset, Variable

VERSION = "1.1.0"


def dataset_json(dataset: Dataset) -> bytes:
    """UTF-8; the same dataset gives the same bytes."""
    made = dataset.as_of.astimezone(UTC).isoformat(timespec="seconds")
    document = {
        "datasetJSONCreationDateTime": made,
        "datasetJSONVersion": VERSION,
        "fileOID": f"{dataset.study}.{dataset.name}.{made}",
        "originator": "Day Zero",
        "sourceSystem": {"name": "Day Zero", "version": version("dayzero")},
        "studyOID": dataset.study,
        "metaDataVersionOID": f"MDV.{dataset.study}",
        "itemGroupOID": f"IG.{dataset.name}",
        "records": len(dataset.records),
        "name": dataset.name,
        "label": dataset.label,
        "columns": [_column(each, dataset.name) for each in dataset.variables],
        "rows": [[row.get(each.name) for each in dataset.variables] for row in dataset.records],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _column(variable: Variable, domain: str) -> dict[str, str | int]:
    shared = {"STUDYID", "USUBJID"}
    oid = f"IT.{variable.name}" if variable.name in shared else f"IT.{domain}.{variable.name}"
    column: dict[str, str | int] = {
        "itemOID": oid,
        "name": variable.name,
        "label": variable.label,
        "dataType": variable.type,
    }
    return column if variable.key is None else {**column, "keySequence": variable.key}


def dataset_csv(dataset: Dataset) -> bytes:
    """UTF-8 without a mark, which statistics programs would read as a part of the first name."""
    text = StringIO(newline="")
    names = [variable.name for variable in dataset.variables]
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(dataset.records)
    return text.getvalue().encode()
