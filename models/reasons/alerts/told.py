"""An alert as one reads it: what is wrong, and what to do."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.nested import AnyReason
from models.reasons.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertTold(Reason):
    """A cause, then what it asks for; None where the cause says that itself, or asks nothing."""

    discloses: ClassVar = Disclosure.NOTHING
    cause: AnyReason
    ask: AnyReason | None = None
    kind: Literal["alert_told"] = "alert_told"
