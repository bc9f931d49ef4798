"""A reason as the contract's JSON: instants with the site's offset, dates as recorded."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

from models.document_dates import said_moment, said_span
from models.moments import Span
from models.protocol.arithmetic.quantity import Quantity
from models.reasons.reason import Instant, Reason

_INSTANT = get_args(Instant)[1]
_FOUND: dict[type[Reason], frozenset[str]] = {}
"""The instants of each kind, looked up once."""


def reason_document(reason: Reason | None, zone: ZoneInfo) -> dict[str, object] | None:
    """A reason with its kind first, for programs; None for none."""
    if reason is None:
        return None
    instants = _instants(type(reason))
    return {
        name: _value(getattr(reason, name), zone, instant=name in instants)
        for name in _names(type(reason))
    }


def _names(kind: type[Reason]) -> tuple[str, ...]:
    return ("kind", *(name for name in kind.__struct_fields__ if name != "kind"))


def _instants(kind: type[Reason]) -> frozenset[str]:
    """The fields that are minutes of UTC, told from other numbers by their annotation."""
    if kind not in _FOUND:
        hints = get_type_hints(kind, include_extras=True)
        _FOUND[kind] = frozenset(name for name, hint in hints.items() if _holds_instant(hint))
    return _FOUND[kind]


def _holds_instant(hint: Any) -> bool:
    if _INSTANT in getattr(hint, "__metadata__", ()):
        return True
    return any(_holds_instant(part) for part in get_args(hint))


def _value(value: object, zone: ZoneInfo, *, instant: bool) -> object:
    match value:
        case Reason():
            return reason_document(value, zone)
        case tuple():
            return [_value(one, zone, instant=instant) for one in value]
        case Span():
            return said_span(value, zone)
        case int() if instant and not isinstance(value, bool):
            return said_moment(value, zone)
        case _:
            return _plain(value, zone)


def _plain(value: object, zone: ZoneInfo) -> object:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Quantity() | Fraction():
            return str(value)
        case Mapping():
            return {str(key): _value(one, zone, instant=False) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        known = {name: one for name, one in named.items() if one not in {None, ""}}
        return {name: _value(one, zone, instant=False) for name, one in known.items()}
    return value
