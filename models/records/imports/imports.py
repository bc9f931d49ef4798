"""Charts that come in as files: all of a set, or nothing of it; safe to repeat."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from models.chart import Chart, read_chart, read_document
from models.chart.facts import DrugFact
from models.errors import Fault, InputRefused
from models.moments import Minute, to_minute
from models.protocol import Protocol, trial_of_chart
from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import SubjectUnknown
from models.records.database.json_text import as_text
from models.records.database.writing import add_fact, wake
from models.records.imports.import_report import ImportedChart, ImportReport
from models.records.imports.merging import Merge, as_in_file, merge
from models.records.imports.source_ids import OwnIds, with_own_ids
from models.records.people.audit import note
from models.records.subjects.charts import exported, standing_document, subject_row
from models.records.subjects.deeds import facts_by_key, note_deed
from models.records.tables import ImportedDocument, Subject
from models.versions.known import known_protocol


@dataclass(frozen=True, slots=True)
class Incoming:
    """A chart file that is sound by itself.

    Attributes:
        origin: what it was made of, where it came from no file of its own.
    """

    name: str
    raw: bytes
    document: dict[str, Any]
    chart: Chart
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is recorded of one subject: the chart, and the keys of rows that were imported.

    Attributes:
        document: None while nobody enrolled the subject.
        rows: the facts of rows of other systems, by key.
    """

    document: Mapping[str, Any] | None
    rows: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """One chart file against the records, and the site at which the subject then is.

    Attributes:
        keys: of a file of another system, the key of each row, by the id of its fact.
    """

    merge: Merge
    site: str
    keys: Mapping[str, str]


