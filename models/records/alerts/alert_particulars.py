"""What an alert says beside its own columns, as one column of JSON: its reasons, versioned."""

from typing import Any

from pydantic import ValidationError

from models.reasons.kept import AsSaidBefore, VersionUnknown, keep, read_kept
from models.reasons.reason import Reason
from models.records.database.json_text import as_text, from_text
from models.timeline.results import Alert, Missing

_NOTHING: tuple[object, ...] = ("", False, None, [])


def particulars_of(alert: Alert) -> str:
    """The JSON of an alert; what is empty is left out."""
    said = {
        "text_zh": alert.text_zh,
        "opens": alert.opens,
        "booked": alert.booked,
        "overtaken": alert.overtaken,
        "to": alert.to,
        "move": alert.move,
        "question": alert.question,
        "question_zh": alert.question_zh,
        "cause": _kept(alert.cause),
        "ask": _kept(alert.ask),
        "cause_asks": alert.cause_asks,
        "missing": [_missing_document(item) for item in alert.missing],
    }
    return as_text(_without_nothing(said))


def read_particulars(text: str, column: str | None) -> dict[str, Any]:
    """The fields of an alert again.

    What was stored as a sentence, before there were reasons, is its cause as it was said; so is
    what another version of this program kept in a form that this one does not know, until the
    next pass writes it anew. An alert can always be read.

    Args:
        text: the sentence in the alert's own column.
        column: the JSON; None for a row of before there were particulars.
    """
    said = {} if column is None else from_text(column)
    missing = tuple(_missing(item) for item in said.pop("missing", ()))
    cause = _read(said.pop("cause", None)) or _as_said(text, said.get("text_zh", ""))
    return {**said, "cause": cause, "ask": _read(said.get("ask")), "missing": missing}


def _kept(reason: Reason | None) -> dict[str, Any] | None:
    return None if reason is None else keep(reason)


def _read(kept: dict[str, Any] | None) -> Reason | None:
    """None where nothing was kept, or in a form that is not known here."""
    try:
        return None if kept is None else read_kept(kept)
    except (VersionUnknown, ValidationError):
        return None


def _as_said(text: str, text_zh: str) -> AsSaidBefore:
    return AsSaidBefore(texts={"en": text, "zh": text_zh} if text_zh else {"en": text})


def _missing_document(item: Missing) -> dict[str, Any]:
    return _without_nothing(
        {
            "text": item.text,
            "rule": item.rule,
            "step": item.step,
            "deadline": item.deadline,
            "opens": item.opens,
            "text_zh": item.text_zh,
            "reason": _kept(item.reason),
        }
    )


def _missing(document: dict[str, Any]) -> Missing:
    said = _as_said(document.get("text", ""), document.get("text_zh", ""))
    return Missing(**{"text": "", **document, "reason": _read(document.get("reason")) or said})


def _without_nothing(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in _NOTHING}
