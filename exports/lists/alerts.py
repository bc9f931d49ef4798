"""The list of open alerts: what to do first, why, and what people answered."""

from typing import Final

from exports.lists.standing import Everybody, Standing
from exports.tables.table import Row, Table, minute_cell, moment_cell
from models.alerting.tellings import URGENCY, AlertState
from models.records.store import OpenAlert
from wording.alerts.first_line import first_line
from wording.exports import Column, ExportWords, export_words
from wording.language import Language
from wording.saying import say

COLUMNS: Final = (
    Column.NUMBER,
    Column.SUBJECT,
    Column.SITE,
    Column.ZONE,
    Column.SEVERITY,
    Column.KIND,
    Column.WHAT,
    Column.DEADLINE,
    Column.STEP,
    Column.RULE,
    Column.WHY,
    Column.OPENED_AT,
    Column.REOPENED,
    Column.ANSWER,
    Column.ANSWERED_BY,
    Column.ANSWERED_AT,
    Column.SNOOZED_UNTIL,
    Column.REASON,
)


def alerts_table(everybody: Everybody, language: Language) -> Table:
    """One row for each open alert, the most severe first, then by its deadline."""
    says = export_words(language)
    found = [(alert, one) for one in everybody.subjects for alert in one.alerts]
    found.sort(key=lambda each: _urgent_first(each[0]))
    return Table(
        name="alerts",
        columns=COLUMNS,
        titles=says.columns,
        rows=[
            {**_alert(opened, one, says), **_answer(opened, one, everybody, says)}
            for opened, one in found
        ],
        as_of=everybody.as_of,
    )


def _urgent_first(opened: OpenAlert) -> tuple[int, float, int]:
    deadline = opened.alert.deadline
    return (
        URGENCY[opened.alert.severity],
        float("inf") if deadline is None else deadline,
        opened.number,
    )


def _alert(opened: OpenAlert, one: Standing, says: ExportWords) -> Row:
    alert, voice = opened.alert, one.voice(says.language)
    return {
        Column.NUMBER: opened.number,
        Column.SUBJECT: one.subject,
        Column.SITE: one.site,
        Column.ZONE: one.zone.key,
        Column.SEVERITY: says.severities[alert.severity],
        Column.KIND: alert.kind.value,
        Column.WHAT: first_line(alert, voice),
        Column.DEADLINE: minute_cell(alert.deadline, one.zone),
        Column.STEP: alert.step,
        Column.RULE: alert.rule,
        Column.WHY: say(alert.cause, voice),
        Column.OPENED_AT: moment_cell(opened.opened_at, one.zone),
        Column.REOPENED: opened.reopened,
    }


def _answer(opened: OpenAlert, one: Standing, everybody: Everybody, says: ExportWords) -> Row:
    """What people did about it, and why; of an alert that nobody answered nothing more."""
    state = opened.state(everybody.as_of)
    answered: Row = {}
    if state is AlertState.ACKNOWLEDGED:
        answered = {
            Column.ANSWERED_BY: opened.acknowledged_by,
            Column.ANSWERED_AT: moment_cell(opened.acknowledged_at, one.zone),
            Column.REASON: opened.acknowledged_why,
        }
    elif state is AlertState.SNOOZED:
        answered = {
            Column.ANSWERED_BY: opened.snoozed_by,
            Column.SNOOZED_UNTIL: moment_cell(opened.tell_from, one.zone),
            Column.REASON: opened.snoozed_why,
        }
    return {Column.ANSWER: says.answers[state], **answered}
