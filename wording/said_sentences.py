"""Sentences that were made before they were reasons."""

from models.reasons.kept import AsSaidBefore
from models.reasons.transition import FactSaid, QuestionSaid, VerdictSaid
from wording.language import ENGLISH
from wording.saying import says
from wording.voice import Voice


@says(AsSaidBefore)
def as_said_before(reason: AsSaidBefore, voice: Voice) -> str:
    """In the reader's language where it was said in that; else as it was said first."""
    texts = reason.texts
    return texts.get(voice.language) or texts.get(ENGLISH) or next(iter(texts.values()), "")


@says(VerdictSaid)
def verdict_said(reason: VerdictSaid, voice: Voice) -> str:
    return _in_language(reason, voice)


@says(QuestionSaid)
def question_said(reason: QuestionSaid, voice: Voice) -> str:
    return _in_language(reason, voice)


@says(FactSaid)
def fact_said(reason: FactSaid, voice: Voice) -> str:
    return _in_language(reason, voice)


def _in_language(reason: VerdictSaid | QuestionSaid | FactSaid, voice: Voice) -> str:
    return reason.zh if voice.language == "zh" else reason.en
