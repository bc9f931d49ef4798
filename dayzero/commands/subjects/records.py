"""The records at the command line: `init`, `import`, `subjects`, `show`."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track

from dayzero.clock import now
from dayzero.commands.options import AsJson, By, InLanguage, Subject
from dayzero.database import open_database, set_up_database
from dayzero.desk.chart_files import read_files
from dayzero.desk.planning import plan_of
from dayzero.terminal.facts import facts_table
from dayzero.terminal.language import words_in
from dayzero.terminal.plans.plan import print_plan
from dayzero.terminal.recorded import tell_drugs_read, tell_what_import_did
from dayzero.terminal.subjects import subjects_table
from models.errors import InputRefused
from models.protocol import load_protocol
from models.protocol.site_calendars import SiteCalendars
from models.records.store import (
    ImportReport,
    SubjectLine,
    all_site_calendars,
    all_subjects,
    chart_document,
    import_charts,
    named,
    note_reading,
    open_alerts,
    recorded_facts,
    where,
)
from models.timeline.results import Plan
from wording.language import ENGLISH
from wording.plan_document import plan_document
from wording.refusals import say_refusal

MANY_FILES = 10


def init() -> None:
    """Set the database up, or bring it up to date; safe to repeat."""
    typer.echo(f"the database {where(set_up_database(typer.echo))} is ready")


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Charts as JSON.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only, write nothing.")] = False,
    source: Annotated[
        str | None,
        typer.Option(help="The system that numbered the facts; else their ids are the chart's."),
    ] = None,
    language: InLanguage = None,
    by: By,
) -> None:
    """Bring in charts: all of them, or none if one is refused; safe to repeat."""
    words, engine, moment = words_in(language), open_database(), now()
    report = import_charts(
        engine,
        _with_progress(read_files(files), len(files)),
        now=moment,
        by=by,
        protocol=load_protocol(),
        dry_run=dry_run,
        source=named(source).key,
    )
    typer.echo(_summary(report))
    tell_drugs_read(report, words)
    if not report.dry_run:
        tell_what_import_did(engine, report, moment, words)


def subjects(*, language: InLanguage = None, as_json: AsJson = False) -> None:
    """List the subjects: where Day 0 stands, what comes next, which alerts are open."""
    engine, moment = open_database(), now()
    calendars = all_site_calendars(engine)
    lines = [(line, _plan_or_refusal(line, moment, calendars)) for line in all_subjects(engine)]
    if as_json:
        _print_json([_subject_json(line, made) for line, made in lines])
        return
    words, protocol = words_in(language), load_protocol()
    alerts = open_alerts(engine)
    Console().print(subjects_table(lines, alerts, words, protocol=protocol, now=moment))


def show(subject: Subject, *, language: InLanguage = None, as_json: AsJson = False, by: By) -> None:
    """Show who recorded what about a subject and when, and the timeline that follows."""
    engine, moment = open_database(), now()
    made = plan_of(chart_document(engine, subject), moment, all_site_calendars(engine))
    facts = recorded_facts(engine, subject)
    note_reading(engine, subject, by=by, now=moment)
    if as_json:
        lines = [
            {
                "fact": line.document,
                "recorded_at": line.recorded_at.isoformat(),
                "recorded_by": line.recorded_by,
            }
            for line in facts
        ]
        _print_json({"facts": lines, "plan": plan_document(made, load_protocol(made.protocol_id))})
        return
    console, words, protocol = Console(), words_in(language), load_protocol(made.protocol_id)
    console.print(facts_table(facts, made, protocol, words))
    print_plan(made, protocol, console, words)


def _with_progress(
    documents: Iterator[tuple[str, bytes]], total: int
) -> Iterable[tuple[str, bytes]]:
    """Show a bar on the terminal's stderr where there is something to wait for."""
    console = Console(stderr=True)
    if total < MANY_FILES or not console.is_terminal:
        return documents
    return track(documents, "reading charts", total=total, console=console, transient=True)


def _summary(report: ImportReport) -> str:
    would = "dry run, nothing written: would add " if report.dry_run else "added "
    return (
        f"{_count(len(report.charts), 'chart')}: {would}"
        f"{_count(report.enrolled, 'subject')} and {_count(report.added, 'fact')}; "
        f"{_count(report.already, 'fact')} already recorded"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _plan_or_refusal(
    line: SubjectLine, moment: datetime, calendars: SiteCalendars
) -> Plan | InputRefused:
    """The plan; where the protocol has changed so that a chart cannot be read, the reason."""
    try:
        return plan_of(line.document, moment, calendars)
    except InputRefused as refused:
        return refused


def _subject_json(line: SubjectLine, made: Plan | InputRefused) -> dict[str, Any]:
    refused = say_refusal(made, ENGLISH) if isinstance(made, InputRefused) else None
    return {
        "subject": line.subject,
        "site": line.site,
        "pass_due_at": line.pass_due_at.isoformat() if line.pass_due_at else None,
        "plan": None
        if isinstance(made, InputRefused)
        else plan_document(made, load_protocol(made.protocol_id)),
        "refused": refused,
    }


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
