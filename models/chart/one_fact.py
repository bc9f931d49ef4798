"""One listed fact of a chart: its fields as the contract has them, or every fault of it."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from models.chart.corrections.fields import ConstantFields, RetractionFields
from models.chart.fields import FactFields
from models.chart.fields_of_kinds import FIELDS_OF_KIND, faults_in, fields_of
from models.chart.ward_words import meant
from models.errors import Fault, InputRefused
from models.protocol import Protocol
from models.protocol.path import REOPENED
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.charts import ChartFlaw, KindMissing, KindNotText, KindUnknown
from models.reasons.refusals.fields import FieldFlaw
from models.reasons.refusals.refusal import FaultReason, nearest, shown

_MEANT_BY_SLIPS = tuple(kind for kind in FIELDS_OF_KIND if kind not in {"constant", "retraction"})
"""Kinds that a slip of the pen may mean: no hint takes a fact back."""


def fields_read(path: str, document: object, zone: ZoneInfo, protocol: Protocol) -> FactFields:
    """The fields of one fact.

    Raises:
        InputRefused: with every fault of it.
    """
    if not isinstance(document, dict):
        raise InputRefused([Fault(path, FieldFlaw.OBJECT_NEEDED)])
    kind = document.get("kind")
    if not isinstance(kind, str) or kind not in FIELDS_OF_KIND:
        raise InputRefused([Fault(f"{path}.kind", _unknown_kind(kind))])
    model = fields_of(document)
    half = list(_half_a_correction(path, document, model, protocol))
    try:
        fields = model.model_validate(document, context={"zone": zone})
    except ValidationError as error:
        raise InputRefused([*faults_in(error, model, path), *half]) from error
    if half:
        raise InputRefused(half)
    return fields


def _half_a_correction(
    path: str, document: Mapping[str, object], model: type[FactFields], protocol: Protocol
) -> Iterator[Fault]:
    """A reason and what it is the reason of; some facts need a reason of their own."""
    if issubclass(model, ConstantFields | RetractionFields):
        return  # their own fields ask for what they need
    corrects, reason = document.get("corrects"), document.get("reason")
    event = document.get("event")
    reopens = isinstance(event, str) and meant(WordKind.EVENT, event, protocol) == REOPENED
    if reason is None and (corrects is not None or reopens):
        flaw = ChartFlaw.REASON_MISSING if corrects else ChartFlaw.REOPENED_WITHOUT_REASON
        yield Fault(f"{path}.reason", flaw)
    if reason is not None and corrects is None and not reopens:
        yield Fault(f"{path}.corrects", ChartFlaw.CORRECTS_MISSING)


def _unknown_kind(kind: object) -> FaultReason:
    known = tuple(FIELDS_OF_KIND)
    if kind is None:
        return KindMissing(known=known)
    if not isinstance(kind, str):
        return KindNotText(known=known)
    return KindUnknown(word=shown(kind), known=known, near=nearest(kind, _MEANT_BY_SLIPS))
