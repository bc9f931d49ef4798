"""What verdicts and questions say as sentences, until they are reasons of their own kinds."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSaid(Reason):
    """A verdict in both languages; the question it asks is the end of its sentence."""

    discloses: ClassVar = Disclosure.RESULT
    rule: str
    step: str
    fact: str | None
    en: str
    zh: str
    kind: Literal["verdict_said"] = "verdict_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSaid(Reason):
    """The one fact that would settle a verdict, in both languages; no full sentence."""

    discloses: ClassVar = Disclosure.RESULT
    rule: str
    step: str
    fact: str | None
    en: str
    zh: str
    kind: Literal["question_said"] = "question_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSaid(Reason):
    """What a recorded fact is called, in both languages, without its id."""

    discloses: ClassVar = Disclosure.RESULT
    fact: str
    en: str
    zh: str
    kind: Literal["fact_said"] = "fact_said"
