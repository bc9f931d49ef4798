"""Rows of trackers: a visit and how it stands, or a date below the name of each step."""

from collections.abc import Iterator
from typing import Any

from dayzero.lists.cells import Row
from dayzero.lists.facts.terms import Terms
from dayzero.lists.headings import step_named
from dayzero.lists.words import list_words, plain
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw
from models.reasons.refusals.refusal import ValueRefused
from models.recorded_dates import read_recorded


def steps_across(row: Row, terms: Terms) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each dated step of a row that has a column for each, beside the cell's meaning.

    Raises:
        InputRefused: naming the cell that cannot be read.
    """
    for field in row.cells:
        step, _, state = field.partition(" ")
        if step in terms.protocol.step_by_id:
            at = terms.day(row, field)
            stands = state or _state_of_day(at or "", row.where(field), terms)
            yield field, {"kind": "step", "step": step, "state": stands, "at": at}


def step_fact(row: Row, terms: Terms) -> dict[str, Any]:
    """The one step that a row names; what is unknown stays, and is refused as such.

    Raises:
        InputRefused: naming the cell that cannot be read.
    """
    named, at = row.text("step") or "", terms.day(row, "at", "last", "first")
    written = row.text("state")
    if written is None:
        state = _state_of_day(at or "", row.where("step"), terms)
    else:
        state = list_words().states.get(plain(written), written)
    dated = {} if at is None else {"at": at}
    return {"kind": "step", "step": step_named(named) or named, "state": state, **dated}


def _state_of_day(at: str, place: str, terms: Terms) -> str:
    """Booked where it is all to come; of a day that is past, only a person knows."""
    try:
        if read_recorded(at, terms.zone).earliest > terms.now:
            return "booked"
    except ValueRefused:
        return "done"  # it is refused for its date
    raise InputRefused([Fault(place, ListFlaw.DONE_OR_BOOKED)])
