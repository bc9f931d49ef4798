"""The list of subjects: where each stands, what comes next, what is open."""

from collections import Counter
from typing import Final

from exports.lists.standing import Everybody, Standing
from exports.tables.table import Row, Table, minute_cell, moment_cell, span_cell
from models.disclosure import INSIDE
from models.errors import InputRefused
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import Severity
from pictures.path import next_step, path_of
from wording.alerts.first_line import first_line
from wording.exports import Column, ExportWords, export_words
from wording.language import Language
from wording.refusals import say_refusal
from wording.voice import Voice

COLUMNS: Final = (
    Column.SUBJECT,
    Column.SITE,
    Column.ZONE,
    Column.AS_OF,
    Column.STATE,
    Column.WHAT,
    Column.DEADLINE,
    Column.DAY_ZERO,
    Column.DAY_ZERO_STATE,
    Column.PROPOSED,
    Column.CLEARS_AT,
    Column.OPENS,
    Column.CLOSES,
    Column.NEXT_STEP,
    Column.NEXT_AT,
    Column.CRITICAL,
    Column.WARNING,
    Column.INFO,
)
COUNTED: Final = {
    Severity.CRITICAL: Column.CRITICAL,
    Severity.WARNING: Column.WARNING,
    Severity.INFO: Column.INFO,
}


def subjects_table(everybody: Everybody, language: Language) -> Table:
    """One row for each subject; why there is no plan stands where its state would."""
    says = export_words(language)
    rows = [_row(one, everybody, says) for one in everybody.subjects]
    return Table(
        name="subjects",
        columns=COLUMNS,
        titles=says.columns,
        rows=rows,
        as_of=everybody.as_of,
    )


def _row(one: Standing, everybody: Everybody, says: ExportWords) -> Row:
    voice = one.voice(says.language)
    known: Row = {
        Column.SUBJECT: one.subject,
        Column.SITE: one.site,
        Column.ZONE: one.zone.key,
        Column.AS_OF: moment_cell(everybody.as_of, one.zone),
    }
    counted = Counter(each.alert.severity for each in one.alerts)
    counts: Row = {column: counted[severity] for severity, column in COUNTED.items()}
    if isinstance(one.plan, InputRefused):
        why = say_refusal(one.plan, says.language)
        return {**known, Column.STATE: says.unreadable.format(why=why), **counts}
    return {**known, **_planned(one.plan, one, voice, says), **counts}


def _planned(plan: Plan, one: Standing, voice: Voice, says: ExportWords) -> Row:
    first = one.alerts[0].alert if one.alerts else None
    word = path_of(plan, one.protocol, ceiling=INSIDE).word
    following = None if plan.ended is not None else next_step(plan, one.protocol)
    return {
        Column.STATE: says.paths[word],
        Column.WHAT: None if first is None else first_line(first, voice),
        Column.DEADLINE: None if first is None else minute_cell(first.deadline, voice.zone),
        **_day_zero(plan.step(one.protocol.day_zero), voice, says),
        Column.NEXT_STEP: None if following is None else voice.text(following.titles),
        Column.NEXT_AT: None if following is None else span_cell(following.at, voice),
    }


def _day_zero(infusion: StepOutcome, voice: Voice, says: ExportWords) -> Row:
    return {
        Column.DAY_ZERO: span_cell(infusion.at, voice),
        Column.DAY_ZERO_STATE: says.states[infusion.state],
        Column.PROPOSED: minute_cell(infusion.proposed, voice.zone),
        Column.CLEARS_AT: minute_cell(infusion.clears_at, voice.zone),
        Column.OPENS: minute_cell(infusion.opens, voice.zone),
        Column.CLOSES: minute_cell(infusion.closes, voice.zone),
    }
