"""Messages as people read them: templates filled with facts. Pure; subject numbers only."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from models.alerting.date_words import Language, say_day, say_moment
from models.alerting.digest import Digest, Upcoming
from models.alerting.lines import Line, margin
from models.alerting.standing import URGENCY
from models.alerting.titles import step_title
from models.disclosure import Disclosure
from models.protocol import Protocol
from models.timeline.values import Severity

SUBJECT_PAGE = "subjects"
_MANY_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Message:
    """What one recipient reads.

    Attributes:
        title: the first line: who, what to do, by when.
        text: all that follows it; ends with the key by which a repeat can be told.
    """

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One alert in the words of its message, piece by piece, for a page.

    Attributes:
        asked: what must be done.
        by: until when, or since when it is too late; empty where there is no deadline.
    """

    severity: str
    asked: str
    by: str


def _role_in(role: str, names: Mapping[str, str]) -> str:
    return names.get(role, role)


def _environment() -> Environment:
    environment = Environment(  # noqa: S701  plain text: there is no markup to escape
        loader=PackageLoader("models.alerting"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["role_in"] = _role_in
    return environment


_TEMPLATES = _environment()


def alert_message(
    line: Line,
    *,
    key: str,
    base_url: str,
    language: Language,
    told_before: Sequence[str] = (),
    again: bool = False,
    reopened: int = 0,
) -> Message:
    """The message on one alert.

    Args:
        told_before: roles that were told at earlier steps and have not answered.
        again: whether this opening was told before, on an earlier occasion.
    """
    return _filled(
        "alert",
        language,
        line=line,
        link=f"{base_url}/{SUBJECT_PAGE}/{line.subject}",
        key=key,
        told_before=told_before,
        again=again,
        reopened=reopened,
    )


def said(line: Line, language: Language) -> Said:
    """What the message on one alert says, without a subject, link or key."""
    phrases: Any = _TEMPLATES.get_template(f"phrases.{language}.j2").module
    asked = _filled("asked", language, line=line).title
    by = str(phrases.by(replace(line, to="")))  # to when it could move is among what is asked
    return Said(phrases.severities[line.severity], asked, by)


def group_message(
    lines: Iterable[Line],
    *,
    key: str,
    base_url: str,
    language: Language,
    told_before: Sequence[str] = (),
) -> Message:
    """One message on many alerts: what is asked once, then each subject; none is left out.

    Args:
        told_before: as for one alert.
    """
    like = partial(_like, phrases=_TEMPLATES.get_template(f"phrases.{language}.j2").module)
    ordered = sorted(lines, key=margin)
    groups = [list(members) for _, members in groupby(sorted(ordered, key=like), key=like)]
    return _filled(
        "group",
        language,
        lines=ordered,
        groups=[(members[0], members) for members in sorted(groups, key=_most_urgent)],
        link=base_url,
        key=key,
        told_before=told_before,
    )


def digest_message(
    digest: Digest,
    lines: Mapping[int, Line],
    *,
    key: str,
    base_url: str,
    language: Language,
    protocol: Protocol,
    now: datetime,
    zone: ZoneInfo,
    ceiling: Disclosure,
) -> Message:
    """The morning digest.

    Args:
        lines: of its alerts, by number.
        zone: of the recipient's day.
        ceiling: what the names of steps may reveal.
    """
    today = now.astimezone(zone).date()
    sections = {
        name: [lines[alert.number] for alert in getattr(digest, name)]
        for name in ("overdue", "today", "week", "waiting")
    }
    appointments = {
        name: [_appointment(one, protocol, language, now, ceiling) for one in getattr(digest, name)]
        for name in ("appointments_today", "appointments_week")
    }
    return _filled(
        "digest",
        language,
        **sections,
        **appointments,
        critical=sum(
            line.severity is Severity.CRITICAL for part in sections.values() for line in part
        ),
        later=digest.later,
        empty=digest.empty,
        day=say_day(today, language, today=today),
        link=base_url,
        key=key,
    )


def _appointment(
    one: Upcoming, protocol: Protocol, language: Language, now: datetime, ceiling: Disclosure
) -> dict[str, str]:
    title = step_title(one.step, protocol, language, ceiling)
    return {"when": _when(one, language, now), "says": f"{one.subject} {title}"}


def _when(one: Upcoming, language: Language, now: datetime) -> str:
    if one.starts is not None:
        return say_moment(one.starts, one.zone, language, now)
    return say_day(one.day, language, today=now.astimezone(one.zone).date())


def _like(line: Line, phrases: Any) -> tuple[int, str]:
    """Of the same severity, and asked for in the very same words."""
    return URGENCY[line.severity], str(phrases.asked(line))


def _most_urgent(members: Sequence[Line]) -> tuple[int, float, str, int]:
    return margin(members[0])


def _filled(template: str, language: Language, **facts: object) -> Message:
    filled = _TEMPLATES.get_template(f"{template}.{language}.j2").render(**facts)
    title, _, text = _MANY_EMPTY_LINES.sub("\n\n", filled).strip().partition("\n")
    return Message(title.strip(), text.strip())
