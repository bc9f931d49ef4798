"""What every authored statement has: where it comes from, and a criterion's own words."""

from typing import Literal, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    InstanceOf,
    ValidationInfo,
    field_validator,
    model_validator,
)

from models.disclosure import Ceiling, Disclosure
from models.protocol.source import Source, read_source
from models.reasons.refusals.authored.protocol_keys import NotStated
from models.reasons.refusals.refusal import ValueRefused
from models.texts import Texts, together

Basis = Literal["registry entry", "site default"]
Consequence = Literal["washout", "ineligible"]


class Authored(BaseModel):
    """Anything that a protocol author writes; an unknown field is refused."""

    # What validates is built when a file is read, never for a copy that was checked before.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _languages_together(cls, written: object) -> object:
        return together(written, cls.keys_of_texts())

    @classmethod
    def keys_of_texts(cls) -> tuple[str, ...]:
        """The keys that are written once for each language."""
        return tuple(
            field.alias or name
            for name, field in cls.model_fields.items()
            if Texts in {field.annotation, *get_args(field.annotation)}
        )


class Sourced(Authored):
    """A statement that says where it comes from.

    Attributes:
        source: parsed from what a monitor would cite: "NCT04684147 exclusion 3.5".
        basis: "registry entry", or "site default" where the entry is silent.
    """

    source: InstanceOf[Source]
    basis: Basis

    @field_validator("source", mode="before")
    @classmethod
    def _parsed(cls, text: object) -> Source:
        return read_source(text)

    @field_validator("basis")
    @classmethod
    def _stated_somewhere(cls, basis: Basis, read: ValidationInfo) -> Basis:
        source = read.data.get("source")
        if basis == "registry entry" and isinstance(source, Source) and not source.cited:
            raise ValueRefused(NotStated(word=str(source)))
        return basis

    @property
    def site_default(self) -> bool:
        """True where the value is ours and a site may change it."""
        return self.basis == "site default"


class Criterion(Sourced):
    """A rule of the entry, in the entry's words.

    Attributes:
        consequence: `ineligible` where a violation keeps the subject out of the trial.
        applies: whom it concerns: a population of the file, or one that every trial has.
        discloses: what it reveals that this rule concerns a subject, by its id or its title.
    """

    rule: str
    titles: Texts = Field(alias="title")
    quote: str
    consequence: Consequence = "washout"
    applies: str = "all"
    discloses: Ceiling = Disclosure.RESULT

    @property
    def bears_on(self) -> str:
        """The step on whose date it bears."""
        raise NotImplementedError