def import_charts(
    engine: Engine,
    documents: Iterable[tuple[str, bytes]],
    *,
    now: datetime,
    by: str,
    dry_run: bool = False,
    source: str | None = None,
    origins: Mapping[str, str] | None = None,
) -> ImportReport:
    """Bring in a set of chart files, each with its name.

    A fact that is recorded already is skipped. Subjects with new facts are due for a
    pass at once.

    Args:
        source: the system that wrote the files and numbered their facts; None for charts of
            our own form, whose ids are the chart's.
        origins: for a document that was made of something else, what it was made of, as the
            audit keeps it; by the document's name.

    Raises:
        InputRefused: with every fault of every file; nothing was written then.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    incoming = _read_all(documents, to_minute(now), origins or {})
    return _bring_in(engine, incoming, source, now=now, by=by, dry_run=dry_run)


def _read_all(
    documents: Iterable[tuple[str, bytes]],
    now: Minute,
    origins: Mapping[str, str],
) -> list[Incoming]:
    incoming: list[Incoming] = []
    refused: list[tuple[str, InputRefused]] = []
    for name, raw in documents:
        try:
            document = read_document(raw)
            itself, protocol = _by_itself(document, name, origins), _known_to(document)
            chart = read_chart(itself, protocol=protocol, now=now)
            incoming.append(Incoming(name, raw, document, chart, origins.get(name)))
        except InputRefused as error:
            refused.append((name, error))
    _refuse(refused, several=len(incoming) + len(refused) > 1)
    return incoming


def _known_to(document: Mapping[str, Any]) -> Protocol:
    """All versions of the chart's own trial.

    Raises:
        InputRefused: if several trials are installed, and it names none of them.
    """
    return known_protocol(trial_of_chart(document).id)


def _by_itself(
    document: dict[str, Any], name: str, origins: Mapping[str, str]
) -> Mapping[str, Any]:
    """What was made of something else may correct what is on record: it is read with that alone."""
    return {**document, "facts": []} if name in origins else document


def _refuse(refused: list[tuple[str, InputRefused]], *, several: bool) -> None:
    """Refuse the set for all faults of all files; of several files, each is named."""
    faults = [
        Fault(f"{name}: {fault.path}" if several else fault.path, fault.reason)
        for name, error in refused
        for fault in error.faults
    ]
    if faults:
        raise InputRefused(faults)


@tried_again
def _bring_in(
    engine: Engine,
    incoming: list[Incoming],
    source: str | None,
    *,
    now: datetime,
    by: str,
    dry_run: bool,
) -> ImportReport:
    with reading(engine) if dry_run else writing(engine) as session:
        stored = {
            subject: _recorded(session, subject, lock=not dry_run)
            for subject in sorted({chart.document["subject"] for chart in incoming})
        }
        merges = _merge_all(stored, incoming, source, to_minute(now))
        if not dry_run:
            for chart, merged in zip(incoming, merges, strict=True):
                _write(session, chart, merged, now=now, by=by)
                session.flush()  # the next file may be about the same subject
    charts = [_line(chart, merged.merge) for chart, merged in zip(incoming, merges, strict=True)]
    return ImportReport(tuple(charts), dry_run)


def _merge_all(
    stored: dict[str, Standing],
    incoming: list[Incoming],
    source: str | None,
    now: Minute,
) -> list[Merged]:
    """Merge file after file; `stored` holds each chart as the files before left it."""
    merges: list[Merged] = []
    refused: list[tuple[str, InputRefused]] = []
    for chart in incoming:
        subject = chart.document["subject"]
        try:
            own = _own_ids(stored[subject], chart.document, source)
            merged = _sound_merge(stored[subject], chart, own, now)
        except InputRefused as error:
            refused.append((chart.name, error))
            continue
        rows = {key: fact for fact, key in merged.keys.items()}
        stored[subject] = Standing(merged.merge.document, {**stored[subject].rows, **rows})
        merges.append(merged)
    _refuse(refused, several=len(incoming) > 1)
    return merges


def _recorded(session: Session, subject: str, *, lock: bool) -> Standing:
    try:
        document = standing_document(session, subject_row(session, subject, lock=lock))
    except SubjectUnknown:
        return Standing(None, {})
    return Standing(document, facts_by_key(session, subject))


def _own_ids(standing: Standing, document: Mapping[str, Any], source: str | None) -> OwnIds:
    if source is None:
        return OwnIds(document)
    taken = [fact["id"] for fact in standing.document["facts"]] if standing.document else []
    return with_own_ids(document, source, standing.rows, taken)


def _sound_merge(standing: Standing, chart: Incoming, own: OwnIds, now: Minute) -> Merged:
    merged = merge(standing.document, own.document)
    if own.renamed:  # the file does not say the chart in the chart's own ids
        merged = replace(merged, whole=False)
    if merged.enrolled and chart.origin is None:  # a new chart was judged when it was read
        return Merged(merged, chart.chart.site, own.keys)
    before = len(merged.document["facts"]) - len(merged.added)
    try:
        protocol = _known_to(merged.document)
        whole = read_chart(merged.document, protocol=protocol, now=now, on_record=before)
    except InputRefused as error:
        raise InputRefused(as_in_file(error.faults, merged.places)) from error
    return Merged(merged, whole.site, own.keys)


def _write(session: Session, chart: Incoming, read: Merged, *, now: datetime, by: str) -> None:
    subject, merged = chart.document["subject"], read.merge
    if merged.enrolled:
        _enrol(session, chart.document, now=now, by=by)
        session.flush()  # the facts refer to the row
    row = subject_row(session, subject)
    row.site = read.site
    first = len(merged.document["facts"]) - len(merged.added)
    for place, fact in enumerate(merged.added, start=first):
        add_fact(session, subject, fact, position=place, zone=chart.chart.zone.key, now=now, by=by)
        if fact["id"] in read.keys:
            note_deed(session, subject, fact["id"], key=read.keys[fact["id"]], now=now)
    if merged.added or merged.enrolled:
        wake(row, now)
    if merged.added or (merged.whole and exported(session, row) != chart.raw):
        _keep_file(session, chart, merged, now=now, by=by)


def _enrol(session: Session, document: Mapping[str, Any], *, now: datetime, by: str) -> None:
    session.add(
        Subject(
            number=document["subject"],
            site=document["site"],
            header=as_text({**document, "facts": []}),
            protocol=document["protocol"],
            enrolled_at=now,
            enrolled_by=by,
        )
    )
    note(session, "enrolled", by=by, at=now, subject=document["subject"])


def _keep_file(session: Session, chart: Incoming, merged: Merge, *, now: datetime, by: str) -> None:
    subject = chart.document["subject"]
    session.add(
        ImportedDocument(
            subject=subject,
            sha256=sha256(chart.raw).hexdigest(),
            content=chart.raw,
            facts=len(merged.document["facts"]),
            whole=merged.whole,
            imported_at=now,
            imported_by=by,
        )
    )
    ids = ", ".join(fact["id"] for fact in merged.added)
    what = f"imported {ids or 'no new fact'}"
    note(session, what, by=by, at=now, subject=subject, why=chart.origin)


def _line(chart: Incoming, merged: Merge) -> ImportedChart:
    added = tuple(fact["id"] for fact in merged.added)
    drugs = tuple(fact["drug"] for fact in merged.added if fact["kind"] == DrugFact.kind)
    return ImportedChart(
        chart.name, chart.document["subject"], merged.enrolled, added, merged.already, drugs
    )
