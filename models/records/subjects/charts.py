"""Reading charts back out of the records."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models.chart.corrections.constants import SITE
from models.judged.news import LastPass, OnRecord
from models.records.database.engine import reading
from models.records.database.errors import SubjectUnknown
from models.records.database.json_text import chart_bytes, from_text
from models.records.people.sight import EVERYTHING, Sight
from models.records.tables import (
    FactCheck,
    ImportedDocument,
    RecordedFact,
    Subject,
)
from models.records.verdicts.entries import last_pass, last_verdicts
from models.records.versions.at_sites import at_sites
from models.versions.in_force import AtSites

Document = dict[str, object]

_AT_ONCE = 500  # a database takes only so many values in one statement


@dataclass(frozen=True, slots=True)
class Seen:
    """How far the records had come when a chart was read.

    A plan made from that chart may be published only while `facts` and `passes` are
    still the same; the next pass may be put off only while `woken` is.
    """

    subject: str
    facts: int
    woken: int
    passes: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A chart, and how far the records had come when it was read.

    Attributes:
        site: where the subject is looked after now.
        at_sites: what stands at every site at which the subject has been.
        planned_by: the version of the protocol by which the last pass planned; None where
            no site approved any, or it is not known.
        last: what the last pass knew.
        verdicts: the last entry about each rule on a step that was done, by key.
    """

    document: Document
    seen: Seen
    site: str
    at_sites: AtSites
    planned_by: str | None = None
    last: LastPass = field(default_factory=LastPass)
    verdicts: Mapping[str, OnRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactLine:
    """One recorded fact, with who recorded it and when.

    Attributes:
        checked_at: with `checked_by`, when a second person compared it with its source; None
            where nobody did, or it was corrected or taken back since.
    """

    fact: str
    document: Document
    corrects: str | None
    reason: str | None
    recorded_at: datetime
    recorded_by: str
    checked_at: datetime | None = None
    checked_by: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject: its chart, and when its next pass is due (None: nothing is)."""

    subject: str
    site: str
    document: Document
    pass_due_at: datetime | None

    @property
    def trial(self) -> str:
        """The id of the subject's trial, which never changes."""
        return str(self.document["protocol"])


def chart_document(engine: Engine, subject: str) -> Document:
    """The subject's chart as it stands now, keys in recorded order.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    return read_for_pass(engine, subject).document


def read_for_pass(engine: Engine, subject: str) -> Reading:
    """The chart, with what a pass needs in order to publish what it makes of it.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with reading(engine) as session:
        row = subject_row(session, subject)
        facts = fact_texts(session, subject)
        seen = Seen(subject, len(facts), row.woken, row.passes)
        document = _document(row.header, facts)
        there = at_sites(session, _sites_of(document))
        last, version = last_pass(session, subject)
        planned_by = version if there.versions else None
        verdicts = last_verdicts(session, subject)
        return Reading(document, seen, row.site, there, planned_by, last, verdicts)


def export_chart(engine: Engine, subject: str) -> bytes:
    """The chart as a file: the imported bytes while nothing was added to them since.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with reading(engine) as session:
        return exported(session, subject_row(session, subject))


def recorded_facts(engine: Engine, subject: str) -> list[FactLine]:
    """Every fact in recorded order, corrected ones included.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with reading(engine) as session:
        subject_row(session, subject)
        rows = session.exec(
            select(RecordedFact)
            .where(RecordedFact.subject == subject)
            .order_by(col(RecordedFact.position))
        )
        checks = checks_that_stand(session, subject)
        return [_fact_line(row, checks.get(row.fact)) for row in rows]


def all_subjects(
    engine: Engine, sight: Sight = EVERYTHING, only: Collection[str] | None = None
) -> Iterator[SubjectLine]:
    """Every subject with its chart, by number; two queries, however many there are.

    Args:
        sight: the subjects who are read.
        only: the numbers of those that are read; None for all of them.
    """
    some = sight.subjects
    some += [] if only is None else [col(Subject.number).in_(only)]
    with reading(engine) as session:
        of_facts = select(RecordedFact.subject, RecordedFact.document).order_by(
            col(RecordedFact.subject), col(RecordedFact.position)
        )
        of_subjects = select(
            Subject.number, Subject.site, Subject.header, Subject.pass_due_at
        ).order_by(col(Subject.number))
        if some:
            of_facts = of_facts.join(Subject).where(*some)
            of_subjects = of_subjects.where(*some)
        facts = session.exec(of_facts).all()
        texts = {
            subject: [document for _, document in group]
            for subject, group in groupby(facts, key=lambda row: row[0])
        }
        rows = session.exec(of_subjects).all()
    for number, site, header, pass_due_at in rows:
        yield SubjectLine(number, site, _document(header, texts.get(number, [])), pass_due_at)


def subjects_of(engine: Engine, sight: Sight) -> frozenset[str]:
    """The numbers of those who may be seen."""
    with reading(engine) as session:
        return frozenset(session.exec(select(Subject.number).where(*sight.subjects)))


def headers_of(engine: Engine, subjects: Iterable[str]) -> dict[str, Document]:
    """The charts of some subjects without their facts, at the sites where they are now.

    Of those whom nobody enrolled there are none.
    """
    wanted = list(subjects)
    headers: dict[str, Document] = {}
    with reading(engine) as session:
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            query = select(Subject.number, Subject.site, Subject.header)
            found = session.exec(query.where(col(Subject.number).in_(part)))
            headers |= {
                number: from_text(header) | {"site": site} for number, site, header in found
            }
    return headers


@lru_cache(maxsize=4096)
def own_zone(header: str) -> ZoneInfo | None:
    """The zone that a chart's header names; None where it names none, and its site's counts."""
    named = from_text(header).get("timezone")
    return ZoneInfo(str(named)) if named else None


def subject_row(session: Session, subject: str, *, lock: bool = False) -> Subject:
    """The subject's row, locked until the end of the transaction where asked for.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    query = select(Subject).where(Subject.number == subject)
    # What cannot be printed is nobody's number, and drivers refuse some of it in their own way.
    printable = subject.isprintable()
    found = session.exec(query.with_for_update() if lock else query) if printable else None
    row = found.one_or_none() if found else None
    if row is None:
        raise SubjectUnknown(subject)
    return row


def fact_texts(session: Session, subject: str) -> list[str]:
    """The subject's facts as recorded, in their order."""
    query = select(RecordedFact.document).where(RecordedFact.subject == subject)
    return list(session.exec(query.order_by(col(RecordedFact.position))))


def fact_count(session: Session, subject: str) -> int:
    """How many facts the subject's chart has, corrected ones included."""
    query = select(func.count()).select_from(RecordedFact)
    return session.exec(query.where(col(RecordedFact.subject) == subject)).one()


def standing_document(session: Session, row: Subject) -> Document:
    """The chart as it stands in this transaction."""
    return _document(row.header, fact_texts(session, row.number))


def exported(session: Session, row: Subject) -> bytes:
    """The chart as a file, as it stands in this transaction."""
    facts = fact_texts(session, row.number)
    original = session.exec(
        select(ImportedDocument.content)
        .where(
            ImportedDocument.subject == row.number,
            col(ImportedDocument.whole).is_(True),
            ImportedDocument.facts == len(facts),
        )
        .order_by(col(ImportedDocument.id).desc())
        .limit(1)
    ).first()
    return chart_bytes(_document(row.header, facts)) if original is None else original


def _sites_of(document: Document) -> frozenset[str]:
    """The site of a chart, and those to which the subject went."""
    facts = document["facts"]
    moved = (
        fact["value"]
        for fact in (facts if isinstance(facts, list) else ())
        if fact.get("constant") == SITE
    )
    return frozenset({str(document["site"]), *map(str, moved)})


def _document(header: str, facts: list[str]) -> Document:
    return from_text(header) | {"facts": [from_text(fact) for fact in facts]}


def checks_that_stand(session: Session, subject: str) -> dict[str, FactCheck]:
    """By fact, the check that nothing recorded since has taken away."""
    query = select(FactCheck).where(FactCheck.subject == subject).order_by(col(FactCheck.id))
    checks = {check.fact: check for check in session.exec(query)}
    changes = select(RecordedFact.corrects, RecordedFact.recorded_at).where(
        RecordedFact.subject == subject, col(RecordedFact.corrects).in_(checks)
    )
    for fact, changed_at in session.exec(changes).all() if checks else ():
        if fact in checks and changed_at >= checks[fact].at:
            del checks[fact]
    return checks


def _fact_line(row: RecordedFact, check: FactCheck | None) -> FactLine:
    return FactLine(
        row.fact,
        from_text(row.document),
        row.corrects,
        row.reason,
        row.recorded_at,
        row.recorded_by,
        checked_at=check.at if check else None,
        checked_by=check.by if check else None,
    )
