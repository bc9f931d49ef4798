"""What lists came to, as a terminal says it: columns, facts, what is left out, what moves."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import typer

from dayzero.lists.cells import Table
from dayzero.lists.importing import Imported
from dayzero.lists.layout import Layout
from dayzero.terminal.facts import fact_said
from dayzero.terminal.plans.what_moved import what_moved
from dayzero.terminal.recorded import tell_drugs_read
from models.reasons.refusals.refusal import FaultReason
from models.versions.known import known_protocol
from wording import say
from wording.refusals import say_refusal
from wording.terminal import TerminalWords
from wording.voice import Voice


def tell_lists(imported: Imported, words: TerminalWords) -> None:
    """Print all of it, what to check first."""
    for table, layout in imported.lists.tables:
        for line in _columns(table, layout, words):
            typer.echo(line)
    for part in (_rows, _differences, _left_out):
        for line in part(imported, words):
            typer.echo(line)
    typer.echo(_summary(imported, words))
    tell_drugs_read(imported.report.drugs, words)
    for line in _moved(imported, words):
        typer.echo(line)


def _columns(table: Table, layout: Layout, words: TerminalWords) -> Iterator[str]:
    says = words.imports
    if table.settled:
        return
    named = [says.column.format(heading=h, field=f) for h, f in layout.fields.items()]
    yield says.columns.format(list=table.name, columns=words.listed(named))
    rest = layout.not_read(table)
    if rest:
        yield says.not_read.format(list=table.name, headings=words.listed(rest))
    if layout.guessed:
        yield says.guessed.format(list=table.name)


def _rows(imported: Imported, words: TerminalWords) -> Iterator[str]:
    says, protocol = words.imports, known_protocol()
    voice = Voice(language=words.language, zone=ZoneInfo("UTC"), protocol=protocol)
    for claim in imported.decided.record:
        kind = str(claim.fact["kind"])
        yield says.row.format(
            place=claim.row.place,
            subject=claim.subject,
            kind=words.facts.kinds.get(kind, kind),
            what=fact_said(claim.fact, voice, words),
        )
    for claim, fact in imported.compared.known:
        yield says.known.format(place=claim.row.place, subject=claim.subject, fact=fact)


def _differences(imported: Imported, words: TerminalWords) -> Iterator[str]:
    """What nobody decided yet, and what was set aside."""
    says, protocol = words.imports, known_protocol()
    voice = Voice(language=words.language, zone=ZoneInfo("UTC"), protocol=protocol)
    for claim, fact in imported.decided.open:
        yield says.differs.format(
            place=claim.row.place,
            subject=claim.subject,
            fact=fact["id"],
            old=fact_said(fact, voice, words),
            new=fact_said(claim.fact, voice, words),
        )
    for gone in imported.decided.gone:
        what = fact_said(gone.fact, voice, words)
        yield says.gone.format(subject=gone.subject, fact=gone.fact["id"], what=what)
    for place, why in imported.decided.lies_aside:
        yield says.set_aside.format(place=place, why=why)


def _left_out(imported: Imported, words: TerminalWords) -> Iterator[str]:
    """Rows that are left out for the same reason stand together."""
    places: dict[FaultReason, list[str]] = {}
    for aside in imported.asides:
        places.setdefault(aside.why, []).append(aside.place)
    for why, where in places.items():
        said = say_refusal(why, words.language)
        yield words.imports.left_out.format(places=words.listed(where), why=said)


def _summary(imported: Imported, words: TerminalWords) -> str:
    says, report = words.imports, imported.report
    said = says.would_record if report.dry_run else says.recorded
    return said.format(
        rows=says.rows.of(len(imported.lists.rows)),
        facts=says.facts.of(report.added),
        known=says.facts.of(len(imported.compared.known)),
    )


def _moved(imported: Imported, words: TerminalWords) -> Iterator[str]:
    for moved in imported.moved:
        after = moved.after
        protocol = known_protocol(after.protocol_id)
        voice = Voice(language=words.language, zone=after.zone, protocol=protocol)
        line = what_moved(moved.before, after, words, voice)
        yield words.imports.moved.format(subject=after.subject, moved=line)
        for alert in moved.urgent:
            severity, what = words.plan.severities[alert.severity], say(alert.reason, voice)
            yield words.records.opened_of.format(
                subject=after.subject, severity=severity, what=what
            )
