"""What the record of a drug says against itself, in words, and in the few of a first line."""

from models.protocol.vocabulary import WordKind
from models.reasons.alerts.doubts import (
    DateHeldBack,
    NameAgainstDose,
    OutsideExemption,
    RouteOfNoForm,
    RouteUnread,
    UnitAgainstLimit,
)
from models.reasons.recorded import DrugGiven
from wording.alerts.short_causes import shortly, with_rule
from wording.lexicon import called
from wording.lexicon.recorded import with_fact
from wording.lexicon.units import printed
from wording.saying import says
from wording.sentences import sentence, told
from wording.verdicts.amounts import say_number
from wording.voice import Voice


@says(NameAgainstDose)
def name_against_dose(reason: NameAgainstDose, voice: Voice) -> str:
    """`HiDAC (f6) says that much was given, and its dose is below 100 mg/m²/day`."""
    drug = _written(reason.given, voice)
    return told(voice, "records", "name_against_dose", drug=drug, limit=_limit(reason))


@says(RouteOfNoForm)
def route_of_no_form(reason: RouteOfNoForm, voice: Voice) -> str:
    drug = sentence(with_fact(reason.given, voice))
    route = called(WordKind.ROUTE, reason.route, voice)
    return told(voice, "records", "route_of_no_form", drug=drug, route=route)


@says(RouteUnread)
def route_unread(reason: RouteUnread, voice: Voice) -> str:
    drug = sentence(with_fact(reason.given, voice))
    return told(voice, "records", "route_unread", drug=drug, route=reason.route)


@says(OutsideExemption)
def outside_exemption(reason: OutsideExemption, voice: Voice) -> str:
    message = f"outside_exemption.{reason.purpose}"
    drug = sentence(with_fact(reason.given, voice))
    return told(voice, "records", message, drug=drug, rule=reason.rule)


@says(DateHeldBack)
def date_held_back(reason: DateHeldBack, voice: Voice) -> str:
    """`While that is not known, XY-1 (f6) holds infusion back until 2026-08-13 …`."""
    safe, name = voice.minute(reason.safe), with_fact(reason.exposed, voice)
    step = voice.step(reason.step)
    if reason.possible is None:
        return told(voice, "records", "date_held_back", step=step, name=name, safe=safe)
    possible = voice.minute(reason.possible)
    return told(
        voice,
        "records",
        "date_held_back.possible",
        step=step,
        name=name,
        safe=safe,
        possible=possible,
    )


@says(UnitAgainstLimit)
def unit_against_limit(reason: UnitAgainstLimit, voice: Voice) -> str:
    drug = sentence(with_fact(reason.given, voice))
    return told(voice, "records", "unit_against_limit", drug=drug, unit=printed(reason.unit))


@shortly(UnitAgainstLimit)
def unit_shortly(reason: UnitAgainstLimit, voice: Voice) -> str:
    return told(voice, "short_causes", "unit_against_limit", unit=printed(reason.unit))


@shortly(NameAgainstDose)
def name_shortly(reason: NameAgainstDose, voice: Voice) -> str:
    name = reason.given.written
    return told(voice, "short_causes", "name_against_dose", name=name, limit=_limit(reason))


@shortly(RouteOfNoForm)
def route_shortly(reason: RouteOfNoForm, voice: Voice) -> str:
    route = called(WordKind.ROUTE, reason.route, voice)
    return told(voice, "short_causes", "route_of_no_form", route=route)


@shortly(RouteUnread)
def unread_shortly(reason: RouteUnread, voice: Voice) -> str:
    return told(voice, "short_causes", "route_unread", route=reason.route)


@shortly(DateHeldBack)
def held_back_shortly(reason: DateHeldBack, voice: Voice) -> str:
    return told(voice, "short_causes", "date_held_back", safe=voice.minute(reason.safe))


@shortly(OutsideExemption)
def outside_shortly(reason: OutsideExemption, voice: Voice) -> str:
    said = told(voice, "short_causes", f"outside_exemption.{reason.purpose}")
    return with_rule(said, reason.rule, voice)


def _limit(reason: NameAgainstDose) -> str:
    return f"{say_number(reason.limit)} {printed(reason.unit)}"


def _written(given: DrugGiven, voice: Voice) -> str:
    return told(voice, "records", "written", name=given.written, fact=given.fact)
