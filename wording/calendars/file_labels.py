"""What a patient's file calls its lines: words that no calendar may hold."""

from collections.abc import Iterator

from wording.catalogue import catalogue
from wording.language import languages


def file_labels() -> Iterator[str]:
    """The labels of every language that the program speaks, whatever language a calendar is in."""
    for language in languages():
        yield from catalogue(language, "file_labels")("labels").split("|")
