"""What an author of the evidence writes: every text of it is in each language of the pages."""

from typing import Self, get_args

from pydantic import BaseModel, ConfigDict, model_validator

from models.texts import Texts, together
from safety.pages import LANGUAGES


class Written(BaseModel):
    """One entry of a file; a field that it cannot have is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _languages_together(cls, written: object) -> object:
        return together(written, cls.keys_of_texts())

    @model_validator(mode="after")
    def _in_each_language(self) -> Self:
        """A page is in one language, so no text may be missing in it."""
        for key in self.keys_of_texts():
            texts: Texts | None = getattr(self, key)
            missing = [each for each in LANGUAGES if texts is not None and each not in texts]
            if missing:
                raise ValueError(f"{key} is not in {', '.join(missing)}")
        return self

    @classmethod
    def keys_of_texts(cls) -> tuple[str, ...]:
        """The fields that are texts."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if Texts in {field.annotation, *get_args(field.annotation)}
        )
