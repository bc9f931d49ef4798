"""Recording facts: `record`, `book`, `correct`; each says what moved, and what became critical."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import Engine

from dayzero.clock import now
from dayzero.commands.options import INSTANT, Again, By, InLanguage, Key, Subject
from dayzero.database import open_database
from dayzero.desk.correcting import check_correction, own
from dayzero.desk.planning import zone_of
from dayzero.desk.typed_facts import Options, fact_from, on_site_clock, with_offset
from dayzero.terminal.language import words_in
from dayzero.terminal.recorded import tell_what_followed
from models.chart import read_document
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from models.records.store import Document, chart_document, fact_of, named, record_fact
from models.records.store import book as book_step
from models.records.store import correct as correct_fact

EXAMPLES = f"""
dayzero record CN01-007 step screening done --at 2026-03-02

dayzero record CN01-007 drug dasatinib --last 2026-03-20T09:00 --dose "100 mg/day" \\
--purpose bridging --route oral

dayzero record CN01-007 test pregnancy negative --at 2026-03-09T08:30 --specimen serum

dayzero record CN01-007 event coronary_stent --at 2025-08-31

dayzero record CN01-007 constant weight_kg 61 --at 2026-03-09 --reason "weighed again"

dayzero record CN01-007 retraction f6 --at 2026-03-10 --reason "of another subject"

Of a date as much as is known: 2026-03-UN, 2026-03, 2026, UN-MAR-2026, 2026-03-01/2026-03-04.

{INSTANT}
"""
recording = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
Make = Callable[[Document, ZoneInfo], dict[str, Any]]
Write = Callable[[Engine, Document, ZoneInfo, datetime], str]


@recording.command("record", epilog=EXAMPLES)
def record(
    subject: Subject,
    kind: Annotated[
        str | None,
        typer.Argument(
            help="step, drug, radiotherapy, test, event, measurement, finding, constant or"
            " retraction."
        ),
    ] = None,
    words: Annotated[
        list[str] | None, typer.Argument(help="What: the step and its state, the drug, the test …")
    ] = None,
    *,
    at: Annotated[str | None, typer.Option(help="When it happened.")] = None,
    first: Annotated[str | None, typer.Option(help="First day of a course.")] = None,
    last: Annotated[str | None, typer.Option(help="Last dose or fraction.")] = None,
    ongoing: Annotated[bool, typer.Option("--ongoing", help="Not stopped yet.")] = False,
    purpose: Annotated[str | None, typer.Option(help="Why a drug is given.")] = None,
    route: Annotated[str | None, typer.Option(help="How a drug is given.")] = None,
    dose: Annotated[
        str | None, typer.Option(help="Such as “100 mg/day” or “75 mg/m2 q12h”.")
    ] = None,
    times_per_day: Annotated[
        str | None, typer.Option(help="How often on a day, of a dose without “/day”.")
    ] = None,
    specimen: Annotated[str | None, typer.Option(help="Serum or urine.")] = None,
    severity: Annotated[str | None, typer.Option(help="Of an event.")] = None,
    unit: Annotated[str | None, typer.Option(help="Of a measurement.")] = None,
    uln: Annotated[str | None, typer.Option(help="Upper limit of normal.")] = None,
    llod: Annotated[str | None, typer.Option(help="Lower limit of detection.")] = None,
    reported: Annotated[str | None, typer.Option(help="When a result was known.")] = None,
    reason: Annotated[
        str | None,
        typer.Option(help="Why: of a constant, a retraction, or a path that is open again."),
    ] = None,
    json: Annotated[str | None, typer.Option(help="The whole fact, as in a chart.")] = None,
    key: Key = None,
    again: Again = False,
    language: InLanguage = None,
    by: By,
) -> None:
    """Record a fact about a subject."""
    options = Options(
        at=at,
        first=first,
        last=last,
        ongoing=ongoing,
        purpose=purpose,
        route=route,
        dose=dose,
        times_per_day=times_per_day,
        specimen=specimen,
        severity=severity,
        unit=unit,
        uln=uln,
        llod=llod,
        reported=reported,
        reason=reason,
    )
    make, sending = _maker(kind, words or [], options, json), named(key, again=again)

    def write(engine: Engine, document: Document, zone: ZoneInfo, moment: datetime) -> str:
        fact = make(document, zone)
        return record_fact(engine, subject, fact, now=moment, by=by, sending=sending)

    _told(subject, write, language)


def book(
    subject: Subject,
    step: Annotated[str, typer.Argument(help="The step's id, such as infusion.")],
    when: Annotated[str, typer.Argument(help=f"A date or an instant. {INSTANT}")],
    *,
    key: Key = None,
    again: Again = False,
    language: InLanguage = None,
    by: By,
) -> None:
    """Book a step for a subject, or book it anew."""
    sending = named(key, again=again)

    def write(engine: Engine, document: Document, zone: ZoneInfo, moment: datetime) -> str:
        del document  # a booking stands on its own
        at = with_offset("at", when, zone)
        return book_step(engine, subject, step, at, now=moment, by=by, sending=sending)

    _told(subject, write, language)


def correct(
    subject: Subject,
    fact: Annotated[str, typer.Argument(help="The id of the fact that was wrong.")],
    *,
    reason: Annotated[str, typer.Option(help="Why it is corrected.")],
    json: Annotated[
        str,
        typer.Option(
            help="The fields that change, as in a chart; null takes one away. "
            f"With “kind” in it, the whole new fact. {INSTANT}"
        ),
    ],
    key: Key = None,
    language: InLanguage = None,
    by: By,
) -> None:
    """Correct a recorded fact; the old one stays on record."""
    # what is corrected already is refused as such: there is no other one to ask about
    changes, sending = _read_json(json), named(key, again=True)

    def write(engine: Engine, document: Document, zone: ZoneInfo, moment: datetime) -> str:
        changed = on_site_clock(_changed(fact_of(document, fact), changes), zone)
        check_correction(document, fact, changed, typed_in="--json")
        return correct_fact(
            engine, subject, fact, changed, reason=reason, now=moment, by=by, sending=sending
        )

    _told(subject, write, language)


def _maker(kind: str | None, words: list[str], options: Options, json: str | None) -> Make:
    if json is None and kind is None:
        raise InputRefused([Fault("fact", TypedFlaw.NOTHING_TO_RECORD)])
    if json is None:
        return lambda _, zone: fact_from(kind or "", words, options, zone)
    if kind is not None or options != Options():
        raise InputRefused([Fault("--json", TypedFlaw.WHOLE_FACT_ALREADY)])
    fact = _read_json(json)
    return lambda _, zone: on_site_clock(fact, zone)


def _told(subject: str, write: Write, language: InLanguage) -> None:
    """Write, and then say what followed: from there on nothing can undo what was recorded."""
    words, engine, moment = words_in(language), open_database(), now()
    document = chart_document(engine, subject)
    fact = write(engine, document, zone_of(document, moment), moment)
    tell_what_followed(engine, subject, fact, moment, words)


def _read_json(text: str) -> dict[str, Any]:
    try:
        return read_document(text.encode(errors="surrogateescape"))
    except InputRefused as error:
        at_option = [
            Fault("--json", fault.reason) if fault.path == "chart" else fault
            for fault in error.faults
        ]
        raise InputRefused(at_option) from error


def _changed(fact: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The fact with the changes in it, or the changes alone where they are a whole fact."""
    if "kind" in changes:
        return dict(changes)
    taken_away = {name for name, value in changes.items() if value is None}
    return {
        name: value for name, value in {**own(fact), **changes}.items() if name not in taken_away
    }
