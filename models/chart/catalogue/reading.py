"""A file of drugs, read and checked as its author wrote it."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.chart.catalogue.drug_checks import reference_faults
from models.chart.catalogue.drug_claims import usage_faults
from models.chart.catalogue.drug_file import DrugsFile
from models.errors import ProtocolRefused
from models.faults_found import value_reason
from models.protocol.loading.drugs_document import drugs_document
from models.protocol.loading.toml_lines import line_of
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.validation import DataFile, NotAFieldOf, OfField, TypeMissing
from models.texts import as_written


def read_drugs(raw: bytes, source: str) -> DrugsFile:
    """Read and check one file.

    Raises:
        ProtocolRefused: naming the line at fault, if the file cannot be what its author meant.
    """
    document = drugs_document(raw, source)
    text = raw.decode()
    try:
        file = DrugsFile.model_validate(document)
    except ValidationError as error:
        raise _refusal(error.errors()[0], text, source) from error
    named = [
        *(("drug", index, "holds", drug.holds) for index, drug in enumerate(file.drug)),
        *(("ambiguous", index, "drugs", one.drugs) for index, one in enumerate(file.ambiguous)),
        *(("look_alike", index, "drugs", one.drugs) for index, one in enumerate(file.look_alike)),
    ]
    for table, index, key, reason in (*usage_faults(file), *reference_faults(file.drug, named)):
        raise ProtocolRefused(source, line_of(text, table, index, key), reason)
    return file


def _refusal(error: ErrorDetails, text: str, source: str) -> ProtocolRefused:
    """The first fault, at the line of its key or else of its table."""
    table, *within = as_written(error["loc"])
    if within and isinstance(within[0], int):
        key = str(within[1]) if within[1:] else None
        return ProtocolRefused(source, line_of(text, str(table), within[0], key), _reason(error))
    line = line_of(text, str(table)) or line_of(text, "", key=str(table))
    return ProtocolRefused(source, line, _reason(error))


def _reason(error: ErrorDetails) -> FaultReason:
    field = ".".join(str(part) for part in as_written(error["loc"]) if not isinstance(part, int))
    match error["type"]:
        case "value_error":
            return value_reason(error)
        case "missing":
            return TypeMissing(field=field)
        case "unexpected_keyword_argument" | "extra_forbidden":
            return NotAFieldOf(field=field, file=DataFile.DRUGS)
    return OfField(field=field, why=value_reason(error))
