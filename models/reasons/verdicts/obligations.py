"""Obligations that outlast a step: contraception for two years after infusion."""

from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.facts import Facts
from models.reasons.questions.times import ContraceptionEndAsked
from models.reasons.reason import Instant, Reason
from models.reasons.stated import Stated


class _OfObligation(Facts):
    """Whom it concerns tells sex and childbearing potential."""

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated


class ObligationOfOthers(_OfObligation, Reason):
    """It does not concern this subject."""

    kind: Literal["obligation_of_others"] = "obligation_of_others"


class ObligationUndated(_OfObligation, Reason):
    """The step that it counts from has no date yet."""

    step: str
    kind: Literal["obligation_undated"] = "obligation_undated"


class ObligationUntil(_OfObligation, Reason):
    """Until when it lasts.

    Attributes:
        until: the first minute at which it may be over.
        study_until: the listed end of the study, where that is later and may prolong it.
        asks: when it did end, where that is not known well enough.
    """

    until: Instant
    study_until: date | None
    asks: ContraceptionEndAsked | None
    kind: Literal["obligation_until"] = "obligation_until"


ObligationReason = ObligationOfOthers | ObligationUndated | ObligationUntil
