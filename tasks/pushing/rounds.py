"""What was published since, into the hospital's calendar: subject by subject, until none is left.

A booking of whoever waits stands there before the dates that only follow from somebody else's: a
server takes a write after the other, and one booking moves all visits after it. What a subject's
push leaves undone is noted with what the server said, and tried again; another subject's does not
wait for it. Nothing is doubled: an event has one address, and is only written over the version
that was read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy import Engine

from calendars.feeds.pushed import There, is_of
from models.records.store import ToPush, calendars_to_push
from tasks.pushing.calendar_server import ServerCalendar, server_calendar
from tasks.pushing.one_subject import Clock, Pushing, push_what_is_firm, push_whole
from tasks.pushing.target import Target

AT_ONCE = 50  # subjects between two looks at what has become more pressing

Held = Mapping[str, Sequence[There]]


def push_round(engine: Engine, target: Target, clock: Clock) -> int:
    """Push whoever waits now.

    Returns:
        How many subjects were taken.

    Raises:
        CalendarServerTrouble: if the server as a whole does not answer, or asks to wait.
        StoreTrouble: if the records cannot be used.
    """
    waiting = _waiting(engine, target, clock)
    if not waiting:
        return 0
    with server_calendar(target.address, target.user, target.password) as there:
        held = _by_subject(waiting, there) if any(one.uids is None for one in waiting) else {}
        return _over(Pushing(engine, there, target, clock), waiting, held)


def _over(to: Pushing, waiting: Sequence[ToPush], held: Held) -> int:
    """Each of them whole; before each and in its midst, what is firm of others who wait by then."""
    taken, firm = 0, set[tuple[str, int]]()
    for one in waiting:
        others = partial(_firm_of_others, to, one.subject, firm)
        others()
        taken += push_whole(to, one, held.get(one.subject, ()), others)
    return taken


def _firm_of_others(to: Pushing, subject: str, firm: set[tuple[str, int]]) -> None:
    """What is booked, done or called off of whoever else waits, each revision once in a round."""
    for other in _waiting(to.engine, to.target, to.clock):
        known = (other.subject, other.revision)
        if other.subject != subject and other.uids is not None and known not in firm:
            push_what_is_firm(to, other)
            firm.add(known)


def _waiting(engine: Engine, target: Target, clock: Clock) -> list[ToPush]:
    return calendars_to_push(engine, target.name, now=clock(), limit=AT_ONCE)


def _by_subject(waiting: Iterable[ToPush], there: ServerCalendar) -> Held:
    """The whole calendar, read once for all of whom nothing is known."""
    found: dict[str, list[There]] = defaultdict(list)
    unknown = [one.subject for one in waiting if one.uids is None]
    for event in there.events():
        for subject in unknown:
            if is_of(event.uid, [subject]):
                found[subject].append(event)
    return found
