"""The records at the command line: `init`, `subjects`, `show`."""

import json
from datetime import datetime
from typing import Any

import typer
from rich.console import Console

from dayzero.clock import now
from dayzero.commands.options import AsJson, By, InLanguage, Subject
from dayzero.database import open_database, set_up_database
from dayzero.desk.planning import plan_of
from dayzero.terminal.facts import facts_table
from dayzero.terminal.language import words_in
from dayzero.terminal.plans.plan import print_plan
from dayzero.terminal.subjects import subjects_table
from models.errors import InputRefused
from models.records.store import (
    EVERYTHING,
    SubjectLine,
    all_at_sites,
    all_subjects,
    chart_document,
    continuations_of,
    note_reading,
    open_alerts,
    recorded_facts,
    where,
)
from models.timeline.results import Plan
from models.versions.in_force import AtSites
from models.versions.known import known_protocol
from wording.language import ENGLISH
from wording.plan_document import plan_document
from wording.refusals import say_refusal


def init() -> None:
    """Set the database up, or bring it up to date; safe to repeat."""
    typer.echo(f"the database {where(set_up_database(typer.echo))} is ready")


def subjects(*, language: InLanguage = None, as_json: AsJson = False) -> None:
    """List the subjects: where Day 0 stands, what comes next, which alerts are open."""
    engine, moment = open_database(), now()
    at_sites = all_at_sites(engine)
    lines = [(line, _plan_or_refusal(line, moment, at_sites)) for line in all_subjects(engine)]
    if as_json:
        _print_json([_subject_json(line, made) for line, made in lines])
        return
    words = words_in(language)
    alerts = open_alerts(engine)
    Console().print(subjects_table(lines, alerts, words, now=moment))


def show(subject: Subject, *, language: InLanguage = None, as_json: AsJson = False, by: By) -> None:
    """Show who recorded what about a subject and when, and the timeline that follows."""
    engine, moment = open_database(), now()
    made = plan_of(chart_document(engine, subject), moment, all_at_sites(engine))
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
        _print_json({"facts": lines, "plan": plan_document(made, known_protocol(made.protocol_id))})
        return
    console, words, protocol = Console(), words_in(language), known_protocol(made.protocol_id)
    for other in continuations_of(engine, subject, EVERYTHING):
        said = words.answers.same_person
        console.print(said.format(subject=other.subject, trial=other.trial), highlight=False)
    console.print(facts_table(facts, made, protocol, words))
    print_plan(made, protocol, console, words)


def _plan_or_refusal(line: SubjectLine, moment: datetime, at_sites: AtSites) -> Plan | InputRefused:
    """The plan; where the protocol has changed so that a chart cannot be read, the reason."""
    try:
        return plan_of(line.document, moment, at_sites)
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
        else plan_document(made, known_protocol(made.protocol_id)),
        "refused": refused,
    }


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
