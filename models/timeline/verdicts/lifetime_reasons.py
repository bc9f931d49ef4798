"""Why a lifetime dose is allowed, is not, or cannot be told, as facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from models.chart.facts import DrugFact, RadiotherapyFact
from models.protocol.lifetime_dose import Cap, LifetimeDose
from models.reasons.questions.drugs import AcceptanceAsked, LifetimeDoseAsked
from models.reasons.questions.results import ChestAsked
from models.reasons.recorded import DrugGiven, Irradiated
from models.reasons.stated import stated
from models.reasons.verdicts.lifetime_doses import (
    EitherAllowed,
    LessAllowed,
    LifetimeDoseJudged,
    MostAllowed,
    WouldLower,
)
from models.timeline.exposures.exposed import irradiated
from models.timeline.history.lifetime_courses import Courses, sums_of

Asks = LifetimeDoseAsked | AcceptanceAsked | ChestAsked


@dataclass(frozen=True, slots=True)
class Given:
    """What a subject ever received before the step that it is estimated for.

    Attributes:
        known: each drug of the chart by its fact.
    """

    courses: Courses
    known: Mapping[str, DrugGiven]


def why_judged(
    rule: LifetimeDose,
    cap: Cap,
    exposed: DrugGiven,
    given: Given,
    *,
    allows: bool | None,
    asks: Asks | None,
) -> LifetimeDoseJudged:
    """The sums, the cap that holds and, where the dose is allowed, what would lower that.

    Args:
        allows: None where it cannot be told, or is for the investigator to say.
    """
    sums = sums_of(given.courses.of(cap.drug))
    return LifetimeDoseJudged(
        stated=stated(rule),
        given=exposed,
        sums=sums,
        allowed=_allowed(cap, given),
        allows=allows,
        lower=_would_lower(cap, sums, given.courses) if allows else None,
        asks=asks,
    )


def _allowed(cap: Cap, given: Given) -> MostAllowed | LessAllowed | EitherAllowed:
    """The cap that holds; both where radiotherapy may have been of the chest."""
    lower, lowered = cap.lower, given.courses.lowered(cap)
    most = MostAllowed(up_to=cap.up_to, disputed_to=cap.disputed_to)
    if lower is None or True not in lowered:
        return most
    because = tuple(_lowering(fact, given) for fact in given.courses.lowering(cap))
    less = LessAllowed(below=lower.below, disputed_to=lower.disputed_to, because=because)
    return EitherAllowed(most=most, less=less) if False in lowered else less


def _lowering(fact: DrugFact | RadiotherapyFact, given: Given) -> DrugGiven | Irradiated:
    return given.known[fact.id] if isinstance(fact, DrugFact) else irradiated(fact)


def _would_lower(
    cap: Cap, sums: tuple[Fraction | None, ...], courses: Courses
) -> WouldLower | None:
    """What would lower the cap, where that would matter and nothing of it is recorded."""
    lower, most = cap.lower, sums[-1]
    if lower is None or True in courses.lowered(cap) or most is None or most < lower.below:
        return None
    return WouldLower(
        below=lower.below,
        disputed_to=lower.disputed_to,
        drugs=lower.drugs,
        drug_classes=lower.drug_classes,
        chest=bool(lower.fields),
    )


def what_to_ask(
    exposed: DrugGiven, sums: tuple[Fraction | None, ...], courses: Courses
) -> LifetimeDoseAsked | ChestAsked:
    """The dose, where it is open; else whether radiotherapy was of the chest."""
    if len(sums) > 1:
        return LifetimeDoseAsked(given=exposed)
    return ChestAsked(facts=courses.perhaps)
