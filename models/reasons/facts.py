"""Small classes of facts, made of little else than their names: there are hundreds of them.

Each process makes them at its start. Those of `msgspec` are made in a thirtieth of the time of
a dataclass, and compared, hashed and copied in C.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, dataclass_transform

import msgspec


class _OfFacts(msgspec.StructMeta):
    """What holds for each of them, without a word of it in each."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **how: Any
    ) -> Any:
        return super().__new__(
            cls, name, bases, namespace, **{"kw_only": True, "frozen": True, **how}
        )


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Facts(msgspec.Struct, metaclass=_OfFacts, frozen=True):
    """Facts by name, given by keyword and never changed; equal where their facts are."""


F = TypeVar("F", bound=Facts)


def facts_by_name(facts: Facts) -> dict[str, Any]:
    """Each fact under its name, in the order in which they are declared."""
    return {name: getattr(facts, name) for name in facts.__struct_fields__}


def changed(facts: F, **others: Any) -> F:
    """The same with other facts under some names."""
    return msgspec.structs.replace(facts, **others)


def read_facts(kept: Mapping[str, Any], kinds: Iterable[type[F]]) -> F:
    """Facts of one of some kinds, as JSON keeps them: the one that their `kind` names.

    Raises:
        KeyError: if they are of none of them.
        msgspec.ValidationError: if a fact is missing, or of another type.
    """
    named = {defaults_of(each)["kind"]: each for each in kinds}
    return msgspec.convert(kept, named[kept["kind"]])


def defaults_of(kind: type[Facts]) -> dict[str, Any]:
    """What a fact is where it is left out, of those that may be."""
    given = msgspec.structs.fields(kind)
    return {one.name: one.default for one in given if one.default is not msgspec.NODEFAULT}
