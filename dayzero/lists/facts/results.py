"""A row that names a test, a value, an event or radiotherapy, as a fact of its kind."""

from collections.abc import Iterator
from typing import Any

from dayzero.lists.cells import Aside, Row
from dayzero.lists.facts.terms import Terms
from dayzero.lists.numbers import number_text
from dayzero.lists.words import list_words, plain
from models.errors import Fault, InputRefused
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.desk import NotAnAnswer
from models.reasons.refusals.lists import NoPlace, NotExact
from models.reasons.refusals.refusal import ValueRefused, shown

_SCORE = "score"
_BOUNDS = ("<", ">", "≤", "≥", "＜", "＞")
_BY_NUMBER = (WordKind.MEASURE, WordKind.TEST, WordKind.FINDING)
_BY_WORD = (WordKind.TEST, WordKind.FINDING, WordKind.MEASURE)


def item_fact(row: Row, terms: Terms) -> dict[str, Any] | None:
    """What is named under `item`; None, and told, where a chart has no place for it.

    Raises:
        InputRefused: naming the cell that cannot be read.
    """
    if "field" in row.cells or any(list_words().says("radiotherapy", one) for one in _names(row)):
        return _radiotherapy(row, terms)
    result = row.text("result")
    if result is None:
        return _event(row, terms)
    for kind in _BY_NUMBER if result[:1].isdigit() else _BY_WORD:
        named = _named(kind, row, terms)
        if named is not None:
            return _result(kind, named, row, terms)
    terms.tell(Aside(row.place, _no_place(row)))
    return None


def _names(row: Row) -> Iterator[str]:
    """What the row calls it, and what the standard does."""
    for name in filter(None, (row.text("item"), row.text("item_standard"))):
        yield name
        code = list_words().tests.get(plain(name))
        if code is not None:
            yield code


def _named(kind: WordKind, row: Row, terms: Terms) -> str | None:
    words = (terms.protocol.lexicon.word(kind, name) for name in _names(row))
    return next((word.id for word in words if word is not None), None)


def _event(row: Row, terms: Terms) -> dict[str, Any] | None:
    event = _named(WordKind.EVENT, row, terms)
    if event is None:
        terms.tell(Aside(row.place, _no_place(row)))
        return None
    fact: dict[str, Any] = {"kind": "event", "event": event}
    return _dated(fact, row, terms, "last", "at", "first") | _said(row, "severity")


def _result(kind: WordKind, named: str, row: Row, terms: Terms) -> dict[str, Any] | None:
    match kind:
        case WordKind.MEASURE:
            return _measurement(named, row, terms)
        case WordKind.TEST:
            return _test(named, row, terms)
    fact: dict[str, Any] = {"kind": "finding", "finding": named, "present": _present(row, terms)}
    return _dated(fact, row, terms, "at", "last", "first")


def _measurement(measure: str, row: Row, terms: Terms) -> dict[str, Any] | None:
    value = row.text("result") or ""
    if value.startswith(_BOUNDS):
        terms.tell(Aside(row.place, NotExact(word=shown(value))))
        return None
    fact = {"kind": "measurement", "measure": measure, "value": _number(row, terms, "result")}
    known = terms.protocol.measure_by_id[measure]
    plainly = not known.unit and not known.written_in
    unit = row.text("unit") or (_SCORE if plainly else None)
    if unit is not None:
        fact["unit"] = unit.replace("％", "%")  # as Chinese keyboards write it
    if "uln" in row.cells:
        fact["uln"] = _number(row, terms, "uln")
    return _dated(fact, row, terms, "at", "last", "first")


def _number(row: Row, terms: Terms, field: str) -> str:
    try:
        return number_text(row.text(field) or "", terms.sign, european=row.european)
    except ValueRefused as refused:
        raise InputRefused([Fault(row.where(field), refused.reason)]) from refused


def _test(test: str, row: Row, terms: Terms) -> dict[str, Any]:
    written = row.text("result") or ""
    known = terms.protocol.lexicon.word(WordKind.RESULT, written)
    fact: dict[str, Any] = {"kind": "test", "test": test, "result": known.id if known else written}
    specimen = terms.word(WordKind.SPECIMEN, row, "specimen")
    if specimen is not None:
        fact["specimen"] = specimen
    reported = terms.day(row, "reported")
    dated = _dated(fact, row, terms, "at", "last", "first")
    return dated if reported is None else {**dated, "reported": reported}


def _present(row: Row, terms: Terms) -> bool:
    written, words = row.text("result") or "", list_words()
    known = terms.protocol.lexicon.word(WordKind.RESULT, written)
    if words.says("yes", written) or (known is not None and known.id == "positive"):
        return True
    if words.says("no", written) or (known is not None and known.id == "negative"):
        return False
    raise InputRefused([Fault(row.where("result"), NotAnAnswer(word=shown(written)))])


def _radiotherapy(row: Row, terms: Terms) -> dict[str, Any]:
    field = terms.word(WordKind.FIELD, row, "field")
    fact: dict[str, Any] = {"kind": "radiotherapy", **({} if field is None else {"field": field})}
    return {**fact, **terms.course(row)}


def _dated(fact: dict[str, Any], row: Row, terms: Terms, *fields: str) -> dict[str, Any]:
    at = terms.day(row, *fields)
    return fact if at is None else {**fact, "at": at}


def _said(row: Row, field: str) -> dict[str, str]:
    text = row.text(field)
    return {} if text is None else {field: text}


def _no_place(row: Row) -> NoPlace:
    return NoPlace(word=shown(row.text("item", "item_standard") or ""))
