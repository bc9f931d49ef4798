"""Tests in words: which one counts, which one is needed, from which days."""

from models.protocol.vocabulary import WordKind
from models.reasons.verdicts.populations import OnlyOf
from models.reasons.verdicts.tests import (
    OnlyOfChildbearing,
    PathEndedBefore,
    ReportedTooLate,
    SampleAgainst,
    SampleAwaited,
    SampleCounts,
    SampleDoubtful,
    StepUndated,
    TestMissing,
    TestQuestioned,
    TestReason,
    TestUnrecorded,
)
from wording.lexicon import called
from wording.lexicon.populations import population_called
from wording.path.holds import said_records
from wording.saying import say, says
from wording.sentences import sentence, told
from wording.sources import cite
from wording.titles import until_words
from wording.voice import Voice

_TOPIC = "tests"


def _of(reason: TestReason, message: str, voice: Voice, **facts: object) -> str:
    source, step = cite(reason.stated, voice.language), voice.step(reason.step)
    return sentence(told(voice, _TOPIC, message, step=step, source=source, **facts))


@says(SampleCounts)
def sample_counts(reason: SampleCounts, voice: Voice) -> str:
    return _of(
        reason,
        "counts",
        voice,
        judged=voice.when(reason.judged),
        sample=say(reason.sample, voice),
        result=called(WordKind.RESULT, reason.result, voice),
    )


@says(SampleAgainst)
def sample_against(reason: SampleAgainst, voice: Voice) -> str:
    result = called(WordKind.RESULT, reason.result, voice)
    return _of(reason, "against", voice, sample=say(reason.sample, voice), result=result)


@says(TestQuestioned)
def test_questioned(reason: TestQuestioned, voice: Voice) -> str:
    return _of(
        reason,
        "questioned",
        voice,
        sample=say(reason.sample, voice),
        result=called(WordKind.RESULT, reason.result, voice),
        against=said_records(reason.against, voice),
        until=until_words(reason.hold.rule, voice),
    )


@says(SampleDoubtful)
def sample_doubtful(reason: SampleDoubtful, voice: Voice) -> str:
    return _of(
        reason,
        "doubtful",
        voice,
        judged=voice.when(reason.judged),
        sample=say(reason.sample, voice),
        asks=say(reason.asks, voice),
    )


def _needed(
    reason: SampleAwaited | TestUnrecorded | TestMissing,
    message: str,
    voice: Voice,
    **facts: object,
) -> str:
    return _of(
        reason,
        message,
        voice,
        judged=voice.when(reason.judged),
        test=called(WordKind.TEST, reason.test, voice),
        result=called(WordKind.RESULT, reason.result, voice),
        opens=voice.day(reason.first),
        closes=voice.day(reason.last),
        **facts,
    )


@says(ReportedTooLate)
def reported_too_late(reason: ReportedTooLate, voice: Voice) -> str:
    return _of(
        reason,
        "too_late",
        voice,
        judged=voice.when(reason.judged),
        sample=say(reason.sample, voice),
        result=called(WordKind.RESULT, reason.result, voice),
        reported=voice.when(reason.reported),
    )


@says(SampleAwaited)
def sample_awaited(reason: SampleAwaited, voice: Voice) -> str:
    sample = say(reason.sample, voice)
    if reason.asks is None:
        return _needed(reason, "awaited", voice, sample=sample)
    return _needed(reason, "awaited.asks", voice, sample=sample, asks=say(reason.asks, voice))


@says(TestUnrecorded)
def test_unrecorded(reason: TestUnrecorded, voice: Voice) -> str:
    return _needed(reason, "unrecorded", voice, asks=say(reason.asks, voice))


@says(TestMissing)
def test_missing(reason: TestMissing, voice: Voice) -> str:
    if reason.after is None:
        return _needed(reason, "missing.over" if reason.over else "missing", voice)
    message = "missing.after.over" if reason.over else "missing.after"
    return _needed(reason, message, voice, after=say(reason.after, voice))


@says(StepUndated)
def step_undated(reason: StepUndated, voice: Voice) -> str:
    return _of(reason, "undated", voice)


@says(OnlyOf)
def only_of(reason: OnlyOf, voice: Voice) -> str:
    population = population_called(reason.population, voice.protocol, voice.language)
    source = cite(reason.stated, voice.language)
    return sentence(told(voice, _TOPIC, "of_others", population=population, source=source))


@says(OnlyOfChildbearing)
def only_of_childbearing(reason: OnlyOfChildbearing, voice: Voice) -> str:
    return _of(reason, "of_childbearing", voice)


@says(PathEndedBefore)
def path_ended_before(reason: PathEndedBefore, voice: Voice) -> str:
    return _of(reason, "path_ended", voice)
