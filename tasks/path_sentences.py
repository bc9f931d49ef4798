"""What Prefect's pages say of a plan: step names, rule ids and dates.

Never what a fact says or how a site named it: these pages, logs and events are seen by
people who see no chart.
"""

from collections.abc import Iterable

from models.timeline.results import Alert, Plan, StepOutcome, Verdict
from models.timeline.values import StepState, VerdictValue
from tasks.dates import say_bound, say_minute, say_span
from tasks.words import Word, word_of

DONE = frozenset({StepState.DONE, StepState.DONE_OUT_OF_WINDOW})
OVER = DONE | {StepState.MISSED, StepState.CANCELLED, StepState.NOT_APPLICABLE}
"""States after which nothing is left to do."""


def say_step(plan: Plan, outcome: StepOutcome) -> str:
    """When a step was, is booked, or can be: `from 2026-04-12 until 2026-04-15`."""
    if outcome.state is StepState.NOT_APPLICABLE:
        return "does not apply to this subject"
    if outcome.at is not None:
        verb = "done" if outcome.state in DONE else "booked for"
        return f"{verb} {say_span(outcome.at, plan.zone)}"
    if outcome.state in OVER:
        return ""
    return _window(plan, outcome) or "no date yet"


def _window(plan: Plan, outcome: StepOutcome) -> str:
    opens, closes = (say_bound(bound, plan.zone) for bound in (outcome.opens, outcome.closes))
    proposed = say_bound(outcome.proposed, plan.zone)
    window = " ".join(filter(None, (opens and f"from {opens}", closes and f"until {closes}")))
    return ", ".join(filter(None, (window, proposed and f"proposed {proposed}")))


def say_troubles(plan: Plan, verdicts: Iterable[Verdict]) -> list[str]:
    """What is violated or cannot be told, each rule once, however many facts concern it."""
    said: dict[str, str] = {}
    for verdict in verdicts:
        clear = say_bound(verdict.clears_at, plan.zone)
        if verdict.value is VerdictValue.VIOLATION:
            said[verdict.rule] = f"{verdict.rule} violated" + (clear and f", met from {clear}")
        elif verdict.value is VerdictValue.INDETERMINATE:
            ask = f"{verdict.rule} cannot be told until a fact is added"
            said.setdefault(verdict.rule, ask + (clear and f", certainly met from {clear}"))
    return list(said.values())


def say_last_met(plan: Plan, verdicts: Iterable[Verdict]) -> list[str]:
    """From when the washouts that are met are met, the last of them named."""
    met = [
        (verdict.clears_at, verdict.rule)
        for verdict in verdicts
        if verdict.value is VerdictValue.MET and verdict.clears_at is not None
    ]
    if not met:
        return []
    clear, rule = max(met)
    return [f"met from {say_bound(clear, plan.zone)} ({rule} is the last)"]


def say_alert(plan: Plan, alert: Alert) -> str:
    """An alert's kind, step, rule and deadline: `overdue: apheresis, act by 2026-04-15 10:00`."""
    titles = {outcome.step: outcome.title for outcome in plan.steps}
    return alert_sentence(alert, titles.get(alert.step or "", "")) + say_deadline(plan, alert)


def alert_sentence(alert: Alert, title: str) -> str:
    """`washout violated: infusion (EX-03.2)`."""
    kind = alert.kind.value.replace("_", " ")
    if word_of(alert) is Word.AT_RISK:
        kind = "near, and not ready"
    step = f": {title}" if title else ""
    rule = f" ({alert.rule})" if alert.rule else ""
    return f"{kind}{step}{rule}"


def say_deadline(plan: Plan, alert: Alert) -> str:
    """The end of a sentence that says by when to act, or since when it is too late."""
    if alert.deadline is None:
        return ""
    word = "act by" if alert.deadline >= plan.as_of else "since"
    return f", {word} {say_minute(alert.deadline, plan.zone)}"
