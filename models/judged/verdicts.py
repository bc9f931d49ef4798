"""Which verdicts of a plan are about a step that is done. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.alerting.deviations import DONE
from models.reasons.verdicts import VerdictReason
from models.timeline.results import Earlier, Plan
from models.timeline.values import VerdictValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One rule, judged on a step that is done.

    Attributes:
        step: its name; numbered where it was held again, `apheresis.2`.
        done_by: the fact that recorded the step.
        cause: the fact that the rule was judged on, such as the drug; None without one.
        margin_minutes: negative in violation; None where the rule has no margin.
    """

    step: str
    done_by: str | None
    rule: str
    cause: str | None
    value: VerdictValue
    margin_minutes: int | None
    reason: VerdictReason

    @property
    def key(self) -> str:
        """The same for the same step, rule and cause, however they are judged."""
        return "/".join((self.step, self.rule, self.cause or "-"))


def judged_of(plan: Plan) -> tuple[Judged, ...]:
    """Every verdict on a step that is done, earlier times of it included, in the plan's order.

    What does not apply is no verdict.
    """
    times: tuple[Plan | Earlier, ...] = (*plan.earlier, plan)
    found = (judged for once in times for judged in _judged(once))
    return tuple({judged.key: judged for judged in found}.values())


def _judged(once: Plan | Earlier) -> Iterator[Judged]:
    done = {outcome.step: outcome for outcome in once.steps if outcome.state in DONE}
    for verdict in once.verdicts:
        if verdict.step in done and verdict.value is not VerdictValue.NOT_APPLICABLE:
            yield Judged(
                step=done[verdict.step].name,
                done_by=done[verdict.step].booked_by,
                rule=verdict.rule,
                cause=verdict.fact,
                value=verdict.value,
                margin_minutes=verdict.margin_minutes,
                reason=verdict.reason,
            )
