"""Signatures, and what asks for one, as the page shows them; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from dayzero.web.views.facts import say_whole_fact
from dayzero.web.views.when import Clock, When
from models.chart.corrections.changes import RetractionFact
from models.records.store import Signature, ToSign
from models.signatures import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """One signature.

    Attributes:
        content: the hash of what was signed.
        fits: whether the record is still that.
    """

    number: int
    by: str
    at: When
    meaning: str
    content: str
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRow:
    """One record.

    Attributes:
        address: of the record, below the page's own.
        meanings: those in which the reader may sign it, with their statements; none where not.
    """

    address: str
    id: str
    subject: str
    what: str
    why: str
    by: str
    recorded: When
    signatures: tuple[GivenRow, ...]
    meanings: tuple[tuple[str, str], ...]


def signature_rows(found: Iterable[ToSign], reader: str, clock: Clock) -> list[SignatureRow]:
    """The records in their order."""
    says = clock.words.signatures
    return [
        SignatureRow(
            address=f"{one.kind.value}/{one.number}",
            id=f"{one.kind.value}-{one.number}",
            subject=one.subject,
            what=_what(one, clock),
            why=one.why,
            by=one.by,
            recorded=clock.instant(one.at),
            signatures=tuple(_given(each, clock) for each in one.signatures),
            meanings=tuple(
                (each.value, says.statements[each]) for each in meanings_for(one, reader)
            ),
        )
        for one in found
    ]


def meanings_for(one: ToSign, reader: str) -> tuple[Meaning, ...]:
    """Whoever recorded it signs as its author, others as who reviewed or approved it."""
    if any(given.by == reader for given in one.signatures):
        return ()
    own = one.by == reader or one.by.startswith(f"{reader} (")
    return (Meaning.AUTHOR,) if own else (Meaning.REVIEWER, Meaning.APPROVER)


def _what(one: ToSign, clock: Clock) -> str:
    says = clock.words.signatures
    if one.fact is None:
        return says.explanation.format(number=one.deviation)
    what = say_whole_fact(one.fact, clock)
    if one.fact["kind"] == RetractionFact.kind:
        return what
    return says.correction.format(fact=one.fact["corrects"], what=what)


def _given(one: Signature, clock: Clock) -> GivenRow:
    return GivenRow(
        number=one.number,
        by=one.by,
        at=clock.instant(one.at),
        meaning=clock.words.signatures.statements[one.meaning],
        content=one.content,
        fits=one.fits,
    )
