"""What an amendment would do, as a terminal says it: who must be acted on comes first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dayzero.desk.amending.previewing import (
    Concern,
    JudgedOtherwise,
    Previewed,
    StepMoved,
)
from dayzero.terminal.plans.reasons import window_told
from dayzero.terminal.plans.what_moved import state_and_time, urgent_lines
from models.errors import InputRefused
from models.protocol import Protocol
from models.timeline.results import StepOutcome, Verdict
from wording.refusals import say_refusal
from wording.saying import say
from wording.terminal import TerminalWords
from wording.voice import Voice

Versions = tuple[Protocol, Protocol]


@dataclass(frozen=True, slots=True)
class ConcernedAlike:
    """Subjects whom a version concerns as much; of whom nothing would change, only how many.

    Attributes:
        heading: how much it concerns them, and how many they are.
        lines: by subject, what would be otherwise.
    """

    heading: str
    lines: Mapping[str, tuple[str, ...]]


def preview_groups(
    found: Sequence[Previewed], versions: Versions, words: TerminalWords
) -> Iterator[ConcernedAlike]:
    """All of it, those first whom it concerns most."""
    says = words.amendments
    headings = {Concern.ACT: says.act, Concern.MOVES: says.moves, Concern.NONE: says.as_before}
    by_urgency = sorted(found, key=lambda one: (one.concern, one.before.subject))
    for concern, some in groupby(by_urgency, key=lambda one: one.concern):
        subjects = list(some)
        told = subjects if concern is not Concern.NONE else []
        yield ConcernedAlike(
            headings[concern].format(subjects=says.subjects.of(len(subjects))),
            {one.before.subject: tuple(_subject_lines(one, versions, words)) for one in told},
        )


def preview_lines(
    found: Sequence[Previewed], versions: Versions, words: TerminalWords
) -> Iterator[str]:
    """The same line by line."""
    sites = {one.before.subject: one.before.site for one in found}
    for group in preview_groups(found, versions, words):
        yield group.heading
        for subject, lines in group.lines.items():
            yield words.amendments.subject.format(subject=subject, site=sites[subject])
            yield from lines


def _subject_lines(one: Previewed, versions: Versions, words: TerminalWords) -> Iterator[str]:
    says, before = words.amendments, one.before
    if isinstance(one.after, InputRefused):
        yield says.unreadable.format(why=say_refusal(one.after, words.language))
        return
    then, now = (Voice(language=words.language, zone=before.zone, protocol=v) for v in versions)
    for line in urgent_lines(one.opens, words, now):
        yield says.opens.format(what=line)
    for moved in one.moved:
        yield _step_line(moved, words, then, now)
    for judged in one.judged:
        yield _judged_line(judged, words, then, now)


def _step_line(moved: StepMoved, words: TerminalWords, then: Voice, now: Voice) -> str:
    says, before, after = words.amendments, moved.before, moved.after
    if after is None:
        return says.leaves.format(title=then.step(moved.step))
    stands, title = state_and_time(after, words, now), now.step(moved.step)
    if before is None:
        return says.comes.format(title=title, after=stands)
    stood = state_and_time(before, words, then)
    if stood != stands:
        return says.step.format(title=title, before=stood, after=stands)
    windows = {"before": _window(before, words, then), "after": _window(after, words, now)}
    return says.window.format(title=title, **windows)


def _window(step: StepOutcome, words: TerminalWords, voice: Voice) -> str:
    return words.plan.apart.join(window_told(step, words, voice)) or words.amendments.unbounded


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
