"""What a heading means: guessed from its words, never from what stands below it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dayzero.lists.words import list_words, plain
from models.versions.known import known_protocol

_CDISC: Final = re.compile(r"(CM|EX|PR|LB|VS)([A-Z]+)")
KIND_OF_DOMAIN: Final[Mapping[str, str]] = {
    "CM": "drugs",
    "EX": "drugs",
    "PR": "procedures",
    "LB": "findings",
    "VS": "findings",
}
"""Which domains of the CDISC are read, and how."""


def fields_of_lists() -> tuple[str, ...]:
    """What a column can be said to be; a step may have its state behind it."""
    steps = known_protocol().order
    return (*dict.fromkeys(list_words().columns.values()), *steps)


def is_field(word: str) -> bool:
    """Whether a column can be said to be that: `drug`, `apheresis done`."""
    step, _, state = word.partition(" ")
    known = word in fields_of_lists() or word in {"item_standard", "status"}
    return known or (step in known_protocol().step_by_id and state in {"done", "booked"})


def meaning_of(heading: str) -> str | None:
    """What a column under this heading is; None where its words do not say it."""
    variable = _CDISC.fullmatch(heading.strip())
    if variable is not None:
        return list_words().cdisc[KIND_OF_DOMAIN[variable[1]]].get(variable[2])
    return list_words().columns.get(plain(heading)) or _dated_step(heading)


def step_named(word: str) -> str | None:
    """The step that a tracker calls so; None where none is."""
    return _steps().get(plain(word))


def domain_of(headings: tuple[str, ...]) -> str:
    """The domain of the CDISC whose variables these are; empty where they are not."""
    found = (_CDISC.fullmatch(heading) for heading in headings)
    return next((one[1] for one in found if one is not None), "")


def _dated_step(heading: str) -> str | None:
    """`Actual infusion date`: a step, and how it stands where the words say so."""
    for rest, state in _without_state(plain(heading)):
        for name in _without_date(rest):
            step = _steps().get(name)
            if step is not None:
                return f"{step} {state}" if state else step
    return None


def _without_state(key: str) -> Iterator[tuple[str, str]]:
    yield key, ""
    for word, state in list_words().states.items():
        if state in {"done", "booked"}:
            yield from ((rest, state) for rest in _beside(key, word))


def _without_date(key: str) -> Iterator[str]:
    yield key
    for word in list_words().values["date"]:
        yield from _beside(key, word)


def _beside(key: str, word: str) -> Iterator[str]:
    if key != word and key.startswith(word):
        yield key.removeprefix(word)
    if key != word and key.endswith(word):
        yield key.removesuffix(word)


def _steps() -> Mapping[str, str]:
    protocol = known_protocol()
    titled = {
        plain(text): step.id
        for step in protocol.step_by_id.values()
        for _, text in step.titles.written("title")
    }
    return {**list_words().steps, **titled, **{plain(one): one for one in protocol.order}}
