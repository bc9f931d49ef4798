"""Obligations in words: until when they last."""

from models.reasons.verdicts.obligations import (
    ObligationOfOthers,
    ObligationUndated,
    ObligationUntil,
)
from wording.saying import say, says
from wording.sentences import sentence, told
from wording.sources import cite
from wording.titles import link_words
from wording.voice import Voice

_TOPIC = "obligations"


@says(ObligationOfOthers)
def obligation_of_others(reason: ObligationOfOthers, voice: Voice) -> str:
    return told(voice, _TOPIC, "of_others", source=cite(reason.stated, voice.language))


@says(ObligationUndated)
def obligation_undated(reason: ObligationUndated, voice: Voice) -> str:
    said = told(
        voice,
        _TOPIC,
        "undated",
        link=link_words(reason.stated.rule, voice),
        step=voice.step(reason.step),
        source=cite(reason.stated, voice.language),
    )
    return sentence(said)


@says(ObligationUntil)
def obligation_until(reason: ObligationUntil, voice: Voice) -> str:
    study, asks = reason.study_until, reason.asks
    message = "until.study" if study else "until"
    said = told(
        voice,
        _TOPIC,
        f"{message}.asks" if asks else message,
        link=link_words(reason.stated.rule, voice),
        until=voice.minute(reason.until),
        study=voice.day(study) if study else "",
        asks=say(asks, voice) if asks else "",
        source=cite(reason.stated, voice.language),
    )
    return sentence(said)
