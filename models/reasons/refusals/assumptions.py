"""What was assumed for a plan, and cannot be."""

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from models.moments import Span
from models.reasons.refusals.refusal import WithFacts


@dataclass(frozen=True, slots=True)
class Dated:
    """When something was, as it was recorded, on a site's clock."""

    span: Span
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAssumption(WithFacts):
    word: str
    kind: Literal["no_assumption"] = "no_assumption"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedStepUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["assumed_step_unknown"] = "assumed_step_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedTwice(WithFacts):
    word: str
    kind: Literal["assumed_twice"] = "assumed_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfNobody(WithFacts):
    option: str
    step: str
    kind: Literal["of_nobody"] = "of_nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneAlready(WithFacts):
    option: str
    step: str
    kind: Literal["done_already"] = "done_already"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneThen(WithFacts):
    option: str
    step: str
    when: Dated
    fact: str
    kind: Literal["done_then"] = "done_then"
