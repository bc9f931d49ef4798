"""What is asked of a drug."""

from models.chart.catalogue.drugs import load_catalogue
from models.reasons.questions.drugs import (
    AcceptanceAsked,
    AmbiguousNameAsked,
    DepotAsked,
    DoseAsked,
    DrugNameAsked,
    DrugQuestion,
    HalfLifeAsked,
    LifetimeDoseAsked,
    MarketedAsked,
    ProductAsked,
    PurposeAsked,
    RouteAsked,
    SurfaceAsked,
    TimesPerDayAsked,
    WithinAsked,
)
from wording.lexicon.units import printed
from wording.saying import say, says
from wording.sentences import joined, told, without_stop
from wording.voice import Voice

_TOPIC = "questions"


def _of(reason: DrugQuestion, message: str, voice: Voice, **facts: object) -> str:
    return told(voice, _TOPIC, message, drug=say(reason.given, voice), **facts)


@says(DrugNameAsked)
def drug_name_asked(reason: DrugNameAsked, voice: Voice) -> str:
    if not reason.near:
        return _of(reason, "drug_name", voice)
    near = joined(reason.near, "either", voice, _TOPIC)
    return _of(reason, "drug_name.near", voice, near=near)


@says(AmbiguousNameAsked)
def ambiguous_name_asked(reason: AmbiguousNameAsked, voice: Voice) -> str:
    """With the catalogue's own words on the name; the general question where it has none."""
    explained = load_catalogue().ambiguous(reason.given.written)
    if explained is None:
        return _of(reason, "drug_name", voice)
    why = without_stop(voice.text(explained), voice)
    return _of(reason, "drug_name.explained", voice, why=why)


@says(ProductAsked)
def product_asked(reason: ProductAsked, voice: Voice) -> str:
    return _of(reason, "product", voice)


@says(DepotAsked)
def depot_asked(reason: DepotAsked, voice: Voice) -> str:
    return _of(reason, "depot", voice)


@says(RouteAsked)
def route_asked(reason: RouteAsked, voice: Voice) -> str:
    return _of(reason, "route", voice)


@says(PurposeAsked)
def purpose_asked(reason: PurposeAsked, voice: Voice) -> str:
    return _of(reason, "purpose", voice)


@says(WithinAsked)
def within_asked(reason: WithinAsked, voice: Voice) -> str:
    return _of(reason, f"within.{reason.purpose}", voice)


@says(MarketedAsked)
def marketed_asked(reason: MarketedAsked, voice: Voice) -> str:
    return _of(reason, "marketed", voice)


@says(DoseAsked)
def dose_asked(reason: DoseAsked, voice: Voice) -> str:
    return _of(reason, "dose", voice, unit=printed(reason.unit))


@says(TimesPerDayAsked)
def times_per_day_asked(reason: TimesPerDayAsked, voice: Voice) -> str:
    return _of(reason, "times_a_day", voice, unit=printed(reason.unit))


@says(SurfaceAsked)
def surface_asked(_reason: SurfaceAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "surface")


@says(HalfLifeAsked)
def half_life_asked(reason: HalfLifeAsked, voice: Voice) -> str:
    return _of(reason, "half_life", voice)


@says(LifetimeDoseAsked)
def lifetime_dose_asked(reason: LifetimeDoseAsked, voice: Voice) -> str:
    return _of(reason, "lifetime_dose", voice)


@says(AcceptanceAsked)
def acceptance_asked(reason: AcceptanceAsked, voice: Voice) -> str:
    return _of(reason, "acceptance", voice)
