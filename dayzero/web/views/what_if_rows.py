"""What a proposal can change, one row for each thing; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from dayzero.web.recording.proposal import changeable
from dayzero.web.recording.proposal_fields import COURSE, STEP
from dayzero.web.recording.recording import Document
from dayzero.web.views.fact_rows import ongoing_courses
from dayzero.web.views.when import Clock
from models.protocol import Protocol
from models.timeline.results import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that can be changed.

    Attributes:
        name: of its fields.
        kind: of the fact that changes it.
        stands: when it is booked; empty where it is not, and of a drug.
        folded: few would change it.
    """

    name: str
    kind: str
    title: str
    stands: str
    folded: bool


def rows_of(plan: Plan, protocol: Protocol, document: Document, site_clock: Clock) -> Iterator[Row]:
    """The steps in the protocol's order, then the drugs that go on."""
    last = protocol.order[protocol.day_zero]
    for one in changeable(plan, protocol):
        title = site_clock.words.path.title(one)
        at = site_clock.span(one.at).text if one.at is not None and one.booked_by else ""
        folded = not at and protocol.order[one.step] > last
        yield Row(name=STEP + one.step, kind="step", title=title, stands=at, folded=folded)
    for fact, words in ongoing_courses(document, site_clock):
        yield Row(name=COURSE + fact, kind="course", title=words, stands="", folded=False)
