"""Whether the work that follows from the records is done in time. Pure."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from dayzero.health.finding import Finding, counted, fail, ok, say_age, warn
from models.records.store import VitalSigns, Waiting

LATE = timedelta(minutes=15)
"""A sweep and the deliveries come every few minutes; this is more than one that was missed."""

MUCH_LATER = timedelta(hours=1)


def work_findings(
    signs: VitalSigns, installed: Mapping[str, frozenset[str]], now: datetime
) -> Iterator[Finding]:
    """What the records say, line by line.

    Args:
        installed: the hashes of each protocol's data: as it is installed here, and of every
            version that a site approved.
    """
    yield _passes(signs, now)
    yield _protocols(signs, installed)
    yield _calendars(signs)
    yield _deliveries(signs, now)
    yield _dead_letters(signs)
    yield _unreached(signs)


def _passes(signs: VitalSigns, now: datetime) -> Finding:
    if _age(signs.passes, now) <= LATE:
        last = signs.last_pass_at
        passed = "none was made yet" if last is None else f"the last {say_age(now - last)} ago"
        return ok("passes", f"none is overdue, {passed}")
    judge = fail if _age(signs.passes, now) > MUCH_LATER else warn
    return judge(
        "passes",
        f"{counted(signs.passes.count, 'subject')} not planned anew,"
        f" the longest for {say_age(_age(signs.passes, now))}",
        "see that the sweep runs every few minutes; `dayzero sweep` does it now",
    )


def _protocols(signs: VitalSigns, installed: Mapping[str, frozenset[str]]) -> Finding:
    other = sum(
        count
        for (protocol, used), count in signs.planned_with.items()
        if used not in installed.get(protocol, frozenset())
    )
    if other:
        return warn(
            "protocol",
            f"{counted(other, 'subject')} last planned with other protocol data"
            f" than what is installed",
            "if the change is meant, `dayzero pass SUBJECT...` for them; else install the old data",
        )
    hashes = sorted((protocol, each) for protocol, known in installed.items() for each in known)
    named = ", ".join(
        f"{protocol} {each.removeprefix('sha256:')[:12]}" for protocol, each in hashes
    )
    return ok("protocol", f"everybody is planned with what is installed ({named})")


def _calendars(signs: VitalSigns) -> Finding:
    if signs.without_calendar:
        return fail(
            "calendars",
            f"{counted(signs.without_calendar, 'subject')} planned and without a calendar",
            "`dayzero pass SUBJECT...` publishes it",
        )
    return ok("calendars", "whoever was planned has one")


def _deliveries(signs: VitalSigns, now: datetime) -> Finding:
    age = _age(signs.deliveries, now)
    if signs.untold == 0 and age <= LATE:
        return ok("deliveries", f"no backlog, {signs.deliveries.count} on their way")
    late = signs.deliveries.count if age > LATE else 0
    judge = fail if signs.untold or age > MUCH_LATER else warn
    return judge(
        "deliveries",
        f"{counted(signs.untold + late, 'message')} due for more than {say_age(LATE)}",
        "see that the deliveries run every minute;"
        " `dayzero deliver --without-prefect` sends them now",
    )


def _dead_letters(signs: VitalSigns) -> Finding:
    if signs.dead:
        return fail(
            "dead letters",
            f"{counted(signs.dead, 'message')} that every channel refused, about alerts still open",
            "`dayzero deliveries --dead` says why; once mended, `dayzero deliver --again`",
        )
    return ok("dead letters", "none about an open alert")


def _unreached(signs: VitalSigns) -> Finding:
    if signs.unreached:
        return fail(
            "unreached",
            f"{counted(signs.unreached, 'message')} that no channel takes at present, about alerts"
            " still open",
            "they are tried on; `dayzero deliveries --waiting` says which channel fails, and why",
        )
    return ok("unreached", "every message about an open alert finds its way")


def _age(waiting: Waiting, now: datetime) -> timedelta:
    return timedelta() if waiting.since is None else now - waiting.since
