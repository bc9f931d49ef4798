"""Messages as people read them: templates filled with facts. Pure; subject numbers only."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from models.alerting.tellings import URGENCY
from wording.language import Language
from wording.lists import say_list
from wording.messages.lines import Line, margin
from wording.messages.message_words import Words, message_words
from wording.messages.phrases import say_asked, say_headline, say_until, say_whole

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


_TEMPLATES = Environment(  # noqa: S701  plain text: there is no markup to escape
    loader=PackageLoader("wording.messages"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


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
    says = message_words(language)
    return filled_in(
        "alert",
        says,
        line=line,
        severity=says.phrase.severities[line.severity],
        headline=say_headline(line, says.phrase),
        link=f"{base_url}/{SUBJECT_PAGE}/{line.subject}",
        key=key,
        told_before=told_before,
        roles=_roles(told_before, says),
        again=again,
        reopened=reopened,
    )


def said(line: Line, language: Language) -> Said:
    """What the message on one alert says, without a subject, link or key."""
    says = message_words(language).phrase
    by = say_until(replace(line, to=""), says)  # to when it could move is among what is asked
    return Said(says.severities[line.severity], say_whole(line, says), by)


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
    says = message_words(language)
    ordered = sorted(lines, key=margin)
    return filled_in(
        "group",
        says,
        lines=ordered,
        severity=says.phrase.severities[ordered[0].severity],
        headline=say_headline(ordered[0], says.phrase),
        groups=[
            (say_asked(members[0], says.phrase), [(one, _in_group(one, says)) for one in members])
            for members in _groups(ordered, says)
        ],
        link=base_url,
        key=key,
        told_before=told_before,
        roles=_roles(told_before, says),
    )


def _groups(ordered: Sequence[Line], says: Words) -> list[list[Line]]:
    like = partial(_like, says=says)
    groups = [list(members) for _, members in groupby(sorted(ordered, key=like), key=like)]
    return sorted(groups, key=lambda members: margin(members[0]))


def _like(line: Line, says: Words) -> tuple[int, str]:
    """Of the same severity, and asked for in the very same words."""
    return URGENCY[line.severity], say_asked(line, says.phrase)


def _in_group(line: Line, says: Words) -> str:
    form = says.message.group_line_by if line.when else says.message.group_line
    return form.format(
        subject=line.subject,
        by=say_until(line, says.phrase),
        number=line.number,
    )


def _roles(roles: Sequence[str], says: Words) -> str:
    known: Mapping[str, str] = says.message.roles
    return say_list((known.get(role, role) for role in roles), says.language)


def filled_in(template: str, says: Words, **facts: object) -> Message:
    """A template's text: its first line, and the rest."""
    filled = _TEMPLATES.get_template(f"{template}.j2").render(t=says.message, **facts)
    title, _, text = _MANY_EMPTY_LINES.sub("\n\n", filled).strip().partition("\n")
    return Message(title.strip(), text.strip())
