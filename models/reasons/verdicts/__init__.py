"""Every reason that a verdict can have."""

from models.reasons.verdicts.criteria import CriterionReason
from models.reasons.verdicts.lifetime_doses import LifetimeDoseJudged, LifetimeDrugUnread
from models.reasons.verdicts.obligations import ObligationReason
from models.reasons.verdicts.populations import OnlyOf
from models.reasons.verdicts.tests import TestReason
from models.reasons.verdicts.washouts import WashoutReason

VerdictReason = (
    WashoutReason
    | TestReason
    | CriterionReason
    | LifetimeDoseJudged
    | LifetimeDrugUnread
    | ObligationReason
    | OnlyOf
)
