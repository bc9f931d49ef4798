"""Whom a step, a link or a rule concerns: groups of subjects, told by what is recorded of them.

An arm or a cohort is a finding that is recorded when a subject is put into it.
"""

from typing import Annotated, Final, Literal

from pydantic import Field

from models.protocol.conditions import Sign
from models.protocol.criterion import Authored
from models.texts import Texts

ALL: Final = "all"
MAY_BEAR: Final = "childbearing_potential"
MUST_PREVENT: Final = "contraception"

EVERY_TRIAL_HAS: Final = (ALL, MAY_BEAR, MUST_PREVENT)
"""Known to every trial: everybody; women who may become pregnant; these, and all men."""


class Trait(Sign):
    """One thing by which a subject can belong to a population.

    Attributes:
        sex: as the head of the chart has it.
        population: another one, written above it or known to every trial.
    """

    sex: Literal["female", "male"] | None = None
    population: str | None = None


Traits = Annotated[tuple[Trait, ...], Field(strict=False, min_length=1)]


class Population(Authored):
    """Subjects of whom all needs hold; of each need, one trait is enough.

    Of whom that cannot be told, they are counted in until it is recorded. Every trial has three:
    `all`, `childbearing_potential` and `contraception`, which is the second and all men.

    Attributes:
        titles: what they are called inside a sentence, in the plural.
        at: the step by which it is told: an age is read on its day, and nothing is asked before
            it is done; None where it can be told at any time.
    """

    id: str
    titles: Texts = Field(alias="title")
    needs: tuple[Traits, ...] = Field(strict=False, min_length=1)
    at: str | None = None

    @property
    def changes(self) -> bool:
        """Whether it can come to hold or cease to: findings and values are recorded anew."""
        return any(trait.about for need in self.needs for trait in need)
