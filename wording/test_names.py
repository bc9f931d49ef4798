"""What tests are called."""

from wording.catalogue import MessageMissing
from wording.sentences import apart
from wording.voice import Voice


def test_name(test: str, voice: Voice) -> str:
    """`pregnancy test`; one that the catalogue has no name for by its id."""
    words = voice.words("test_names")
    try:
        return apart(words(test), voice)
    except MessageMissing:
        return apart(words("other", name=test.replace("_", " ")), voice)
