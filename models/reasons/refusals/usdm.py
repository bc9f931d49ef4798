"""What of a schedule cannot go from one form into the other, by its id; the rest goes."""

from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import WithFacts


class NotRead(StrEnum):
    """Why a part of a USDM file is left out of the draft."""

    DECISION = "decision"
    TIMELINE = "timeline"
    DURATION = "duration"
    ENDS = "ends"
    ANCHOR = "anchor"


class UsdmUnread(WithFacts):
    part: str
    why: NotRead
    kind: Literal["usdm_unread"] = "usdm_unread"


class LinkUnwritten(WithFacts):
    rule: str
    kind: Literal["link_unwritten"] = "link_unwritten"


class StepOfSome(WithFacts):
    """It is not everybody's, and goes out without saying whose it is."""

    step: str
    kind: Literal["step_of_some"] = "step_of_some"
