"""What is wrong with a field of a chart, and where: from what pydantic found to a reason."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from models.reasons.refusals.fields import (
    FieldFlaw,
    FieldMissing,
    FieldUnknown,
    NotAllowed,
    TextNeeded,
    TooLong,
    WordNeeded,
    YesOrNoNeeded,
)
from models.reasons.refusals.refusal import (
    SHOWN,
    FaultReason,
    ValueRefused,
    nearest,
    one_line,
    shown,
)

_LOCAL_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?")
_KNOWN_OR_NOT = {"childbearing_potential", "present", "value"}
_EXAMPLES = {
    "schema": "dayzero.chart/1",
    "subject": "CN01-007",
    "site": "CN01",
    "timezone": "Asia/Shanghai",
    "protocol": "NCT04684147",
    "sex": "female",
    "born": "1988-04-02",
    "id": "f1",
    "step": "screening",
    "state": "done",
    "at": "2026-03-09",
    "first": "2026-03-09",
    "last": "2026-03-09",
    "drug": "dasatinib",
    "test": "pregnancy",
    "result": "negative",
    "event": "live_vaccine",
    "measure": "lvef",
    "value": "58",
    "unit": "%",
    "finding": "prior_car_t",
}


def below(path: str, part: str | int) -> str:
    """The path of a field, or of a place in a list, inside what has this path."""
    if isinstance(part, int):
        return f"{path}[{part}]"
    name = one_line(part[:SHOWN])
    return f"{path}.{name}" if path else name


def lacks_only_its_offset(text: str) -> bool:
    """Whether it is an instant but for the offset that makes it one."""
    try:
        return bool(_LOCAL_INSTANT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def reason_for(detail: Mapping[str, Any], known: Iterable[str] = ()) -> FaultReason:
    """What is wrong with one field and how to mend it.

    Args:
        detail: a fault as pydantic tells it.
        known: the fields there are, to ask whether one of them was meant.
    """
    kind: str = detail["type"]
    if kind == "extra_forbidden":
        return FieldUnknown(near=nearest(_field(detail), known))
    read = _WITH_CONTEXT.get(kind)
    return read(detail) if read else _PLAIN.get(kind, FieldFlaw.UNREADABLE)


def _field(detail: Mapping[str, Any]) -> str:
    return str(detail["loc"][-1]) if detail["loc"] else ""


def _text(detail: Mapping[str, Any]) -> FaultReason:
    return TextNeeded(example=_EXAMPLES.get(_field(detail)))


def _missing(detail: Mapping[str, Any]) -> FaultReason:
    field = _field(detail)
    return FieldMissing(field=field, example=_EXAMPLES.get(field))


def _yes_or_no(detail: Mapping[str, Any]) -> FaultReason:
    return YesOrNoNeeded(may_be_unknown=_field(detail) in _KNOWN_OR_NOT)


def _one_of(detail: Mapping[str, Any]) -> FaultReason:
    allowed = tuple(re.findall(r"'([^']*)'", str(detail["ctx"]["expected"])))
    word = detail["input"]
    if not isinstance(word, str):
        return WordNeeded(allowed=allowed)
    near = nearest(word, allowed) if allowed[1:] else None
    return NotAllowed(word=shown(word), allowed=allowed, near=near)


def _too_long(detail: Mapping[str, Any]) -> FaultReason:
    return TooLong(most=detail["ctx"]["max_length"])


def _own(detail: Mapping[str, Any]) -> FaultReason:
    error = detail["ctx"]["error"]
    return error.reason if isinstance(error, ValueRefused) else FieldFlaw.UNREADABLE


_PLAIN = {
    "list_type": FieldFlaw.LIST_NEEDED,
    "dict_type": FieldFlaw.OBJECT_NEEDED,
    "model_type": FieldFlaw.OBJECT_NEEDED,
    "model_attributes_type": FieldFlaw.OBJECT_NEEDED,
    "string_too_short": FieldFlaw.EMPTY,
    "string_unicode": FieldFlaw.HALF_CHARACTER,
}
_WITH_CONTEXT: Mapping[str, Callable[[Mapping[str, Any]], FaultReason]] = {
    "bool_type": _yes_or_no,
    "date_type": _text,
    "enum": _one_of,
    "literal_error": _one_of,
    "missing": _missing,
    "string_too_long": _too_long,
    "string_type": _text,
    "value_error": _own,
}
