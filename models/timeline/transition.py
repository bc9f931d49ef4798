"""What verdicts, questions and facts are called, as reasons, until they have kinds of their own.

Whoever embeds one calls these three; when verdicts carry a reason, only these change.
"""

from models.chart.facts import Fact
from models.reasons.reason import Reason
from models.reasons.transition import FactSaid, QuestionSaid, VerdictSaid
from models.timeline.chinese.verdicts import verdict_zh
from models.timeline.fact_names import named
from models.timeline.results import Verdict
from models.timeline.windows.case import Case


def verdict_reason(verdict: Verdict, case: Case) -> Reason:
    """A verdict, to be embedded in what hangs on it."""
    return VerdictSaid(
        rule=verdict.rule,
        step=verdict.step,
        fact=verdict.fact,
        en=verdict.text,
        zh=verdict_zh(verdict, case),
    )


def question_reason(verdict: Verdict) -> Reason | None:
    """What would settle a verdict; None where it asks nothing."""
    if not verdict.question:
        return None
    return QuestionSaid(
        rule=verdict.rule,
        step=verdict.step,
        fact=verdict.fact,
        en=verdict.question,
        zh=verdict.question_zh,
    )


def fact_reason(fact: Fact) -> Reason:
    """What a recorded fact is called."""
    said = named(fact)
    return FactSaid(fact=fact.id, en=said.en, zh=said.zh)
