"""Whether a fact of a list and one on record are of one thing, however each tells it."""

from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from models.chart.catalogue.drugs import load_catalogue
from models.moments import Span
from models.protocol import Protocol
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.refusal import ValueRefused
from models.recorded_dates import read_recorded
from models.spelling import key_of

Fact = Mapping[str, Any]

_NAMED_BY: Final[Mapping[str, WordKind]] = {
    "event": WordKind.EVENT,
    "test": WordKind.TEST,
    "measurement": WordKind.MEASURE,
    "finding": WordKind.FINDING,
}
_FIELD: Final = {"measurement": "measure"}
_OF_THE_RECORD: Final = frozenset({"id", "corrects", "reason"})
_NEVER: Final = 1 << 62


def says_the_same(one: Fact, other: Fact) -> bool:
    """Word for word, but for its id and what it corrects."""
    return _content(one) == _content(other)


def same_thing(one: Fact, other: Fact, zone: ZoneInfo, protocol: Protocol) -> bool:
    """One drug, event or result at times that may be one; one step in one state."""
    if one["kind"] != other["kind"] or _name(one, protocol) != _name(other, protocol):
        return False
    if one["kind"] == "step":
        return bool(one["state"] == other["state"])
    reach, others = _reach(one, zone), _reach(other, zone)
    return reach is None or others is None or (reach[0] <= others[1] and others[0] <= reach[1])


def _content(fact: Fact) -> dict[str, Any]:
    return {name: value for name, value in fact.items() if name not in _OF_THE_RECORD}


def _name(fact: Fact, protocol: Protocol) -> str:
    """What it is of, by id where the name is known."""
    kind = str(fact["kind"])
    if kind == "drug":
        drug = load_catalogue().read(str(fact["drug"])).drug
        return drug.id if drug is not None else key_of(str(fact["drug"]))
    if kind in _NAMED_BY:
        written = str(fact[_FIELD.get(kind, kind)])
        word = protocol.lexicon.word(_NAMED_BY[kind], written)
        return word.id if word is not None else key_of(written)
    return str(fact.get("step") or fact.get("field") or fact.get("constant") or "")


def _reach(fact: Fact, zone: ZoneInfo) -> tuple[int, int] | None:
    """The first and the last minute at which it may have been; None where a date is unread."""
    try:
        spans = [_span(fact[name], zone) for name in ("first", "last", "at") if fact.get(name)]
    except ValueRefused:
        return None
    if not spans:
        return None
    last = _NEVER if fact.get("ongoing") else max(span.latest for span in spans)
    return min(span.earliest for span in spans), last


def _span(text: str, zone: ZoneInfo) -> Span:
    return read_recorded(text, zone)
