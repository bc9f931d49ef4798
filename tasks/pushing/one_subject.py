"""One subject's events, written into the hospital's calendar as they are published now."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from calendars.feeds.pushed import There, Wanted, changes_between
from models.reasons.refusals.settings import PushBroke
from models.records.store import (
    StoreTrouble,
    ToPush,
    end_push,
    let_go_of_push,
    published_entries,
    take_push,
)
from tasks.pushing.answers import Applied
from tasks.pushing.calendar_server import SERVER_ERRORS, CalendarServerTrouble, ServerCalendar
from tasks.pushing.target import Target
from tasks.pushing.wanted import wanted_of
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.push")

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Pushing:
    """Where to, out of which records, and by which clock."""

    engine: Engine
    there: ServerCalendar
    target: Target
    clock: Clock


def push_whole(
    to: Pushing, one: ToPush, held: Sequence[There], between: Callable[[], None] = lambda: None
) -> bool:
    """All that one subject's calendar holds, if no other process has it; False where one has.

    Args:
        held: what the calendar holds of a subject of whom nothing is known.
        between: done between writes of computed dates.

    Raises:
        CalendarServerTrouble: if the server as a whole does not answer, or asks to wait.
        StoreTrouble: if the records cannot be used.
    """
    if not take_push(to.engine, one.subject, to.target.name, now=to.clock()):
        return False
    try:
        wanted = _wanted(to, one)
        applied = _apply(to.there, one, wanted, held, between)
    except (CalendarServerTrouble, StoreTrouble, *SERVER_ERRORS):
        let_go_of_push(to.engine, one.subject)
        raise
    except Exception as error:  # noqa: BLE001  one that cannot be written must not keep others back
        broke = PushBroke(subject=one.subject, error=type(error).__name__)
        LOG.warning("%s", say_refusal(broke, ENGLISH))
        end_push(to.engine, one, uids=None, refused=[broke], whole=False, now=to.clock())
        return True
    _note(to, one, wanted, applied)
    return True


def push_what_is_firm(to: Pushing, one: ToPush) -> None:
    """What is booked, done or called off, alone; the rest is left to be done, and so is a refusal.

    Raises:
        CalendarServerTrouble, StoreTrouble: as for `push_whole`.
    """
    if not take_push(to.engine, one.subject, to.target.name, now=to.clock()):
        return
    try:
        firm = {uid: event for uid, event in _wanted(to, one).items() if event.firm}
        to.there.apply(changes_between(firm, to.there.events_of(firm.keys()), ()))
    except (CalendarServerTrouble, StoreTrouble, *SERVER_ERRORS):
        raise
    except Exception as error:  # noqa: BLE001  pushed whole, it is told
        LOG.info("%s: %s before the whole was pushed", one.subject, type(error).__name__)
    finally:
        let_go_of_push(to.engine, one.subject)


def _wanted(to: Pushing, one: ToPush) -> dict[str, Wanted]:
    return wanted_of({one.subject: published_entries(to.engine, one.subject)}, to.target.language)


def _apply(
    there: ServerCalendar,
    one: ToPush,
    wanted: Mapping[str, Wanted],
    held: Sequence[There],
    between: Callable[[], None],
) -> Applied:
    """Write what differs; once more, after reading everything, where somebody else wrote too."""
    if one.uids is not None:
        held = there.events_of(one.uids | wanted.keys())
    applied = there.apply(changes_between(wanted, held, [one.subject]), between)
    if applied.overtaken:
        applied = there.apply(changes_between(wanted, there.events(), [one.subject]), between)
    return applied


def _note(to: Pushing, one: ToPush, wanted: Mapping[str, Wanted], applied: Applied) -> None:
    whole = not applied.refused
    for reason in applied.refused:
        LOG.warning("%s", say_refusal(reason, ENGLISH))
    uids = _uids(one, wanted, whole=whole)
    end_push(to.engine, one, uids=uids, refused=applied.refused, whole=whole, now=to.clock())


def _uids(one: ToPush, wanted: Mapping[str, Wanted], *, whole: bool) -> Sequence[str] | None:
    """Of the events that may be there; None as before, where a first push was not whole."""
    if whole:
        return list(wanted)
    return None if one.uids is None else [*one.uids, *(wanted.keys() - one.uids)]
