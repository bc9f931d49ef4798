"""What every reason has in common."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Annotated, Any, ClassVar, NotRequired, TypeVar, get_type_hints

from pydantic import GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypedDict

from models.disclosure import Disclosure
from models.moments import Minute
from models.reasons.facts import Facts, defaults_of, facts_by_name

Instant = Annotated[Minute, "an instant"]
"""A minute of UTC: written as an instant where a reason leaves as JSON for programs."""


class Reason(Facts, frozen=True):
    """Facts from which a sentence can be made, in any language.

    A subclass has a field `kind: Literal["…"] = "…"`, its name in JSON and in the reference,
    and a class variable `discloses`: what its sentence would reveal of the subject. Its fields
    are ids, spans, instants, quantities, numbers, enums and other reasons; never a sentence.
    """

    discloses: ClassVar[Disclosure]

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        """How JSON tells it: an object of its facts, each as its own type is told."""
        return core_schema.no_info_plain_validator_function(
            partial(read_reason, cls),
            serialization=core_schema.plain_serializer_function_ser_schema(told_reason),
        )


R = TypeVar("R", bound=Reason)


def read_reason(kind: type[R], told: Any) -> R:
    """A reason of one kind, out of JSON that was read; one that is there already stays it.

    Raises:
        ValueError: if it is of another kind, or a fact is missing or of another type.
    """
    if isinstance(told, kind):
        return told
    if not isinstance(told, Mapping) or told.get("kind") != name_of(kind):
        raise ValueError(name_of(kind))
    return kind(**_facts_of(kind).validate_python(told))


def told_reason(reason: Reason) -> dict[str, Any]:
    """A reason as JSON tells it."""
    told: dict[str, Any] = _facts_of(type(reason)).dump_python(facts_by_name(reason), mode="json")
    return told


def name_of(kind: type[Reason]) -> str:
    """What JSON calls a kind."""
    return str(defaults_of(kind)["kind"])


@cache
def _facts_of(kind: type[Reason]) -> TypeAdapter[Any]:
    """What reads and tells the facts of one kind."""
    hints, defaults = get_type_hints(kind, include_extras=True), defaults_of(kind)
    types: dict[str, Any] = {
        name: NotRequired[hints[name]] if name in defaults else hints[name]
        for name in kind.__struct_fields__
    }
    return TypeAdapter(TypedDict(kind.__name__, types))  # type: ignore[operator]  # made of hints
