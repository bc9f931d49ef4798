"""A reason inside a reason, of whatever kind: how JSON tells it, by its `kind`."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Annotated, Any, Union

from pydantic import Field, PlainSerializer, PlainValidator, TypeAdapter

import models.reasons
from models.reasons.reason import Reason


@cache
def all_kinds() -> tuple[type[Reason], ...]:
    """Every kind of reason, whoever has imported its module so far."""
    for module in walk_packages(models.reasons.__path__, "models.reasons."):
        import_module(module.name)
    return tuple(_kinds(Reason))


def _kinds(of: type[Reason]) -> Iterator[type[Reason]]:
    for kind in of.__subclasses__():
        if "__slots__" in kind.__dict__:  # `dataclass` makes a second class for its slots
            yield kind
            yield from _kinds(kind)


@cache
def any_kind() -> TypeAdapter[Reason]:
    """What reads and writes a reason of any kind."""
    union: Any = Union.__getitem__(all_kinds())  # found at run time
    one_of_them: Any = Annotated[union, Field(discriminator="kind")]
    return TypeAdapter(one_of_them)


def _read(value: object) -> Reason:
    return value if isinstance(value, Reason) else any_kind().validate_python(value)


def _write(reason: Reason) -> object:
    return any_kind().dump_python(reason, mode="json")


AnyReason = Annotated[Reason, PlainValidator(_read), PlainSerializer(_write)]
