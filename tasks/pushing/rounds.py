"""What was published since, into the hospital's calendar: subject by subject, until none is left.

What a subject's push leaves undone is noted with what the server said, and tried again; another
subject's does not wait for it. Nothing is doubled: an event has one address, and is only written
over the version that was read.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine

from calendars.feeds.pushed import There, Wanted, changes_between, is_of
from models.reasons.refusals.settings import PushBroke
from models.records.store import (
    StoreTrouble,
    ToPush,
    calendars_to_push,
    end_push,
    let_go_of_push,
    published_entries,
    take_push,
)
from tasks.pushing.answers import Applied
from tasks.pushing.calendar_server import (
    SERVER_ERRORS,
    CalendarServerTrouble,
    ServerCalendar,
    server_calendar,
)
from tasks.pushing.target import Target
from tasks.pushing.wanted import wanted_of
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.push")
AT_ONCE = 50  # subjects between two looks at what has become more pressing

Clock = Callable[[], datetime]
Held = Mapping[str, Sequence[There]]


def push_round(engine: Engine, target: Target, clock: Clock) -> int:
    """Push whoever waits now.

    Returns:
        How many subjects were taken.

    Raises:
        CalendarServerTrouble: if the server as a whole does not answer, or asks to wait.
        StoreTrouble: if the records cannot be used.
    """
    waiting = calendars_to_push(engine, target.name, now=clock(), limit=AT_ONCE)
    if not waiting:
        return 0
    with server_calendar(target.address, target.user, target.password) as there:
        held = _by_subject(waiting, there) if any(one.uids is None for one in waiting) else {}
        return sum(
            _push(engine, there, one, target=target, held=held, clock=clock) for one in waiting
        )


def _by_subject(waiting: Iterable[ToPush], there: ServerCalendar) -> Held:
    """The whole calendar, read once for all of whom nothing is known."""
    found: dict[str, list[There]] = defaultdict(list)
    unknown = [one.subject for one in waiting if one.uids is None]
    for event in there.events():
        for subject in unknown:
            if is_of(event.uid, [subject]):
                found[subject].append(event)
    return found


def _push(
    engine: Engine,
    there: ServerCalendar,
    one: ToPush,
    *,
    target: Target,
    held: Held,
    clock: Clock,
) -> bool:
    """One subject, if no other process has it."""
    if not take_push(engine, one.subject, target.name, now=clock()):
        return False
    try:
        wanted = wanted_of({one.subject: published_entries(engine, one.subject)}, target.language)
        applied = _apply(there, one, wanted, held.get(one.subject, ()))
    except (CalendarServerTrouble, StoreTrouble, *SERVER_ERRORS):
        let_go_of_push(engine, one.subject)
        raise
    except Exception as error:  # noqa: BLE001  one that cannot be written must not keep others back
        broke = PushBroke(subject=one.subject, error=type(error).__name__)
        LOG.warning("%s", say_refusal(broke, ENGLISH))
        end_push(engine, one, uids=None, refused=[broke], whole=False, now=clock())
        return True
    _note(engine, one, wanted, applied, clock())
    return True


def _apply(
    there: ServerCalendar, one: ToPush, wanted: Mapping[str, Wanted], held: Sequence[There]
) -> Applied:
    """Write what differs; once more, after reading everything, where somebody else wrote too."""
    if one.uids is not None:
        held = there.events_of(one.uids | wanted.keys())
    applied = there.apply(changes_between(wanted, held, [one.subject]))
    if applied.overtaken:
        applied = there.apply(changes_between(wanted, there.events(), [one.subject]))
    return applied


def _note(
    engine: Engine, one: ToPush, wanted: Mapping[str, Wanted], applied: Applied, now: datetime
) -> None:
    whole = not applied.refused
    for reason in applied.refused:
        LOG.warning("%s", say_refusal(reason, ENGLISH))
    uids = _uids(one, wanted, whole=whole)
    end_push(engine, one, uids=uids, refused=applied.refused, whole=whole, now=now)


def _uids(one: ToPush, wanted: Mapping[str, Wanted], *, whole: bool) -> Sequence[str] | None:
    """Of the events that may be there; None as before, where a first push was not whole."""
    if whole:
        return list(wanted)
    return None if one.uids is None else [*one.uids, *(wanted.keys() - one.uids)]
