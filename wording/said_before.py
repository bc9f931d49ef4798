"""What was stored as a sentence, before there were reasons."""

from models.reasons.kept import AsSaidBefore
from wording.language import ENGLISH
from wording.saying import says
from wording.voice import Voice


@says(AsSaidBefore)
def as_said_before(reason: AsSaidBefore, voice: Voice) -> str:
    """In the reader's language where it was stored in that; else in the one that exists.

    What another version kept in a form that is not known here has no sentence at all.
    """
    texts = reason.texts
    known = texts.get(voice.language) or texts.get(ENGLISH) or next(iter(texts.values()), "")
    return known or voice.words("records")("kept_otherwise")
