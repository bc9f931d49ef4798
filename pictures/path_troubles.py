"""What stands against a path, in sentences: rules where the ceiling allows them, and dates.

Never what a fact says or how a site named it. A rule is named where naming it tells no more
than the ceiling allows. Below `treatment` none is, and a washout is over from the first day that
is clear as a whole: a minute would tell that the rule counts hours, and so which drug was given.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.alerting.disclosed import rule_discloses
from models.disclosure import PREFECT, Disclosure
from models.moments import Minute, first_whole_day, start_of
from models.protocol import Protocol
from models.timeline.path_word import Word, word_of
from models.timeline.results import Alert, Plan, Verdict
from models.timeline.values import VerdictValue
from pictures.dates import say_bound, say_minute
from wording.pictures.path import PathWording, path_words
from wording.pictures.timeline import picture_words


@dataclass(frozen=True, slots=True)
class Telling:
    """In which words, and below which ceiling.

    Attributes:
        protocol: which says what the naming of a rule discloses; without it none is named.
    """

    says: PathWording
    ceiling: Disclosure
    protocol: Protocol | None = None

    @property
    def plain(self) -> bool:
        """Whether no rule may be named."""
        return self.ceiling < Disclosure.TREATMENT

    def may_name(self, rule: str | None) -> bool:
        """Whether the rule itself tells no more than may be told: HOLD-pregnancy does."""
        if self.plain or self.protocol is None:
            return False
        return rule_discloses(rule, self.protocol) <= self.ceiling


AMONG_RUNS = Telling(path_words("en"), PREFECT)
"""As names, states, logs and events of Prefect's runs say it."""


def say_troubles(plan: Plan, verdicts: Iterable[Verdict], telling: Telling) -> list[str]:
    """What is violated or cannot be told, each rule once, however many facts concern it."""
    troubles = [v for v in verdicts if v.value in {VerdictValue.VIOLATION, *_OPEN}]
    unnamed = [verdict for verdict in troubles if not telling.may_name(verdict.rule)]
    said: dict[str, str] = {}
    for verdict in troubles:
        if verdict in unnamed:
            continue
        sentence = _trouble(verdict, say_bound(verdict.clears_at, plan.zone), telling.says)
        if verdict.value is VerdictValue.VIOLATION:
            said[verdict.rule] = sentence
        else:
            said.setdefault(verdict.rule, sentence)
    return [*said.values(), *_without_rules(plan, unnamed, telling.says)]


_OPEN = frozenset({VerdictValue.INDETERMINATE})


def _trouble(verdict: Verdict, clear: str, says: PathWording) -> str:
    if verdict.value is VerdictValue.VIOLATION:
        template = says.violated_until if clear else says.violated
    else:
        template = says.cannot_tell_until if clear else says.cannot_tell
    return template.format(rule=verdict.rule, when=clear)


def _without_rules(plan: Plan, troubles: list[Verdict], says: PathWording) -> list[str]:
    """One sentence for all that is violated, one for all that cannot be told."""
    said = []
    for value, sentence, until in (
        (VerdictValue.VIOLATION, says.some_violated, says.some_violated_until),
        (VerdictValue.INDETERMINATE, says.some_cannot_tell, says.some_cannot_tell_until),
    ):
        ends = [verdict.clears_at for verdict in troubles if verdict.value is value]
        last = max((end for end in ends if end is not None), default=None)
        if ends and (None in ends or last is None):
            said.append(sentence)
        elif last is not None:
            said.append(until.format(when=_whole_day(plan, last)))
    return said


def say_last_met(plan: Plan, verdicts: Iterable[Verdict], telling: Telling) -> list[str]:
    """From when the washouts that are met are met; the last of them named where it may be."""
    met = [
        (verdict.clears_at, verdict.rule)
        for verdict in verdicts
        if verdict.value is VerdictValue.MET and verdict.clears_at is not None
    ]
    if not met:
        return []
    clear, rule = max(met)
    if not telling.may_name(rule):
        return [telling.says.all_met.format(when=_whole_day(plan, clear))]
    return [telling.says.last_met.format(when=say_bound(clear, plan.zone), rule=rule)]


def _whole_day(plan: Plan, minute: Minute) -> str:
    return say_bound(start_of(first_whole_day(minute, plan.zone), plan.zone), plan.zone)


def say_alert(plan: Plan, alert: Alert, telling: Telling = AMONG_RUNS) -> str:
    """An alert's kind, step and deadline: `overdue: apheresis, act by 2026-04-15 10:00`."""
    said = _about(plan, alert, telling)
    if alert.deadline is None:
        return said
    template = telling.says.act_by if alert.deadline >= plan.as_of else telling.says.since
    return template.format(said=said, when=say_minute(alert.deadline, plan.zone))


def _about(plan: Plan, alert: Alert, telling: Telling) -> str:
    """`washout violated: infusion`, with the rule where it may be named."""
    says = telling.says
    said = says.near if word_of(alert) is Word.AT_RISK else says.kinds[alert.kind]
    title = picture_words(says.language).title
    for outcome in plan.steps:
        if outcome.step == alert.step:
            said = says.about_step.format(said=said, title=title(outcome))
    rule = alert.rule if telling.may_name(alert.rule) else ""
    return says.about_rule.format(said=said, rule=rule) if rule else said
