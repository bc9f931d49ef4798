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


class NoAssumption(WithFacts):
    word: str
    kind: Literal["no_assumption"] = "no_assumption"


class AssumedStepUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["assumed_step_unknown"] = "assumed_step_unknown"


class AssumedTwice(WithFacts):
    word: str
    kind: Literal["assumed_twice"] = "assumed_twice"


class OfNobody(WithFacts):
    option: str
    step: str
    kind: Literal["of_nobody"] = "of_nobody"


class DoneAlready(WithFacts):
    option: str
    step: str
    kind: Literal["done_already"] = "done_already"


class DoneThen(WithFacts):
    option: str
    step: str
    when: Dated
    fact: str
    kind: Literal["done_then"] = "done_then"
