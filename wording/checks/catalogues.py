"""Every language has the same messages, with the same facts in them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from wording.language import CATALOGUES, ENGLISH

NUMBER = "number"  # the fact that a plural form follows; `one day` need not say it


def flaws_between_languages(folder: Path = CATALOGUES) -> Iterator[str]:
    """Where a language lacks a message, has one too many, or says other facts."""
    first = folder / ENGLISH / "LC_MESSAGES"
    for other in sorted(each for each in folder.iterdir() if each.is_dir()):
        for topic in sorted({*_topics(first), *_topics(other / "LC_MESSAGES")}):
            place = other / "LC_MESSAGES" / f"{topic}.po"
            english, messages = messages_in(first / place.name), messages_in(place)
            yield from (f"{place}: {flaw}" for flaw in _flaws(english, messages))


def _topics(folder: Path) -> Iterable[str]:
    return (file.stem for file in folder.glob("*.po"))


def _flaws(english: Mapping[str, Message], other: Mapping[str, Message]) -> Iterator[str]:
    yield from (f"lacks “{name}”" for name in english.keys() - other.keys())
    yield from (f"“{name}” is in no English catalogue" for name in other.keys() - english.keys())
    for name in english.keys() & other.keys():
        if not all(forms(other[name])):
            yield f"“{name}” is empty"
        elif facts_of(english[name]) != facts_of(other[name]):
            yield f"“{name}” says other facts than in English"


def messages_in(file: Path) -> Mapping[str, Message]:
    """The messages of one topic by id; none where there is no such file."""
    if not file.exists():
        return {}
    with file.open("rb") as text:
        read: Catalog = read_po(text)
    return {name_of(message): message for message in read if message.id}


def name_of(message: Message) -> str:
    """The id; of one with plural forms, the id of its singular."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def forms(message: Message) -> tuple[str, ...]:
    """What is said: one text, or one for each plural form."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def facts_of(message: Message) -> frozenset[str]:
    """The names of the blanks; of a counted message its number among them."""
    named = {name for text in forms(message) for _, name, _, _ in Formatter().parse(text) if name}
    return frozenset(named | ({NUMBER} if message.pluralizable else set()))
