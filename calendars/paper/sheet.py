"""Everything on the patient's page in one language."""

from collections.abc import Iterator
from dataclasses import dataclass

from calendars.entries.firm_windows import firm_window
from calendars.paper.rows import (
    DEFAULT_MARK,
    DONE,
    OFF,
    TEST_MARK,
    Row,
    rows_of,
    steps_kept,
    title_of,
)
from models.moments import local_day
from models.protocol import Protocol
from models.protocol.path import Step
from models.protocol.site import Site
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState
from wording.calendars.paper import PaperWording
from wording.catalogue import catalogue
from wording.texts import in_language

LATE = frozenset({StepState.OVERDUE, StepState.MISSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page in one language; an empty text is left out.

    Attributes:
        notice: that the timeline is closed, that a visit is late, that nothing has a date.
        passive: dates to know, not visits to keep, such as the end of contraception.
        marks: what the signs in the table mean, where there are any.
    """

    says: PaperWording
    site: str
    printed: str
    notice: str
    rows: tuple[Row, ...]
    passive: str
    done: str
    marks: str


def sheet_of(plan: Plan, protocol: Protocol, says: PaperWording) -> Sheet:
    """The page in one language; the same plan gives the same sheet."""
    site = protocol.sites[plan.site]
    rows = tuple(rows_of(plan, protocol, says))
    return Sheet(
        says=says,
        site=says.site.format(site=_place(site, says), id=site.id),
        printed=says.printed.format(day=says.say_day(local_day(plan.as_of, plan.zone))),
        notice=_notice(plan, rows, says),
        rows=rows,
        passive=" ".join(_passive(plan, protocol, says)),
        done=_done(plan, protocol, says),
        marks=" ".join(_marks(protocol, rows, says)),
    )


def _place(site: Site, says: PaperWording) -> str:
    """The hospital, and its city in the languages that have a word for it in the data."""
    city = site.cities.get(says.language, "")
    name = in_language(site.names, says.language)
    listed = catalogue(says.language, "lists")
    return listed("comma", before=name, after=city) if city else name


def _notice(plan: Plan, rows: tuple[Row, ...], says: PaperWording) -> str:
    """The one thing to say first; why a timeline closed stays in the application."""
    if plan.ended is not None:
        return says.closed
    if any(row.state in LATE for row in rows):
        return says.late
    return says.no_dates if rows and all(row.when == says.unknown for row in rows) else ""


def _passive(plan: Plan, protocol: Protocol, says: PaperWording) -> Iterator[str]:
    for step, outcome in steps_kept(plan, protocol):
        if not step.passive or outcome.state in DONE | OFF:
            continue
        opens = firm_window(outcome).opens
        template = says.passive_unknown if opens is None else says.passive
        day = "" if opens is None else says.say_year(local_day(opens, plan.zone))
        yield template.format(title=title_of(step, outcome, says), day=day)


def _done(plan: Plan, protocol: Protocol, says: PaperWording) -> str:
    steps = [
        says.done_step.format(
            title=title_of(step, outcome, says),
            day=says.say_year(local_day(outcome.at.latest, plan.zone)),
        )
        for step, latest in steps_kept(plan, protocol)
        for outcome in (*_held_before(step, plan), latest)
        if outcome.state in DONE and outcome.at is not None
    ]
    return says.done.format(steps=says.between_done.join(steps)) if steps else ""


def _held_before(step: Step, plan: Plan) -> Iterator[StepOutcome]:
    """The earlier times of a step that is held again, as after a product that failed."""
    for earlier in plan.earlier:
        yield from (outcome for outcome in earlier.steps if outcome.step == step.id)


def _marks(protocol: Protocol, rows: tuple[Row, ...], says: PaperWording) -> Iterator[str]:
    if any(row.when.endswith(DEFAULT_MARK) for row in rows):
        yield says.default_mark
    if any(row.title.endswith(TEST_MARK) for row in rows):
        yield says.test_mark
    if any(row.day is not None for row in rows):
        zero = protocol.step_by_id[protocol.day_zero]
        yield says.day_zero_mark.format(title=in_language(zero.titles, says.language))
