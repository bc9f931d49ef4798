"""What an amendment would do, as a terminal says it: who must be acted on comes first."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dayzero.desk.amending.previewing import (
    Concern,
    JudgedOtherwise,
    Previewed,
    StepMoved,
)
from dayzero.terminal.plans.what_moved import state_and_time, urgent_lines
from models.errors import InputRefused
from models.protocol import Protocol
from models.timeline.results import Verdict
from wording.refusals import say_refusal
from wording.saying import say
from wording.terminal import TerminalWords
from wording.voice import Voice

Versions = tuple[Protocol, Protocol]


def preview_lines(
    found: Sequence[Previewed], versions: Versions, words: TerminalWords
) -> Iterator[str]:
    """All of it, subject by subject, those first whom it concerns most."""
    says = words.amendments
    for heading, some in groupby(sorted(found, key=_urgency), key=lambda one: _heading(one, words)):
        subjects = list(some)
        count = says.subjects.of(len(subjects))
        yield heading.format(subjects=count)
        if subjects[0].concern is not Concern.NONE:
            for one in subjects:
                yield from _subject_lines(one, versions, words)


def _urgency(one: Previewed) -> tuple[bool, bool, str]:
    return not one.concerns_now, one.concern is Concern.NONE, one.before.subject


def _heading(one: Previewed, words: TerminalWords) -> str:
    says = words.amendments
    headings = {Concern.MOVES: says.moves, Concern.NONE: says.as_before}
    return headings.get(one.concern, says.act)


def _subject_lines(one: Previewed, versions: Versions, words: TerminalWords) -> Iterator[str]:
    says, before = words.amendments, one.before
    yield says.subject.format(subject=before.subject, site=before.site)
    if isinstance(one.after, InputRefused):
        yield says.unreadable.format(why=say_refusal(one.after, words.language))
        return
    then, now = (Voice(language=words.language, zone=before.zone, protocol=v) for v in versions)
    for line in urgent_lines(one.opens, words, now):
        yield says.opens.format(what=line)
    for moved in one.moved:
        yield from _step_line(moved, words, then, now)
    for judged in one.judged:
        yield _judged_line(judged, words, then, now)


def _step_line(moved: StepMoved, words: TerminalWords, then: Voice, now: Voice) -> Iterator[str]:
    """Nothing where the step stands as it stood, and only its window is another."""
    says, before, after = words.amendments, moved.before, moved.after
    stood = state_and_time(before, words, then) if before else None
    stands = state_and_time(after, words, now) if after else None
    if stands is None:
        yield says.leaves.format(title=then.step(moved.step))
    elif stood is None:
        yield says.comes.format(title=now.step(moved.step), after=stands)
    elif stood != stands:
        yield says.step.format(title=now.step(moved.step), before=stood, after=stands)


def _judged_line(judged: JudgedOtherwise, words: TerminalWords, then: Voice, now: Voice) -> str:
    says = words.amendments
    text = says.judged_done if judged.done else says.judged
    last, voice = (judged.after, now) if judged.after is not None else (judged.before, then)
    return text.format(
        rule=judged.rule,
        before=_value(judged.before, words),
        after=_value(judged.after, words),
        why=say(last.reason, voice) if last is not None else "",
    )


def _value(verdict: Verdict | None, words: TerminalWords) -> str:
    return words.amendments.not_asked if verdict is None else words.plan.verdicts[verdict.value]
