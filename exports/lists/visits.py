"""The list of visits: each step of each subject, with what was done of it before."""

from collections.abc import Iterator
from typing import Final

from exports.lists.standing import Everybody, Standing
from exports.tables.table import Row, Table, minute_cell, moment_cell, span_cell
from models.errors import InputRefused
from models.timeline.results import StepOutcome
from wording.exports import Column, ExportWords, export_words
from wording.language import Language
from wording.refusals import say_refusal

COLUMNS: Final = (
    Column.SUBJECT,
    Column.SITE,
    Column.ZONE,
    Column.AS_OF,
    Column.STEP,
    Column.STEP_TITLE,
    Column.TIME,
    Column.DAY,
    Column.STATE,
    Column.STATE_ID,
    Column.AT,
    Column.PROPOSED,
    Column.OPENS,
    Column.CLOSES,
    Column.OPENED_BY,
    Column.CLOSED_BY,
    Column.CLEARS_AT,
    Column.FACT,
)


def visits_table(everybody: Everybody, language: Language) -> Table:
    """One row for each step, in the order of the path; one alone for who cannot be planned."""
    says = export_words(language)
    rows = [row for one in everybody.subjects for row in _rows(one, everybody, says)]
    return Table(
        name="visits",
        columns=COLUMNS,
        titles=says.columns,
        rows=rows,
        as_of=everybody.as_of,
    )


def _rows(one: Standing, everybody: Everybody, says: ExportWords) -> Iterator[Row]:
    known: Row = {
        Column.SUBJECT: one.subject,
        Column.SITE: one.site,
        Column.ZONE: one.zone.key,
        Column.AS_OF: moment_cell(everybody.as_of, one.zone),
    }
    if isinstance(one.plan, InputRefused):
        why = say_refusal(one.plan, says.language)
        yield {**known, Column.STATE: says.unreadable.format(why=why)}
        return
    for step in one.plan.steps:
        for outcome in (*one.plan.held_before(step.step), step):
            yield {**known, **_visit(outcome, one, says)}


def _visit(outcome: StepOutcome, one: Standing, says: ExportWords) -> Row:
    voice = one.voice(says.language)
    return {
        Column.STEP: outcome.step,
        Column.STEP_TITLE: voice.text(outcome.titles),
        Column.TIME: outcome.time,
        Column.DAY: outcome.day,
        Column.STATE: says.states[outcome.state],
        Column.STATE_ID: outcome.state.value,
        Column.AT: span_cell(outcome.at, voice),
        Column.PROPOSED: minute_cell(outcome.proposed, one.zone),
        Column.OPENS: minute_cell(outcome.opens, one.zone),
        Column.CLOSES: minute_cell(outcome.closes, one.zone),
        Column.OPENED_BY: "; ".join(outcome.opened_by),
        Column.CLOSED_BY: "; ".join(outcome.closed_by),
        Column.CLEARS_AT: minute_cell(outcome.clears_at, one.zone),
        Column.FACT: outcome.booked_by,
    }
