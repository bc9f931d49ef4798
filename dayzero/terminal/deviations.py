"""The register of deviations as a table for a terminal."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rich import box
from rich.table import Table
from sqlalchemy import Engine

from dayzero.desk.planning import stand_of
from dayzero.terminal.prose import Prose
from models.alerting.deviations import deviations_of
from models.errors import InputRefused
from models.protocol import load_protocol
from models.records.store import RegisteredDeviation, all_site_calendars, chart_document
from wording.terminal import TerminalWords
from wording.texts import in_language


def deviations_table(found: Iterable[RegisteredDeviation], words: TerminalWords) -> Table:
    """One row for each deviation, lifted ones dimmed; how to give a reason below."""
    says, steps = words.answers, load_protocol().step_by_id
    table = Table(*says.deviations, box=box.SIMPLE)
    table.caption = Prose(says.explain)
    table.caption_justify = "left"
    for one in found:
        step = in_language(steps[one.step].titles, words.language)
        table.add_row(
            str(one.number),
            f"{one.subject}\n{says.at_site.format(site=one.site)}",
            f"{one.rule}\n{step}",
            "" if one.margin_minutes is None else words.length(one.margin_minutes),
            Prose(one.text),
            Prose(_reason(one, words), style="" if one.why or not one.stands else "bold yellow"),
            style=None if one.stands else "dim",
        )
    return table


def _reason(one: RegisteredDeviation, words: TerminalWords) -> str:
    says = words.answers
    if one.why is not None:
        return says.explained.format(why=one.why, name=one.explained_by)
    if not one.stands:
        return says.lifted
    return says.wanted_from.format(name=one.recorded_by) if one.recorded_by else says.wanted


def in_chinese(
    found: Iterable[RegisteredDeviation], engine: Engine, moment: datetime
) -> list[RegisteredDeviation]:
    """The same register, in Chinese where the plan of now says the very sentence of a line.

    The register keeps one language. What no longer follows from the facts stays as it was
    written.
    """
    lines = list(found)
    said: dict[tuple[str, str], str] = {}
    for subject in dict.fromkeys(one.subject for one in lines):
        said |= _sentences(subject, engine, moment)
    return [replace(one, text=said.get((one.subject, one.text), one.text)) for one in lines]


def _sentences(subject: str, engine: Engine, moment: datetime) -> dict[tuple[str, str], str]:
    """Each deviation of a plan in Chinese, by subject and English sentence."""
    try:
        made = stand_of(chart_document(engine, subject), moment, all_site_calendars(engine))
    except InputRefused:  # a chart that cannot be planned says nothing; `show` names its faults
        return {}
    return {(subject, one.text): one.text_zh or one.text for one in deviations_of(made)}
