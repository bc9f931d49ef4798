"""Handles by which the steps of a timeline picture are moved, by pointer or arrow keys.

A handle says in its own attributes where it stands, and the picture how wide each day is: what
moves it needs no more.
"""

from collections.abc import Iterator
from html import escape

from models.moments import Span, local_day
from models.timeline.results import StepOutcome
from pictures.path import Path
from pictures.time_axis import EVEN_DAYS, MINUTES_PER_DAY, Scale
from wording.dates.forms import DateForm, say_span
from wording.pictures.timeline import PictureWording

REACH = 14  # pixels around a date at which it is taken hold of
FARTHEST_DAYS = 366


def scale_attributes(scale: Scale) -> str:
    """Where each day stands, for whoever turns pixels back into days."""
    edges = f'data-first="{scale.first_day:.4f}" data-last="{scale.last_day:.4f}"'
    return f' {edges} data-left="{scale.left}" data-right="{scale.right}" data-even="{EVEN_DAYS}"'


def handle(
    path: Path,
    outcome: StepOutcome,
    scale: Scale,
    middle: float,
    *,
    says: PictureWording,
    dates: DateForm,
) -> Iterator[str]:
    """The handle of a step that has a date, booked or proposed; none of any other."""
    zone, at = path.plan.zone, _span_of(outcome)
    if at is None:
        return
    minute = (at.earliest + at.latest) // 2
    place, day = scale.place(minute), local_day(minute, zone)
    title, said = says.title(outcome), say_span(at, zone, dates, says.language)
    yield (
        f'<g class="move" role="slider" tabindex="0" aria-label="{escape(title)}"'
        f' aria-valuenow="0" aria-valuemin="-{FARTHEST_DAYS}" aria-valuemax="{FARTHEST_DAYS}"'
        f' aria-valuetext="{escape(said)}" data-step="{outcome.step}" data-day="{day}"'
        f' data-at="{(minute - scale.origin) / MINUTES_PER_DAY:.4f}">'
        f'<circle cx="{place:.1f}" cy="{middle:.1f}" r="{REACH}" fill-opacity="0"/>'
        f'<text x="{place + REACH + 4:.1f}" y="{middle + 4:.1f}" font-size="12"'
        ' font-weight="600"></text></g>'
    )


def _span_of(outcome: StepOutcome) -> Span | None:
    if outcome.at is None and outcome.proposed is not None:
        return Span(outcome.proposed, outcome.proposed)
    return outcome.at
