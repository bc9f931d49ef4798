"""The register of deviations as a list; lifted ones included."""

from typing import Final

from exports.lists.standing import Everybody, Standing
from exports.tables.table import Row, Table, moment_cell
from models.records.store import Explanation, RegisteredDeviation
from wording.exports import Column, ExportWords, export_words
from wording.language import Language
from wording.saying import say

COLUMNS: Final = (
    Column.NUMBER,
    Column.SUBJECT,
    Column.SITE,
    Column.STEP,
    Column.RULE,
    Column.SOURCE,
    Column.CAUSE,
    Column.MARGIN_MINUTES,
    Column.WHAT,
    Column.STANDS,
    Column.FOUND_AT,
    Column.RECORDED_BY,
    Column.REASON,
    Column.ROOT_CAUSE,
    Column.ACTION,
    Column.REPORTED_TO,
    Column.REPORTED_ON,
    Column.EXPLAINED_BY,
    Column.EXPLAINED_AT,
    Column.ZONE,
)


def deviations_table(everybody: Everybody, language: Language) -> Table:
    """One row for each deviation, by number; what was against the rule in whole sentences."""
    says = export_words(language)
    found = [
        (deviation, one)
        for one in everybody.subjects
        for deviation in everybody.deviations.get(one.subject, ())
    ]
    found.sort(key=lambda each: each[0].number)
    return Table(
        name="deviations",
        columns=COLUMNS,
        titles=says.columns,
        rows=[_row(deviation, one, says) for deviation, one in found],
        as_of=everybody.as_of,
    )


def _row(deviation: RegisteredDeviation, one: Standing, says: ExportWords) -> Row:
    return {
        Column.NUMBER: deviation.number,
        Column.SUBJECT: deviation.subject,
        Column.SITE: deviation.site,
        Column.STEP: deviation.step,
        Column.RULE: deviation.rule,
        Column.SOURCE: str(one.protocol.source_of(deviation.rule) or deviation.rule),
        Column.CAUSE: deviation.cause,
        Column.MARGIN_MINUTES: deviation.margin_minutes,
        Column.WHAT: say(deviation.reason, one.voice(says.language)),
        Column.STANDS: says.yes if deviation.stands else says.no,
        Column.FOUND_AT: moment_cell(deviation.found_at, one.zone),
        Column.RECORDED_BY: deviation.recorded_by,
        Column.ZONE: one.zone.key,
        **_said(deviation.explained, one),
    }


def _said(explained: Explanation | None, one: Standing) -> Row:
    """What people said of it; nothing while the reason is asked for."""
    if explained is None:
        return {}
    return {
        Column.REASON: explained.why,
        Column.ROOT_CAUSE: explained.root_cause,
        Column.ACTION: explained.action,
        Column.REPORTED_TO: explained.reported_to,
        Column.REPORTED_ON: explained.reported_on,
        Column.EXPLAINED_BY: explained.by,
        Column.EXPLAINED_AT: moment_cell(explained.at, one.zone),
    }
