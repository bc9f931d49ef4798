"""What a program is told, as OpenAPI describes it."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from models.records.store import FactLine
from models.timeline.values import Severity, StepState

Json = dict[str, Any]


class Subject(BaseModel):
    """One subject.

    Attributes:
        revision: how many facts the chart has, corrected ones included.
        alerts: how many are open of each severity.
    """

    subject: str
    site: str
    protocol: str
    revision: int
    alerts: dict[Severity, int]


class SubjectRow(Subject):
    """One subject of a list.

    Attributes:
        state: the one word for the path, such as `on_track`; null while no pass has left it.
        phase: of the protocol; `closed` where the path has ended, `completed` behind its end.
        pass_due_at: when it is planned anew without a new fact; a past instant where that is late.
    """

    state: str | None
    phase: str | None
    pass_due_at: datetime | None


class Subjects(BaseModel):
    """A part of the list, by number.

    Attributes:
        next_after: what to ask with as `after` for the next part; null where this is the last.
    """

    subjects: list[SubjectRow]
    next_after: str | None


class Visit(BaseModel):
    """One appointment of the published calendars; `starts` is null where only the day is known."""

    subject: str
    site: str
    step: str
    state: StepState
    day: date
    starts: datetime | None


class Fact(BaseModel):
    """A recorded fact, with who recorded it.

    Attributes:
        revision: how many facts the chart had with it.
    """

    fact: Json
    revision: int
    corrects: str | None
    reason: str | None
    recorded_at: datetime
    recorded_by: str


class Facts(BaseModel):
    """Every fact in recorded order, corrected ones included."""

    subject: str
    revision: int
    facts: list[Fact]


class Chart(BaseModel):
    """A chart, as it is exported."""

    revision: int
    chart: Json


class Planned(BaseModel):
    """The plan as of now (`dayzero.plan/1`): states, windows, verdicts, conflicts, alerts."""

    revision: int
    plan: Json


class Tried(BaseModel):
    """Both plans without and with facts that are not recorded.

    Attributes:
        alerts: keys of what would be wrong with them and is not without, the worst first.
    """

    revision: int
    before: Json
    after: Json
    alerts: list[str]


class Alert(BaseModel):
    """An open alert, said in the language that is asked for."""

    number: int
    severity: Severity
    subject: str
    site: str
    kind: str
    step: str | None
    rule: str | None
    fact: str | None
    text: str
    deadline: str | None
    key: str
    opened_at: datetime
    reopened: int
    state: str
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    acknowledged_why: str | None
    snoozed_until: datetime | None


class Alerts(BaseModel):
    """Open alerts, the most urgent first."""

    alerts: list[Alert]


class Visits(BaseModel):
    """Appointments by day and hour."""

    visits: list[Visit]


class Link(BaseModel):
    """A calendar link, without its token.

    Attributes:
        unseen_moves: safety dates that moved since it was last read, the oldest first: `subject`,
            `what` (a step, or `washout` for the end of one) and `moved_at`.
    """

    link: int
    scope: Json
    options: Json
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    last_fetched_at: datetime | None
    last_user_agent: str | None
    ended: bool
    unseen_moves: list[Json]


class Links(BaseModel):
    """The links to a subject's calendar, ended ones included."""

    links: list[Link]


class MadeLink(BaseModel):
    """A link that was just made: its addresses are told this once."""

    link: int
    https: str
    webcal: str


def fact_told(line: FactLine, place: int) -> Fact:
    """One fact; `place` counts from 0."""
    return Fact(
        fact=line.document,
        revision=place + 1,
        corrects=line.corrects,
        reason=line.reason,
        recorded_at=line.recorded_at,
        recorded_by=line.recorded_by,
    )
