"""A list that was tried, as its page shows it; pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dayzero.lists.facts.claims import Claim
from dayzero.lists.importing import Imported
from dayzero.lists.reconciling.decisions import names_of
from dayzero.lists.reconciling.differences import Gone
from dayzero.terminal.facts import fact_said
from dayzero.web.lists.trying import Tried
from dayzero.web.views.alerts import AlertCard
from dayzero.web.views.consequences import Move, consequences_of
from dayzero.web.views.when import Clock, clock_of
from models.chart.corrections.changes import RetractionFact
from models.errors import Fault, InputRefused
from models.reasons.facts import facts_by_name
from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts
from models.versions.known import known_protocol
from wording.refusals import say_refusal
from wording.terminal import terminal_words

MOST_FAULTS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row, or one fact that a list no longer has.

    Attributes:
        name: by which it is decided on; empty where nothing can be.
        old: what is on record in its place; empty where nothing is.
    """

    place: str
    name: str = ""
    subject: str = ""
    what: str = ""
    old: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class MovedSubject:
    """What would stand otherwise of one subject."""

    subject: str
    moves: tuple[Move, ...]
    opens: tuple[AlertCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownList:
    """Everything that the list came to.

    Attributes:
        columns: each heading with the field that it is read as, "-" where it is not.
        patients: each by what the list calls them, with the subject; empty where nobody said it.
        unread: of each row that has faults and may be left out, the first one.
        more: faults that are not shown.
        aside: what is left out because somebody said so, with the reason.
        left_out: what is left out by itself, and why.
    """

    columns: tuple[tuple[str, str], ...] = ()
    patients: tuple[tuple[str, str], ...] = ()
    faults: tuple[ListRow, ...] = ()
    unread: tuple[ListRow, ...] = ()
    more: int = 0
    new: tuple[ListRow, ...] = ()
    differs: tuple[ListRow, ...] = ()
    gone: tuple[ListRow, ...] = ()
    known: tuple[ListRow, ...] = ()
    aside: tuple[ListRow, ...] = ()
    left_out: tuple[ListRow, ...] = ()
    moved: tuple[MovedSubject, ...] = ()

    def not_among(self, decisions: Mapping[str, str]) -> dict[str, str]:
        """The decisions on rows that are not asked about."""
        rows = (*self.new, *self.differs, *self.gone, *self.unread)
        asked = {row.name for row in rows}
        return {name: deed for name, deed in decisions.items() if name not in asked}


def shown_list(tried: Tried, clock: Clock) -> ShownList:
    """What a page says of it."""
    faults = tried.refused.faults if tried.refused else ()
    told = tuple(_faults(faults[:MOST_FAULTS], tried, clock))
    facts: dict[str, Any] = _of_import(tried.imported, clock) if tried.imported else {}
    return ShownList(
        columns=tuple(_columns(tried)),
        patients=tuple(_patients(tried)),
        faults=told,
        unread=tuple({row.name: row for row in reversed(told) if row.name}.values())[::-1],
        more=max(0, len(faults) - MOST_FAULTS),
        **facts,
    )


def _of_import(imported: Imported, clock: Clock) -> dict[str, Any]:
    decided, compared = imported.decided, imported.compared
    return {
        "new": tuple(_row(claim, clock) for claim in decided.record),
        "differs": tuple(_row(claim, clock, fact) for claim, fact in decided.open),
        "gone": tuple(_gone(one, clock) for one in decided.gone),
        "known": tuple(
            ListRow(place=claim.row.place, subject=claim.subject, fact=fact)
            for claim, fact in compared.known
        ),
        "aside": tuple(ListRow(place=place, what=why) for place, why in decided.lies_aside),
        "left_out": tuple(_left_out(imported, clock)),
        "moved": tuple(_moved(imported, clock)),
    }


def _columns(tried: Tried) -> Iterator[tuple[str, str]]:
    for table, layout in tried.lists.tables if tried.lists else ():
        if not table.settled:
            yield from ((one, layout.fields.get(one, "-")) for one in table.headings if one)


def _patients(tried: Tried) -> Iterator[tuple[str, str]]:
    if tried.lists is not None and tried.whose is not None:
        for name, subject in tried.whose.patients_in(tried.lists.rows):
            yield name, subject or ""


def _faults(faults: Iterable[Fault], tried: Tried, clock: Clock) -> Iterator[ListRow]:
    rows = _row_of_places(tried)
    for fault in faults:
        place = "" if fault.path.startswith("--") else fault.path
        what = said_on_page(fault.reason, clock)
        yield ListRow(place=place, name=rows.get(fault.path, ""), what=what)


def _row_of_places(tried: Tried) -> Mapping[str, str]:
    """The row of each place of somebody on record: no other can be set aside."""
    found: dict[str, str] = {}
    for row in tried.lists.rows if tried.lists else ():
        try:
            if tried.whose is not None:
                tried.whose.subject_of(row)
        except InputRefused:
            continue
        found |= dict.fromkeys((row.place, *(cell.place for cell in row.cells.values())), row.place)
    return found


def said_on_page(reason: FaultReason, clock: Clock) -> str:
    """With what can be done here, where the sentence of the command names its own options."""
    kind = str(reason.value if isinstance(reason, Plain) else reason.kind)
    answer = clock.words.imports.answers.get(kind.removeprefix("list."))
    if answer is None:
        return say_refusal(reason, clock.language)
    return answer.format(**(facts_by_name(reason) if isinstance(reason, WithFacts) else {}))


def _row(claim: Claim, clock: Clock, fact: Mapping[str, Any] | None = None) -> ListRow:
    return ListRow(
        place=claim.row.place,
        name="" if claim.fact["kind"] == RetractionFact.kind else next(names_of(claim)),
        subject=claim.subject,
        what=_said(claim.fact, clock),
        old="" if fact is None else _said(fact, clock),
        fact="" if fact is None else str(fact["id"]),
    )


def _gone(gone: Gone, clock: Clock) -> ListRow:
    name = str(gone.fact["id"])
    return ListRow(
        place=name, name=name, subject=gone.subject, what=_said(gone.fact, clock), fact=name
    )


def _said(fact: Mapping[str, Any], clock: Clock) -> str:
    """As the command says it: of what differs, nobody knows yet whether a chart can take it."""
    words = terminal_words(clock.language)
    kind = words.facts.kinds.get(str(fact["kind"]), "")
    said = fact_said(fact, clock.voice, words)
    return clock.words.imports.fact.format(kind=kind, what=said)


def _left_out(imported: Imported, clock: Clock) -> Iterator[ListRow]:
    """Rows that are left out for the same reason stand together."""
    places: dict[FaultReason, list[str]] = {}
    for aside in imported.asides:
        places.setdefault(aside.why, []).append(aside.place)
    for why, where in places.items():
        yield ListRow(place=clock.listed(where), what=said_on_page(why, clock))


def _moved(imported: Imported, clock: Clock) -> Iterator[MovedSubject]:
    for one in imported.moved:
        protocol = known_protocol(one.after.protocol_id)
        theirs = clock_of(one.after, protocol, clock.language, clock.now)
        then = consequences_of(one.before, one.after, protocol, theirs)
        yield MovedSubject(one.after.subject, then.moves, then.opens)
