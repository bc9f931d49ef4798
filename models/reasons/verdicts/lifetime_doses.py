"""Why a lifetime dose is within its cap, above it, or cannot be told; in mg/m²."""

from fractions import Fraction
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.questions.drugs import (
    AcceptanceAsked,
    AmbiguousNameAsked,
    DrugNameAsked,
    LifetimeDoseAsked,
)
from models.reasons.questions.results import ChestAsked
from models.reasons.reason import Reason
from models.reasons.recorded import DrugGiven, Irradiated
from models.reasons.stated import Stated

Lowering = DrugGiven | Irradiated


class MostAllowed(Reason):
    """The cap itself; a range to `disputed_to` is the investigator's decision."""

    discloses: ClassVar = Disclosure.NOTHING
    up_to: Fraction
    disputed_to: Fraction | None
    kind: Literal["most_allowed"] = "most_allowed"


class LessAllowed(Reason):
    """The lower cap, for what else was given."""

    discloses: ClassVar = Disclosure.TREATMENT
    below: Fraction
    disputed_to: Fraction | None
    because: tuple[Lowering, ...]
    kind: Literal["less_allowed"] = "less_allowed"


class EitherAllowed(Reason):
    """The cap, or the lower one if radiotherapy was of the chest."""

    discloses: ClassVar = Disclosure.TREATMENT
    most: MostAllowed
    less: LessAllowed
    kind: Literal["either_allowed"] = "either_allowed"


class WouldLower(Reason):
    """What would lower the cap below what was given, and of which nothing is recorded.

    Attributes:
        drugs: by catalogue id; `drug_classes` names classes of which any other drug would.
        chest: true where radiotherapy of the chest would.
    """

    discloses: ClassVar = Disclosure.NOTHING
    below: Fraction
    disputed_to: Fraction | None
    drugs: tuple[str, ...]
    drug_classes: tuple[str, ...]
    chest: bool
    kind: Literal["would_lower"] = "would_lower"


class LifetimeDoseJudged(Reason):
    """What was ever given of a capped drug.

    Attributes:
        sums: the least and the most that the records can mean; None is without an end.
        allows: whether it lets the subject into the trial; None where nobody can tell.
        lower: what else would matter, where the dose passes.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    stated: Stated
    given: DrugGiven
    sums: tuple[Fraction | None, ...]
    allowed: MostAllowed | LessAllowed | EitherAllowed
    allows: bool | None
    lower: WouldLower | None
    asks: LifetimeDoseAsked | AcceptanceAsked | ChestAsked | None
    kind: Literal["lifetime_dose_judged"] = "lifetime_dose_judged"


class LifetimeDrugUnread(Reason):
    """A drug that may be a capped one, by its name or as a lifetime dose of it is recorded.

    Attributes:
        dose: its lifetime dose, where that is recorded.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    stated: Stated
    given: DrugGiven
    dose: Fraction | None
    asks: DrugNameAsked | AmbiguousNameAsked
    kind: Literal["lifetime_drug_unread"] = "lifetime_drug_unread"
