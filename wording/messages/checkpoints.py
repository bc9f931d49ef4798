"""The daily checkpoint as the message that says it: nothing of any subject."""

from datetime import UTC, datetime

from wording.language import Language
from wording.messages.message_words import message_words
from wording.messages.messages import Message


def checkpoint_message(
    at: datetime, rows: int, hashed: str, *, key: str, language: Language
) -> Message:
    """When it was taken, how many rows there were, and the hash of all chains' heads."""
    words = message_words(language)
    says, moment = words.checkpoint, f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    lines = (
        says.taken_at.format(moment=moment),
        says.rows.format(rows=f"{rows:,}"),
        says.hash.format(hash=hashed),
        "",
        says.keep,
        says.check.format(hash=hashed),
        words.message.reference.format(key=key),
    )
    return Message(says.title.format(moment=moment), "\n".join(lines))
