"""What is said once facts are recorded: what moved, how it was read, what became critical."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import Engine

from dayzero.desk.following import (
    Followed,
    ImportFollowed,
    changed_by,
    what_calendars_did,
    what_followed,
    what_followed_import,
)
from dayzero.desk.read_back import drug_read, name_read
from dayzero.terminal.plans.what_moved import urgent_lines, what_moved
from models.records.store import ImportReport, all_at_sites, all_subjects, at_sites_alone
from models.versions.in_force import AtSites
from models.versions.known import known_protocol
from wording import say
from wording.terminal import TerminalWords
from wording.voice import Voice


def tell_what_followed(
    engine: Engine, subject: str, fact: str, moment: datetime, words: TerminalWords
) -> None:
    """Print it; where no plan can be made, say that the fact is recorded, and no more is known.

    The fact stays recorded whatever goes wrong here, so this never ends the command.
    """
    try:
        lines = list(_lines(what_followed(engine, subject, fact, moment), words))
    except Exception as error:  # noqa: BLE001  whatever it was, the fact is recorded
        typer.echo(words.records.only_recorded.format(subject=subject, fact=fact))
        unplanned = words.records.unplanned.format(subject=subject, error=type(error).__name__)
        typer.echo(unplanned, err=True)
        return
    for line in lines:
        typer.echo(line)


def tell_charts_added(report: ImportReport, words: TerminalWords) -> None:
    """Print in one line what charts added, or would add."""
    says = words.imports
    said = says.would_add if report.dry_run else says.added
    line = said.format(
        charts=says.charts.of(len(report.charts)),
        subjects=says.subjects.of(report.enrolled),
        facts=says.facts.of(report.added),
        known=says.facts.of(report.already),
    )
    typer.echo(line)


def tell_drugs_read(drugs: Iterable[str], words: TerminalWords) -> None:
    """Print how each name of a drug that is new is read, once, before anything is planned."""
    voice = Voice(language=words.language, zone=ZoneInfo("UTC"), protocol=known_protocol())
    for name in drugs:
        typer.echo(say(name_read(name), voice))


def tell_what_import_did(
    engine: Engine, report: ImportReport, moment: datetime, words: TerminalWords
) -> None:
    """Print what became critical for each subject of whom something was added."""
    at_sites = all_at_sites(engine)
    for subject, charts in changed_by(report).items():
        try:
            found = what_followed_import(engine, charts, moment, at_sites)
            lines = list(_lines_of_import(found, words))
        except Exception as error:  # noqa: BLE001  whatever it was, the facts are recorded
            unplanned = words.records.unplanned.format(subject=subject, error=type(error).__name__)
            typer.echo(unplanned, err=True)
            continue
        for line in lines:
            typer.echo(line)


def tell_what_calendars_did(
    engine: Engine,
    site: str,
    at_sites: tuple[AtSites, AtSites],
    moment: datetime,
    words: TerminalWords,
) -> None:
    """Print what is wrong now with a site's subjects, as a booking on a day that is closed.

    Args:
        at_sites: what stood there before, and what stands now.
    """
    for line in all_subjects(engine, at_sites_alone([site])):
        try:
            found = what_calendars_did(line.document, moment, *at_sites)
            lines = list(_lines_of_import(found, words))
        except Exception as error:  # noqa: BLE001  whatever it was, the calendar is kept
            unplanned = words.records.unplanned.format(
                subject=line.subject, error=type(error).__name__
            )
            typer.echo(unplanned, err=True)
            continue
        for each in lines:
            typer.echo(each)


def _lines_of_import(found: ImportFollowed, words: TerminalWords) -> Iterator[str]:
    after = found.after
    protocol = known_protocol(after.protocol_id)
    voice = Voice(language=words.language, zone=after.zone, protocol=protocol)
    for alert in found.urgent:
        severity, what = words.plan.severities[alert.severity], say(alert.reason, voice)
        yield words.records.opened_of.format(subject=after.subject, severity=severity, what=what)


def _lines(found: Followed, words: TerminalWords) -> Iterator[str]:
    after, fact = found.after, found.fact
    protocol = known_protocol(after.protocol_id)
    voice = Voice(language=words.language, zone=after.zone, protocol=protocol)
    moved = what_moved(found.before, after, words, voice)
    yield words.records.recorded.format(subject=after.subject, fact=fact["id"], moved=moved)
    read = drug_read(fact)
    if read is not None:
        yield say(read, voice)
    yield from urgent_lines(found.urgent, words, voice)
