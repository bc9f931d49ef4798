"""From what pydantic or the system says of a fault to a reason that any language can say."""

import errno
import re
from collections.abc import Mapping
from typing import Any

from models.reasons.refusals.refusal import FaultReason, ValueRefused
from models.reasons.refusals.validation import (
    AtLeast,
    AtMost,
    OneOf,
    PatternNeeded,
    SystemFlaw,
    ToldByLibrary,
    ToldBySystem,
    ValueFlaw,
)

_PLAIN = {
    "string_type": ValueFlaw.TEXT_NEEDED,
    "int_type": ValueFlaw.NUMBER_NEEDED,
    "int_parsing": ValueFlaw.NUMBER_UNREAD,
    "bool_type": ValueFlaw.YES_OR_NO_NEEDED,
    "bool_parsing": ValueFlaw.YES_OR_NO_UNREAD,
    "string_too_short": ValueFlaw.EMPTY,
}


def value_reason(detail: Mapping[str, Any]) -> FaultReason:
    """What is wrong with one value, as pydantic tells it; what is rare is told in its words."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "value_error" if isinstance(context["error"], ValueRefused):
            return context["error"].reason
        case "literal_error" | "enum" | "language":
            return OneOf(allowed=tuple(re.findall(r"'[^']*'", str(context["expected"]))))
        case "greater_than_equal":
            return AtLeast(least=str(context["ge"]))
        case "less_than_equal":
            return AtMost(most=str(context["le"]))
        case "string_pattern_mismatch":
            return PatternNeeded(pattern=context["pattern"])
    message = str(detail["msg"]).removeprefix("Value error, ")
    return _PLAIN.get(detail["type"], ToldByLibrary(told=message[:1].lower() + message[1:]))


def system_reason(error: OSError) -> FaultReason:
    """Why a file or an output cannot be used; what is rare is told in the system's words."""
    name = errno.errorcode.get(error.errno or 0, "")
    if name in SystemFlaw.__members__:
        return SystemFlaw[name]
    return ToldBySystem(told=error.strerror or str(error) or type(error).__name__)
