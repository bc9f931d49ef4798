"""What an alert says beside its own columns, as one column of JSON: its reasons, versioned."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from models.reasons.alerts.asked import Asked
from models.reasons.alerts.asks import RecordFact
from models.reasons.kept import AsSaidBefore, keep, read_kept
from models.reasons.reason import Reason
from models.records.database.json_text import as_text, from_text
from models.timeline.results import Alert, Place
from models.timeline.values import AlertKind

READ_ONCE: Final = 4_096
_NOTHING: tuple[object, ...] = (False, None, [])
_BEFORE = ("text_zh", "question", "question_zh", "missing")
"""What was kept as sentences, before there were reasons."""


def particulars_of(alert: Alert) -> str:
    """The JSON of an alert; what is empty is left out."""
    said = {
        "opens": alert.opens,
        "booked": alert.booked,
        "overtaken": alert.overtaken,
        "to": alert.to,
        "move": alert.move,
        "also": [_place_document(place) for place in alert.also],
        "cause": keep(alert.cause),
        "ask": None if alert.ask is None else keep(alert.ask),
        "cause_asks": alert.cause_asks,
    }
    return as_text({name: value for name, value in said.items() if value not in _NOTHING})


def read_particulars(text: str, column: str | None) -> dict[str, Any]:
    """The fields of an alert again.

    What was kept as a sentence, before there were reasons, is its cause as it was said; so is
    what another version of this program kept in a form that this one does not know, until the
    next pass writes it anew. An alert can always be read.

    Args:
        text: the sentence in the alert's own column; empty since there are reasons.
        column: the JSON; None for a row of before there were particulars.
    """
    return dict(_read_once(text, column))


@lru_cache(maxsize=READ_ONCE)
def _read_once(text: str, column: str | None) -> Mapping[str, Any]:
    """Pages read the same alerts again and again."""
    said = {} if column is None else from_text(column)
    before = {name: said.pop(name, "") for name in _BEFORE}
    cause, ask = _read(said.pop("cause", None)), _read(said.pop("ask", None))
    places = tuple(_place(document) for document in said.pop("also", ()))
    if cause is None:
        return {**said, **_as_said(text, before), "also": places}
    return {**said, "cause": cause, "ask": ask if isinstance(ask, Asked) else None, "also": places}


def _read(kept: dict[str, Any] | None) -> Reason | None:
    """None where nothing was kept, or in a form that is not known here."""
    try:
        return None if kept is None else read_kept(kept)
    except ValueError:  # of a later version of this program
        return None


def _as_said(text: str, before: dict[str, str]) -> dict[str, Any]:
    """The sentence says what to do; a question was kept beside it as well."""
    asked = _by_language(before["question"], before["question_zh"])
    return {
        "cause": AsSaidBefore(texts=_by_language(text, before["text_zh"])),
        "ask": RecordFact(question=AsSaidBefore(texts=asked)) if asked else None,
        "cause_asks": True,
    }


def _by_language(english: str, chinese: str) -> dict[str, str]:
    said = {"en": english, "zh": chinese}
    return {language: text for language, text in said.items() if text}


def _place_document(place: Place) -> list[str | None]:
    return [place.kind.value, place.step, place.rule, place.fact]


def _place(document: list[str]) -> Place:
    kind, step, rule, fact = document
    return Place(kind=AlertKind(kind), step=step, rule=rule, fact=fact)
