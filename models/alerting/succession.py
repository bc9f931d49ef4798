"""Which alert tells of a cause when the one that told of it is no longer derived. Pure.

What two alerts told becomes one where one deed takes care of both; a question keeps its name
wherever it is asked. Whoever knows of a cause is told neither that it is over nor that it began.
"""

from collections.abc import Iterable

from models.reasons.kept import AsSaidBefore
from models.timeline.results import Alert, Place
from models.timeline.values import AlertKind

_OF_THE_PATH = ("PATH-", "SITE-")
_WRONG = (
    AlertKind.HOLD,
    AlertKind.WASHOUT_VIOLATED,
    AlertKind.WINDOW_VIOLATED,
    AlertKind.INELIGIBLE,
)
"""Kinds of which another place is another thing that is wrong."""


def heir_of(old: Alert, wanted: Iterable[Alert]) -> Alert | None:
    """The first alert that tells of the same; None where its cause is gone."""
    return next((alert for alert in wanted if _tells(alert, old)), None)


def has_grown(alert: Alert, old: Alert) -> bool:
    """Whether something more is wrong than an alert told of before.

    Of what was kept before there were reasons nobody knows: each wrong had its own alert then.
    """
    if isinstance(old.cause, AsSaidBefore):
        return False
    dead_ends = {AlertKind.INFEASIBLE} & {alert.kind}
    wrong = [place for place in alert.places if place.kind in {*_WRONG, *dead_ends}]
    return any(not any(_same(before, now) for before in old.places) for now in wrong)


def _tells(alert: Alert, old: Alert) -> bool:
    return any(_same(before, now) for before in old.places for now in alert.places)


def _same(before: Place, now: Place) -> bool:
    """Before there were several causes in one alert, a booking's own fact was not kept."""
    if (before.kind, before.step) != (now.kind, now.step) or before.fact not in {None, now.fact}:
        return False
    return before.rule == now.rule or _of_one_booking(before, now)


def _of_one_booking(before: Place, now: Place) -> bool:
    """Which rule of the path a booking lies outside of changes while other steps wait."""
    booked = now.kind is AlertKind.WINDOW_VIOLATED and now.fact is not None
    return booked and (before.rule or "").startswith(_OF_THE_PATH)
