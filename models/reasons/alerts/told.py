"""An alert as one reads it: what to do, and what is wrong."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.nested import AnyReason
from models.reasons.reason import Reason


class AlertTold(Reason):
    """What to do, then why; None where the cause says that itself, or nothing is to be done."""

    discloses: ClassVar = Disclosure.NOTHING
    cause: AnyReason
    ask: AnyReason | None = None
    kind: Literal["alert_told"] = "alert_told"


class SeveralCauses(Reason):
    """Causes of which one and the same deed takes care."""

    discloses: ClassVar = Disclosure.NOTHING
    causes: tuple[AnyReason, ...]
    kind: Literal["several_causes"] = "several_causes"
