"""What an alert says beside its text, as one column of JSON."""

from dataclasses import asdict
from typing import Any

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
        "missing": [asdict(item) for item in alert.missing],
    }
    return as_text({name: value for name, value in said.items() if value not in _NOTHING})


def read_particulars(text: str | None) -> dict[str, Any]:
    """The fields of an alert again; none for a row of before there were particulars."""
    said = {} if text is None else from_text(text)
    missing = tuple(Missing(**item) for item in said.pop("missing", ()))
    return {**said, "missing": missing}
