"""From rows to claims: every row is read, so that one fault hides no other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from dayzero.desk.planning import zone_of
from dayzero.lists.cells import Aside, Row
from dayzero.lists.dates import DateOrder
from dayzero.lists.facts.claims import Claim, Said, facts_said, with_keys
from dayzero.lists.facts.terms import Terms
from dayzero.lists.numbers import DecimalSign
from dayzero.lists.whose import Whose
from models.errors import Fault, InputRefused
from models.moments import to_minute
from models.versions.known import known_protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class HowWritten:
    """What only who wrote a list knows; None where nobody said it."""

    order: DateOrder | None = None
    sign: DecimalSign | None = None


@dataclass(slots=True)
class ReadRows:
    """What rows came to.

    Attributes:
        faults: for which nothing at all is recorded.
        asides: what is left out and told.
    """

    claims: list[Claim] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_rows(
    rows: Iterable[Row],
    whose: Whose,
    written: HowWritten,
    moment: datetime,
    is_aside: Callable[[Row], bool],
) -> ReadRows:
    """Read every row as facts of its subject, on that subject's clock.

    Args:
        is_aside: asked of a row that cannot be read, whether it was set aside.
    """
    read, terms = ReadRows(), dict[str, Terms]()
    said: list[Said] = []
    for row in rows:
        if not row.cells:
            continue
        try:
            subject = whose.subject_of(row)
            if subject not in terms:
                terms[subject] = _terms(subject, whose, written, moment, read)
            said += facts_said(row, subject, terms[subject])
        except InputRefused as refused:
            if not is_aside(row):
                read.faults += refused.faults
    read.claims = list(with_keys(said))
    return read


def _terms(
    subject: str, whose: Whose, written: HowWritten, moment: datetime, read: ReadRows
) -> Terms:
    chart = whose.chart(subject)
    return Terms(
        zone=zone_of(chart, moment),
        protocol=known_protocol(str(chart["protocol"])),
        now=to_minute(moment),
        order=written.order,
        sign=written.sign,
        tell=read.asides.append,
    )


def by_subject(claims: Iterable[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """The claims of each subject, in the order of the lists."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.subject, []).append(claim)
    yield from sorted(found.items())
