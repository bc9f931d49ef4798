"""A lifetime dose in words: what was given in all, what is allowed, what would lower it."""

from models.protocol.vocabulary import WordKind
from models.reasons.recorded import DrugGiven, Irradiated
from models.reasons.verdicts.lifetime_doses import (
    EitherAllowed,
    LessAllowed,
    LifetimeDoseJudged,
    LifetimeDrugUnread,
    MostAllowed,
    WouldLower,
)
from wording.lexicon import called
from wording.lexicon.recorded import drug_name, with_fact
from wording.saying import say, says
from wording.sentences import joined, told
from wording.sources import cite
from wording.verdicts.amounts import say_dose
from wording.voice import Voice

_TOPIC = "lifetime_doses"


@says(LifetimeDoseJudged)
def lifetime_dose_judged(reason: LifetimeDoseJudged, voice: Voice) -> str:
    message = "judged" if reason.lower is None else "judged.lower"
    return told(
        voice,
        _TOPIC,
        message if reason.asks is None else "unsure",
        given=_given(reason, voice),
        rule=reason.stated.rule,
        allowed=say(reason.allowed, voice),
        source=cite(reason.stated, voice.language),
        lower="" if reason.lower is None else say(reason.lower, voice),
        asks="" if reason.asks is None else say(reason.asks, voice),
    )


@says(LifetimeDrugUnread)
def lifetime_drug_unread(reason: LifetimeDrugUnread, voice: Voice) -> str:
    dose = "" if reason.dose is None else say_dose(reason.dose, None, voice)
    return told(
        voice,
        _TOPIC,
        "unread" if reason.dose is None else "unread.dose",
        name=with_fact(reason.given, voice),
        dose=dose,
        rule=reason.stated.rule,
        source=cite(reason.stated, voice.language),
        asks=say(reason.asks, voice),
    )


def _given(reason: LifetimeDoseJudged, voice: Voice) -> str:
    name, known = with_fact(reason.given, voice), [one for one in reason.sums if one is not None]
    said = [say_dose(one, None, voice) for one in known]
    if len(known) == len(reason.sums):
        either = joined(said, "either", voice, _TOPIC)
        return told(voice, _TOPIC, "given", name=name, dose=either)
    if not known[0]:
        return told(voice, _TOPIC, "given.unknown", name=name)
    return told(voice, _TOPIC, "given.or_more", name=name, dose=said[0])


@says(MostAllowed)
def most_allowed(reason: MostAllowed, voice: Voice) -> str:
    dose = say_dose(reason.up_to, reason.disputed_to, voice)
    return told(voice, _TOPIC, "allowed.most", dose=dose)


@says(LessAllowed)
def less_allowed(reason: LessAllowed, voice: Voice) -> str:
    dose = say_dose(reason.below, reason.disputed_to, voice)
    return told(voice, _TOPIC, "allowed.less", dose=dose, because=_all(reason.because, voice))


@says(EitherAllowed)
def either_allowed(reason: EitherAllowed, voice: Voice) -> str:
    less = reason.less
    return told(
        voice,
        _TOPIC,
        "allowed.either",
        most=say(reason.most, voice),
        dose=say_dose(less.below, less.disputed_to, voice),
        because=_all(less.because, voice),
    )


def _all(given: tuple[DrugGiven | Irradiated, ...], voice: Voice) -> str:
    return joined((with_fact(one, voice) for one in given), "and", voice, _TOPIC)


@says(WouldLower)
def would_lower(reason: WouldLower, voice: Voice) -> str:
    classes = (called(WordKind.DRUG_CLASS, one, voice) for one in reason.drug_classes)
    what = [
        *(drug_name(drug, voice) for drug in reason.drugs),
        *(told(voice, _TOPIC, "another", drug_class=one) for one in classes),
        *([told(voice, _TOPIC, "chest")] if reason.chest else []),
    ]
    dose = say_dose(reason.below, reason.disputed_to, voice)
    return told(voice, _TOPIC, "lower", dose=dose, what=joined(what, "any", voice, _TOPIC))
