"""One sentence in both languages, made at one place from the same facts."""

from dataclasses import dataclass

from models.texts import Texts


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or the part of one that stands in others, in English and in Chinese."""

    en: str
    zh: str

    @classmethod
    def of(cls, texts: Texts) -> "Said":
        """What the data says; its English twice where there is no Chinese."""
        return cls(texts.english, texts.get("zh", texts.english))
