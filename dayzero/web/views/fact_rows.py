"""Recorded facts as rows, newest first, each with the form that corrects it; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dayzero.web.recording.every_form import form_for
from dayzero.web.views.facts import Document, is_ongoing, say_fact, say_fact_times
from dayzero.web.views.when import Clock, When
from models.chart.corrections.changes import Changes, RetractionFact, changes_in
from models.records.store import FactLine, may_be_checked


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact.

    Attributes:
        note: that it is corrected or taken back, and by which fact; empty while it holds.
        form: in which it is corrected; empty where it cannot be.
        may_be_checked: whether a second person may mark it as compared with its source.
        checked_by: who did, with `checked_at`; empty where nobody did.
    """

    id: str
    kind: str
    what: str
    when: str
    recorded: When
    by: str
    note: str
    form: str
    may_be_checked: bool
    checked_by: str
    checked_at: When | None


def fact_rows(lines: Iterable[FactLine], clock: Clock) -> list[FactRow]:
    """The facts, newest first."""
    facts = list(lines)
    changes = changes_in(line.document for line in facts)
    return [
        FactRow(
            id=line.fact,
            kind=clock.words.record.kinds[str(line.document["kind"])],
            what=say_fact(line.document, clock),
            when=say_fact_times(line.document, clock),
            recorded=clock.instant(line.recorded_at),
            by=line.recorded_by,
            note=_note(line.fact, changes, clock),
            form=_form(line.document, changes, clock),
            may_be_checked=_may_be_checked(line, changes),
            checked_by=line.checked_by or "",
            checked_at=clock.instant(line.checked_at) if line.checked_at else None,
        )
        for line in reversed(facts)
    ]


def _form(fact: Document, changes: Changes, clock: Clock) -> str:
    """A retraction is taken back, and what does not count is not corrected."""
    if fact["kind"] == RetractionFact.kind or not changes.counts(str(fact["id"])):
        return ""
    return form_for(fact, clock.voice.protocol)


def _may_be_checked(line: FactLine, changes: Changes) -> bool:
    return line.checked_by is None and changes.counts(line.fact) and may_be_checked(line.document)


def _note(fact: str, changes: Changes, clock: Clock) -> str:
    says = clock.words.subject
    if by := changes.void_by(fact):
        return says.taken_back.format(fact=by)
    by = changes.corrected_by(fact)
    return says.corrected.format(fact=by) if by else ""


def ongoing_courses(document: Document, clock: Clock) -> Iterator[tuple[str, str]]:
    """The drugs that are still being given: fact and words."""
    for fact in still_given(document):
        times = say_fact_times(fact, clock)
        yield fact["id"], f"{fact['id']}: {say_fact(fact, clock)} ({times})"


def still_given(document: Document) -> Iterator[Document]:
    """The facts of drugs that are still being given."""
    facts = document["facts"]
    changes = changes_in(facts)
    for fact in facts:
        if fact["kind"] == "drug" and is_ongoing(fact) and changes.counts(fact["id"]):
            yield fact
