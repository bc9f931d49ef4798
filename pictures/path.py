"""A subject's path as Prefect shows it: one word and one sentence for each step and the whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.disclosure import Disclosure
from models.protocol import Protocol
from models.timeline.path_word import WORD_OF_STEP, Word, seriousness, word_of
from models.timeline.results import Plan, StepOutcome, Verdict
from models.timeline.values import StepState, VerdictValue
from pictures.outside_names import named_below
from pictures.path_sentences import OVER, say_step
from pictures.path_troubles import Telling, say_alert, say_last_met, say_troubles
from wording.language import Language
from wording.pictures.path import path_words
from wording.pictures.timeline import picture_words

WASHOUTS = "washouts"
DATED = frozenset({StepState.DONE, StepState.BOOKED, StepState.AT_RISK})
"""States in which verdicts are about a date that somebody chose."""


@dataclass(frozen=True, slots=True)
class PathLine:
    """One line of a path: a step, or the washouts before infusion.

    Attributes:
        name: the step's id.
        run: its name among Prefect's runs; the id, as far as it may be told.
        phase: the part of the path that it belongs to.
        message: one sentence with dates and, where the ceiling allows, rules.
    """

    name: str
    run: str
    title: str
    phase: str
    word: Word
    message: str


@dataclass(frozen=True, slots=True)
class Path:
    """One subject's path at the moment of its plan.

    Attributes:
        word, message: the whole path: its most serious alert, or what comes next.
        phase: the part of the path that the subject is in.
        lines: the steps in the protocol's order, the washouts before conditioning.
        language: of titles and messages.
    """

    plan: Plan
    word: Word
    message: str
    phase: str
    lines: tuple[PathLine, ...]
    language: Language

    @property
    def standing(self) -> str:
        """What is worth a new run: its word, what is against it, each line's word and set date.

        A date that is only proposed moves with each day and is worth none.
        """
        against = "" if self.word is Word.ON_TRACK else self.message
        dates = {outcome.step: outcome.at.earliest for outcome in self.plan.steps if outcome.at}
        lines = (f"{line.run} {line.word} {dates.get(line.name, '')}" for line in self.lines)
        return "\n".join((f"{self.word} {against}", *lines))

    def line(self, name: str) -> PathLine:
        """The line of one step, by its id or by its name among Prefect's runs.

        Raises:
            KeyError: if the path has no such step.
        """
        return {called: line for line in self.lines for called in (line.name, line.run)}[name]


def path_of(
    plan: Plan, protocol: Protocol, language: Language = "en", *, ceiling: Disclosure
) -> Path:
    """How a plan stands.

    Args:
        ceiling: what titles and messages may reveal of the subject.
    """
    says = Telling(path_words(language), ceiling, protocol)
    plan = named_below(plan, protocol, ceiling)
    phases = {step.id: step.phase for step in protocol.steps}
    lines = [_step(plan, outcome, protocol, says) for outcome in plan.steps]
    lines.insert(_washouts_place(lines, protocol), _washouts(plan, protocol, says))
    following = next_step(plan, protocol)
    word, message = _whole(plan, following, says)
    return Path(plan, word, message, _phase(plan, following, phases), tuple(lines), language)


def _washouts_place(lines: list[PathLine], protocol: Protocol) -> int:
    """Before the steps with a negative Day number: what they begin cannot be taken back."""
    counted_down = (step.id for step in protocol.steps if step.day is not None and step.day < 0)
    first = protocol.order[next(counted_down, protocol.day_zero)]
    return sum(protocol.order[line.name] < first for line in lines)


def _whole(plan: Plan, following: StepOutcome | None, telling: Telling) -> tuple[Word, str]:
    says = telling.says
    for alert in sorted(plan.alerts, key=seriousness):
        if word_of(alert) is not Word.ON_TRACK:
            return word_of(alert), say_alert(plan, alert, telling)
    if plan.ended is not None:
        return Word.CLOSED, says.closed
    if following is None:
        return Word.DONE, says.all_done
    title = picture_words(says.language).title(following)
    return Word.ON_TRACK, says.next.format(title=title, said=say_step(plan, following, says))


def _phase(plan: Plan, following: StepOutcome | None, phases: dict[str, str]) -> str:
    if plan.ended is not None:
        return "closed"
    return phases[following.step] if following else "completed"


def next_step(plan: Plan, protocol: Protocol) -> StepOutcome | None:
    """What is to be done next; a date that is only to be known is not something to do."""
    passive = {step.id for step in protocol.steps if step.passive}
    return next((o for o in plan.steps if o.state not in OVER and o.step not in passive), None)


def _step(plan: Plan, outcome: StepOutcome, protocol: Protocol, telling: Telling) -> PathLine:
    says, step = telling.says, protocol.step_by_id[outcome.step]
    verdicts = [verdict for verdict in plan.verdicts if verdict.step == outcome.step]
    held_before = (say_step(plan, held, says) for held in plan.held_before(outcome.step))
    before = (says.before.format(said=said) for said in held_before)
    troubles = say_troubles(plan, verdicts, telling)
    message = says.apart.join(filter(None, (say_step(plan, outcome, says), *before, *troubles)))
    title, word = picture_words(says.language).title(outcome), _step_word(outcome, verdicts)
    run = step.named(telling.ceiling).id
    return PathLine(outcome.step, run, title, step.phase, word, message)


def _step_word(outcome: StepOutcome, verdicts: Iterable[Verdict]) -> Word:
    judged = _judged(verdicts) if outcome.state in DATED else None
    return judged or WORD_OF_STEP[outcome.state]


def _judged(verdicts: Iterable[Verdict]) -> Word | None:
    """What verdicts make of a date; None where they have nothing against it."""
    values = {verdict.value for verdict in verdicts}
    if VerdictValue.VIOLATION in values:
        return Word.VIOLATED
    return Word.CANNOT_TELL if VerdictValue.INDETERMINATE in values else None


def _washouts(plan: Plan, protocol: Protocol, telling: Telling) -> PathLine:
    """All washouts before Day 0 in one line."""
    says = telling.says
    anchor = plan.step(protocol.day_zero)
    rules = {washout.rule for washout in protocol.washout if washout.anchor == anchor.step}
    concerned = [
        verdict
        for verdict in plan.verdicts
        if verdict.rule in rules and verdict.value is not VerdictValue.NOT_APPLICABLE
    ]
    said = [*say_troubles(plan, concerned, telling), *say_last_met(plan, concerned, telling)]
    message = says.apart.join(said) or says.no_washout
    picture, word = picture_words(says.language), _washout_word(anchor, concerned)
    title = picture.washouts.format(title=picture.title(anchor))
    return PathLine(WASHOUTS, WASHOUTS, title, WASHOUTS, word, message)


def _washout_word(anchor: StepOutcome, concerned: list[Verdict]) -> Word:
    if not concerned:
        return Word.NOT_APPLICABLE
    met = Word.DONE if anchor.state in OVER else Word.ON_TRACK
    return _judged(concerned) or met
