"""What the mail around an invitation says, for who reads it and for programs without calendars."""

from calendars.feeds.invitation import code_of, codes_in
from models.records.store import Attempt, Invitation, Method
from tasks.telling.alert_routing import base_url
from wording.calendars import feed_words
from wording.calendars.changes import say_moment
from wording.language import Language
from wording.messages.message_words import InvitationWords, message_words
from wording.messages.messages import SUBJECT_PAGE, Message


def invitation_text(attempt: Attempt, said_in: Language) -> Message:
    """Step code, subject number and when; what it is for, and that no answer is read."""
    if attempt.invitation is None:
        message = f"{attempt.key}: an invitation was begun without its entry"
        raise AssertionError(message)
    words, line = message_words(said_in), attempt.invitation.line
    link = f"{base_url()}/{SUBJECT_PAGE}/{line.entry.subject}"
    what = code_of(line, codes_in(said_in, ""))
    title = _title(attempt.invitation, words.invitation)
    lines = (
        words.invitation.for_information,
        words.invitation.no_answer,
        feed_words(said_in).truth,
        words.message.see.format(link=link),
        words.message.reference.format(key=attempt.key),
    )
    return Message(
        title.format(what=what, when=_when(attempt.invitation, said_in)), "\n".join(lines)
    )


def _title(invitation: Invitation, says: InvitationWords) -> str:
    if invitation.method is Method.CANCEL:
        return says.called_off
    return says.booked if invitation.first else says.changed


def _when(invitation: Invitation, said_in: Language) -> str:
    entry, words = invitation.line.entry, feed_words(said_in)
    if entry.starts is not None:
        return say_moment(entry.starts, entry.zone, words)
    if entry.first_day is None or entry.last_day is None or entry.first_day == entry.last_day:
        return words.say_day(entry.first_day, year=True) if entry.first_day else ""
    return words.say_days(entry.first_day, entry.last_day)
