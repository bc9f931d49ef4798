"""What Prefect's pages say of a plan: step names, rule ids and dates.

Never what a fact says or how a site named it: these pages, logs and events are seen by
people who see no chart.
"""

from collections.abc import Iterable

from models.moments import Minute
from models.timeline.path_word import Word, word_of
from models.timeline.results import Alert, Plan, StepOutcome, Verdict
from models.timeline.values import StepState, VerdictValue
from pictures.dates import say_bound, say_minute, say_span
from wording.pictures.path import PathWording
from wording.pictures.timeline import picture_words

DONE = frozenset({StepState.DONE, StepState.DONE_OUT_OF_WINDOW})
OVER = DONE | {StepState.MISSED, StepState.CANCELLED, StepState.NOT_APPLICABLE}
"""States after which nothing is left to do."""


def say_step(plan: Plan, outcome: StepOutcome, says: PathWording) -> str:
    """When a step was, is booked, or can be: `from 2026-04-12 until 2026-04-15`."""
    if outcome.state is StepState.NOT_APPLICABLE:
        return says.not_applicable
    if outcome.at is not None:
        template = says.done if outcome.state in DONE else says.booked
        return template.format(when=say_span(outcome.at, plan.zone, says.between))
    if outcome.state in OVER:
        return ""
    return _window(plan, outcome, says) or says.no_date


def _window(plan: Plan, outcome: StepOutcome, says: PathWording) -> str:
    ends = _dated(says.opens, outcome.opens, plan), _dated(says.closes, outcome.closes, plan)
    window = says.joined.join(filter(None, ends))
    proposed = _dated(says.proposed, outcome.proposed, plan)
    return says.listed.join(filter(None, (window, proposed)))


def _dated(template: str, minute: Minute | None, plan: Plan) -> str:
    return "" if minute is None else template.format(when=say_bound(minute, plan.zone))


def say_troubles(plan: Plan, verdicts: Iterable[Verdict], says: PathWording) -> list[str]:
    """What is violated or cannot be told, each rule once, however many facts concern it."""
    said: dict[str, str] = {}
    for verdict in verdicts:
        clear, rule = say_bound(verdict.clears_at, plan.zone), verdict.rule
        if verdict.value is VerdictValue.VIOLATION:
            template = says.violated_until if clear else says.violated
            said[rule] = template.format(rule=rule, when=clear)
        elif verdict.value is VerdictValue.INDETERMINATE:
            template = says.cannot_tell_until if clear else says.cannot_tell
            said.setdefault(rule, template.format(rule=rule, when=clear))
    return list(said.values())


def say_last_met(plan: Plan, verdicts: Iterable[Verdict], says: PathWording) -> list[str]:
    """From when the washouts that are met are met, the last of them named."""
    met = [
        (verdict.clears_at, verdict.rule)
        for verdict in verdicts
        if verdict.value is VerdictValue.MET and verdict.clears_at is not None
    ]
    if not met:
        return []
    clear, rule = max(met)
    return [says.last_met.format(when=say_bound(clear, plan.zone), rule=rule)]


def say_alert(plan: Plan, alert: Alert, says: PathWording) -> str:
    """An alert's kind, step, rule and deadline: `overdue: apheresis, act by 2026-04-15 10:00`."""
    said = _about(plan, alert, says)
    if alert.deadline is None:
        return said
    template = says.act_by if alert.deadline >= plan.as_of else says.since
    return template.format(said=said, when=say_minute(alert.deadline, plan.zone))


def _about(plan: Plan, alert: Alert, says: PathWording) -> str:
    """`washout violated: infusion (EX-03.2)`."""
    said = says.near if word_of(alert) is Word.AT_RISK else says.kinds[alert.kind]
    title = picture_words(says.language).title
    for outcome in plan.steps:
        if outcome.step == alert.step:
            said = says.about_step.format(said=said, title=title(outcome))
    return says.about_rule.format(said=said, rule=alert.rule) if alert.rule else said
