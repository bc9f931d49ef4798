"""One sentence in both languages, made at one place from the same facts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or the part of one that stands in others, in English and in Chinese."""

    en: str
    zh: str
