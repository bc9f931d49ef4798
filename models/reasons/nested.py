"""A reason inside a reason, of whatever kind: how JSON tells it, by its `kind`."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator

import models.reasons
from models.reasons.reason import Reason, name_of, read_reason, told_reason


@cache
def all_kinds() -> tuple[type[Reason], ...]:
    """Every kind of reason, whoever has imported its module so far."""
    for module in walk_packages(models.reasons.__path__, "models.reasons."):
        import_module(module.name)
    return tuple(_kinds(Reason))


def _kinds(of: type[Reason]) -> Iterator[type[Reason]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)


@cache
def _by_name() -> dict[str, type[Reason]]:
    return {name_of(kind): kind for kind in all_kinds()}


def read_any(told: Any) -> Reason:
    """A reason of whatever kind, out of JSON that was read.

    Raises:
        ValueError: if it is of no known kind, or a fact is missing or of another type.
    """
    if isinstance(told, Reason):
        return told
    kind = _by_name().get(str(told.get("kind"))) if isinstance(told, Mapping) else None
    if kind is None:
        raise ValueError(told)
    return read_reason(kind, told)


AnyReason = Annotated[Reason, PlainValidator(read_any), PlainSerializer(told_reason)]
