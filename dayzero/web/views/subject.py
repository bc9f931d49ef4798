"""A subject's page as facts for its template; pure."""

from collections.abc import Collection
from dataclasses import dataclass

from dayzero.web.views.alerts import AlertCard, alert_cards
from dayzero.web.views.changes import ChangeGroup, change_groups
from dayzero.web.views.day_zero import DayZero, day_zero_of
from dayzero.web.views.fact_rows import FactRow, fact_rows
from dayzero.web.views.steps import StepRow, held_again, left_out, plan_titles, step_rows
from dayzero.web.views.verdicts import (
    GateView,
    Verdicts,
    gate_view,
    verdicts_of,
)
from dayzero.web.views.when import Clock, When
from models.disclosure import INSIDE
from models.protocol import Protocol
from models.protocol.site import Site
from models.records.store import FactLine, OpenAlert, Revision
from models.timeline.results import Plan
from pictures.colours import COLOUR, Colour
from pictures.path import Path, path_of
from pictures.timeline_svg import timeline_svg
from wording.saying import say_if_any


@dataclass(frozen=True, slots=True)
class Known:
    """What the records hold of one subject beside its chart."""

    alerts: list[OpenAlert]
    facts: list[FactLine]
    revisions: list[Revision]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """Everything that the page says, in the reader's language.

    Attributes:
        picture: the timeline as SVG text.
        again: why a step is held again, in sentences.
        provisional: years whose official working days are not published yet.
        withheld: rules that are not judged.
    """

    subject: str
    site: str
    site_name: str
    protocol: str
    version: str
    word: str
    colour: Colour
    as_of: When
    zone: str
    offset: str
    closed: str
    alerts: list[AlertCard]
    asks_nothing: list[AlertCard]
    day_zero: DayZero
    picture: str
    steps: list[StepRow]
    again: tuple[str, ...]
    left_out: list[str]
    verdicts: Verdicts
    gate: GateView | None
    changes: list[ChangeGroup]
    facts: list[FactRow]
    provisional: str
    withheld: str
    next_change: When | None


def subject_view(plan: Plan, protocol: Protocol, known: Known, clock: Clock) -> SubjectView:
    """The page of one subject."""
    path = path_of(plan, protocol, ceiling=INSIDE)
    titles = plan_titles(plan, clock)
    recorded = [line.document for line in known.facts]
    cards = alert_cards(plan, known.alerts, protocol, clock, recorded)
    return SubjectView(
        subject=plan.subject,
        site=plan.site,
        site_name=site_name(protocol.sites[plan.site], clock),
        protocol=plan.protocol_id,
        version=plan.protocol_version,
        word=clock.words.path.words[path.word],
        colour=COLOUR[path.word],
        as_of=clock.moment(plan.as_of),
        zone=plan.zone.key,
        offset=clock.offset,
        closed=say_if_any(plan.ended, clock.voice),
        alerts=[card for card in cards if not card.asks_nothing],
        asks_nothing=[card for card in cards if card.asks_nothing],
        day_zero=day_zero_of(plan, protocol, clock),
        picture=picture_of(path, protocol, clock),
        steps=list(step_rows(path, protocol, clock)),
        again=held_again(plan, clock),
        left_out=left_out(path, clock),
        verdicts=verdicts_of(plan, protocol, clock),
        gate=gate_view(plan, titles, clock),
        changes=change_groups(known.revisions, titles, clock),
        facts=fact_rows(known.facts, clock),
        provisional=clock.listed(str(year) for year in plan.provisional_years),
        withheld=clock.listed(plan.withheld),
        next_change=None if plan.next_change_at is None else clock.moment(plan.next_change_at),
    )


def site_name(site: Site, clock: Clock) -> str:
    """The hospital in the reader's language."""
    return clock.voice.text(site.names)


def picture_of(
    path: Path, protocol: Protocol, clock: Clock, *, movable: Collection[str] = ()
) -> str:
    """The timeline as SVG text; `movable` are the steps that can be taken hold of."""
    says = clock.words.path
    return timeline_svg(path, protocol.day_zero, says, clock.voice.dates, movable=movable)
