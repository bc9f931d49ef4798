"""What every authored statement has: where it comes from, and a criterion's own words."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, InstanceOf, ValidationInfo, field_validator

from models.disclosure import Ceiling, Disclosure
from models.protocol.source import Source, read_source
from models.reasons.refusals.protocol_keys import NotStated
from models.reasons.refusals.refusal import ValueRefused

Basis = Literal["registry entry", "site default"]
Consequence = Literal["washout", "ineligible"]

Applies = Literal["all", "childbearing_potential", "contraception"]
"""Whom a step or a rule concerns."""


class Authored(BaseModel):
    """Anything that a protocol author writes; an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


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
        discloses: what it reveals that this rule concerns a subject, by its id or its title.
    """

    rule: str
    title: str
    title_zh: str
    quote: str
    consequence: Consequence = "washout"
    discloses: Ceiling = Disclosure.RESULT
