"""What messages say, filled from the catalogue `messages`."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import Severity
from wording.catalogue import Counted
from wording.filled import filled, part
from wording.language import Language
from wording.messages.forms import Asked, ByWhen


@part("messages", "phrase")
@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One alert, in one language.

    Attributes:
        asked: what is asked, without subject and date.
        rule: behind what is asked; nothing stands there where no rule may be named.
        by: until when, or since when it is too late.
        moved, cannot_be_held: a step that must move, in a message without its reason.
        could_be: behind what is asked, the nearest time that would do.
        headline: a subject and what is asked; `headline_by` with its deadline,
            `headline_passed` with one that is over.
    """

    severities: Mapping[Severity, str]
    asked: Mapping[Asked, str]
    rule: str
    by: Mapping[ByWhen, str]
    moved: str
    cannot_be_held: str
    could_be: str
    headline: str
    headline_moved: str
    headline_by: str
    headline_passed: str


@part("messages", "message")
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWords:
    """What stands around alerts in a message, in one language.

    Attributes:
        roles: of those who were told before; another is said as the routing names it.
        covers: that somebody else would have been told.
        told_before: by how many they are.
        title: of a message on one alert; `group_title` on many, by how many subjects they are on.
        version: that the alert is there since another version of the protocol counts.
        why_behind: in a message whose reason is behind its link.
        in_english: a sentence that the records have in English alone.
        digest: how many alerts are what; `digest_critical` where some are critical.
    """

    covers: str
    title: str
    group_title: Counted
    roles: Mapping[str, str]
    told_before: Counted
    told_again: str
    why_behind: str
    why: str
    detail: str
    in_english: str
    site: str
    version: str
    reopened: Counted
    see: str
    answer_there: str
    answer_each: str
    reference: str
    at_once: str
    group_asked: str
    group_line: str
    group_line_by: str
    digest: str
    digest_critical: str
    nothing: str
    overdue: str
    today: str
    week: str
    waiting: str
    critical: str
    line: str
    line_acknowledged: str
    line_waits: str
    appointment: str
    later: Counted
    answer_on_pages: str


@part("messages", "all_clear")
@dataclass(frozen=True, slots=True, kw_only=True)
class AllClearWords:
    """That critical alerts are over, in one language.

    Attributes:
        several: the title of a message on several, by how many.
        line: of an alert without a step; `line_of_step`, and `line_of_rule` where one may be named.
    """

    title: str
    several: Counted
    line: str
    line_of_step: str
    line_of_rule: str


@part("messages", "invitation")
@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationWords:
    """The mail around a calendar invitation, in one language.

    Attributes:
        booked, changed, called_off: its title: step code with subject number, and when.
        no_answer: that replies are not read; stands in the calendar's entry, too.
    """

    booked: str
    changed: str
    called_off: str
    for_information: str
    no_answer: str


@part("messages", "checkpoint")
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointWords:
    """The daily checkpoint of the records, in one language.

    Attributes:
        keep: where the message is to be kept.
        check: how the records are held against it.
    """

    title: str
    taken_at: str
    rows: str
    hash: str
    keep: str
    check: str


@part("messages", "messages")
@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language."""

    language: Language
    phrase: Phrases
    message: MessageWords
    all_clear: AllClearWords
    invitation: InvitationWords
    checkpoint: CheckpointWords


def message_words(language: Language) -> Words:
    """The words of messages in one language."""
    return filled(Words, language)
