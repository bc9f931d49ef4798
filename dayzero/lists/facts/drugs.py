"""A row that names a drug, as a fact: its name as it was written, its dose exactly."""

import re
from typing import Any

from dayzero.desk.typed_facts import Options, fields_from
from dayzero.lists.cells import Aside, Row
from dayzero.lists.facts.terms import Terms
from dayzero.lists.numbers import dose_text
from dayzero.lists.words import list_words
from models.chart.catalogue.drugs import load_catalogue
from models.chart.dosing.units import read_unit, times_in
from models.chart.ward_words import OTHER
from models.errors import Fault, InputRefused
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.lists import LeftUnsaid, NamesTwoDrugs
from models.reasons.refusals.refusal import ValueRefused, shown

_ZERO = re.compile(r"0+(?:[.,]0+)?\s*(?:mg|g)?")
_NUMBER = re.compile(r"[0-9０-９.,½/]+")


def drug_fact(row: Row, terms: Terms) -> dict[str, Any]:
    """One course of a drug, as a chart has it but for its id.

    Raises:
        InputRefused: naming the cell that cannot be read.
    """
    fact: dict[str, Any] = {"kind": "drug", "drug": _name(row)}
    purpose = terms.word(WordKind.PURPOSE, row, "purpose")
    if purpose is not None:
        fact["purpose"] = purpose
    return {**fact, **_route(row, terms), **_dose(row, terms), **terms.course(row)}


def is_none_given(row: Row) -> bool:
    """Whether a row names a drug and a dose of nothing, as of a placebo or one left out."""
    return row.text("drug") is not None and _ZERO.fullmatch(row.text("dose") or "") is not None


def _name(row: Row) -> str:
    """As it was written; by its standard name where the catalogue knows that one alone."""
    written, standard = row.text("drug", "drug_standard") or "", row.text("drug_standard")
    read = load_catalogue().read
    if standard is None or not read(standard).drugs:
        return written
    if not read(written).drugs:
        return standard
    one, other = read(written).drug, read(standard).drug
    if one is not None and other is not None and one.id != other.id:
        two = NamesTwoDrugs(word=shown(written), other=shown(standard))
        raise InputRefused([Fault(row.where("drug"), two)])
    return written


def _route(row: Row, terms: Terms) -> dict[str, str]:
    """A route that nothing is called may have been any, and is kept as it was written."""
    written = row.text("route")
    if written is None:
        return {}
    for one in (written, _code_in(written)):
        if terms.protocol.lexicon.word(WordKind.ROUTE, one) is not None:
            return {"route": one}
    return {"route": OTHER, "text": written}


def _dose(row: Row, terms: Terms) -> dict[str, Any]:
    """What was given at once or in a day, and how often, where that is a number of times."""
    written = row.text("dose")
    if written is None:
        return {}
    if _counts_forms(row, written):
        counted = " ".join(filter(None, (written, row.text("unit"))))
        terms.tell(Aside(row.where("dose"), LeftUnsaid(word=shown(counted))))
        return {}
    try:
        dose = dose_text(written, terms.sign, european=row.european)
        if dose[-1:].isdigit():
            dose = f"{dose} {row.text('unit') or ''}".strip()
        fields = fields_from(Options(dose=dose), terms.zone)
    except ValueRefused as refused:
        raise InputRefused([Fault(row.where("dose"), refused.reason)]) from refused
    except InputRefused as refused:
        faults = [Fault(row.where("dose"), each.reason) for each in refused.faults]
        raise InputRefused(faults) from refused
    return _with_times(row, terms, fields)


def _counts_forms(row: Row, written: str) -> bool:
    """Tablets and drops: what is in one of them is not said."""
    form = _NUMBER.sub("", written) or row.text("unit") or ""
    return list_words().says("dose_forms", form)


def _code_in(written: str) -> str:
    """What stands before a bracket: `QD (Every Day)`, as systems write a code with its meaning."""
    return written.partition("(")[0].strip()


def _with_times(row: Row, terms: Terms, fields: dict[str, Any]) -> dict[str, Any]:
    often = row.text("frequency")
    if often is None:
        return fields
    times = times_in(often) or times_in(_code_in(often))
    unit = read_unit(fields["dose"]["unit"])
    if times is None:
        terms.left_unsaid(row, "frequency")
    elif unit is not None and not unit.daily:
        fields["dose"]["times_per_day"] = str(times)
    return fields
