"""The register of deviations as a file that a spreadsheet opens; pure."""

import csv
from collections.abc import Iterable
from io import StringIO

from dayzero.terminal.deviations import voice_on
from models.protocol import load_protocol
from models.records.store import RegisteredDeviation
from wording import say
from wording.language import Language

COLUMNS = (
    "number",
    "subject",
    "site",
    "step",
    "rule",
    "source",
    "cause",
    "margin_minutes",
    "what",
    "stands",
    "found_at",
    "recorded_by",
    "reason",
    "explained_by",
    "explained_at",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def register_csv(found: Iterable[RegisteredDeviation], language: Language) -> bytes:
    """One line for each deviation; UTF-8 with the mark by which Excel knows it.

    What was against the rule is said in the reader's language; the columns have one name.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([cell(value) for value in _row(one, language)] for one in found)
    return text.getvalue().encode("utf-8-sig")


def _row(one: RegisteredDeviation, language: Language) -> tuple[object, ...]:
    return (
        one.number,
        one.subject,
        one.site,
        one.step,
        one.rule,
        str(load_protocol().source_of(one.rule) or one.rule),
        one.cause,
        one.margin_minutes,
        say(one.reason, voice_on(one, language)),
        "yes" if one.stands else "no",
        one.found_at.isoformat(),
        one.recorded_by,
        one.why,
        one.explained_by,
        None if one.explained_at is None else one.explained_at.isoformat(),
    )


def cell(value: object) -> object:
    """A text that a spreadsheet would compute is quoted; a number stays one."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
