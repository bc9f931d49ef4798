"""Typed parts of what is said: a frozen class names the texts, each language's catalogue has them.

Screens read attributes (`t.subject.margin`), so a text that no class declares does not
type-check, and one that a catalogue lacks is found by `make lint`. A text is kept as the
translator wrote it: whoever shows it fills its blanks.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from wording.catalogue import Catalogue, Counted, catalogue
from wording.language import ENGLISH, Language

T = TypeVar("T")
Kind = TypeVar("Kind", bound=type)


@dataclass(frozen=True, slots=True)
class From:
    """The text is another part's: `From("pages", "subject.state")`; each word once."""

    topic: str
    message: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What a mapping has a text for, in this order, where it is not every value of an enum."""

    keys: tuple[Hashable, ...]


class CannotBeFilled(TypeError):
    """A field of a part is neither a text nor a mapping or tuple of texts."""

    def __init__(self, kind: type, field: str) -> None:
        super().__init__(kind, field)
        self.kind = kind
        self.field = field


@dataclass(frozen=True, slots=True)
class _Field:
    """One declared field: where its texts are, and how they are held."""

    topic: str
    message: str
    shape: Any
    keys: tuple[Hashable, ...] | None


_PARTS: dict[type, From] = {}
_FILLED: dict[tuple[type, Language], object] = {}


def part(topic: str, name: str) -> Callable[[Kind], Kind]:
    """Marks a class whose texts are the messages `<name>.<field>` of a topic."""

    def mark(kind: Kind) -> Kind:
        _PARTS[kind] = From(topic, name)
        return kind

    return mark


def parts() -> tuple[type, ...]:
    """Every class that was marked."""
    return tuple(_PARTS)


def filled(kind: type[T], language: Language) -> T:
    """The part in one language, made once. A field `language` is the language itself."""
    known = _FILLED.get((kind, language))
    if known is None:
        known = _FILLED[kind, language] = _filled(kind, language)
    return cast("T", known)


def _filled(kind: type, language: Language) -> object:
    own = {"language": language} if "language" in {each.name for each in fields(kind)} else {}
    return kind(**own, **{name: _texts(each, language) for name, each in _declared(kind)})


def messages_of(kind: type) -> Iterator[From]:
    """Every message that a part declares."""
    for _, each in _declared(kind):
        for message in _ids(each):
            yield From(each.topic, message)


def _declared(kind: type) -> Iterator[tuple[str, _Field]]:
    home, hints = _PARTS[kind], get_type_hints(kind, include_extras=True)
    for each in fields(kind):
        if each.name != "language":
            shape, *notes = _unwrapped(hints[each.name])
            place = next((note for note in notes if isinstance(note, From)), None)
            place = place or From(home.topic, f"{home.message}.{each.name}")
            keys = next((note.keys for note in notes if isinstance(note, Keys)), None)
            yield each.name, _Field(place.topic, place.message, shape, keys)


def _unwrapped(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) is Annotated else (hint,)


def _texts(declared: _Field, language: Language) -> object:
    if declared.shape in _PARTS:
        return filled(declared.shape, language)
    words = catalogue(language, declared.topic)
    if declared.shape is str:
        return words(declared.message)
    if declared.shape is Counted:
        return Counted(words, declared.message)
    said = [words(message) for message in _ids(declared)]
    if get_origin(declared.shape) is Mapping:
        return dict(zip(_keys(declared), said, strict=True))
    return tuple(said)


def _ids(declared: _Field) -> Iterator[str]:
    if declared.shape in _PARTS:
        return  # a part of its own
    if declared.shape in {str, Counted}:
        yield declared.message
        return
    for key in _keys(declared):
        yield f"{declared.message}.{_id_of(key)}"


def _keys(declared: _Field) -> tuple[Hashable, ...]:
    """The keys of a mapping, or the places of a tuple, from 1."""
    held, inside = get_origin(declared.shape), get_args(declared.shape)
    if declared.keys is not None:
        return declared.keys
    if held is Mapping and isinstance(inside[0], type) and issubclass(inside[0], Enum):
        return tuple(inside[0])
    if held is tuple and ... not in inside:
        return tuple(range(1, len(inside) + 1))
    if held is tuple:
        return tuple(range(1, len(tuple(_listed(declared))) + 1))
    if held is Mapping:
        return tuple(_listed(declared))
    raise CannotBeFilled(type(declared.shape), declared.message)


def _listed(declared: _Field) -> Iterator[str]:
    """The keys that English lists, where the declaration leaves them open."""
    for message in english(declared.topic).ids:
        if message.startswith(f"{declared.message}."):
            yield message.removeprefix(f"{declared.message}.")


def english(topic: str) -> Catalogue:
    """The catalogue that says which messages there are."""
    return catalogue(ENGLISH, topic)


def _id_of(key: Hashable) -> str:
    return key.name.lower() if isinstance(key, Enum) else str(key)
