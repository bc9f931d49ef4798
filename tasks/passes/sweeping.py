"""Many passes in one task run: a chunk of subjects, each by itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from prefect import get_run_logger, task
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from models.records.store import PassResult, publish_pass, subjects_due, wake_those_ahead
from tasks.environment import store
from tasks.passes.changed_plans import look_at_everybody, look_is_due, say_seen
from tasks.passes.events import tell_changes
from tasks.passes.one_pass import plan_path, say_held_back, work_out
from tasks.passes.records import recorded_of
from tasks.retrying import TRY_AGAIN_AFTER, time_helps

SWEPT, INCOMPLETE = "Swept", "Incomplete"
HELD_BACK = "its calendar was held back"
SAID_ONE_BY_ONE = 10  # more faults than these are counted by kind


@dataclass(frozen=True, slots=True)
class Swept:
    """What passes over some subjects did.

    Attributes:
        moved: subjects whose calendar changed.
        overtaken: subjects with newer facts meanwhile, who are still due, or for whom another
            pass published meanwhile.
        helped: chunks that other workers passed over; what they found is in their own runs.
        faults: subjects whose pass failed, with the error's class, or whose calendar was held
            back; they are still due.
    """

    passed: int = 0
    moved: int = 0
    opened: int = 0
    closed: int = 0
    overtaken: int = 0
    helped: int = 0
    faults: dict[str, str] = field(default_factory=dict)

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(
            self.passed + other.passed,
            self.moved + other.moved,
            self.opened + other.opened,
            self.closed + other.closed,
            self.overtaken + other.overtaken,
            self.helped + other.helped,
            self.faults | other.faults,
        )


@task(
    name="find-due",
    task_run_name="find-due",
    retries=len(TRY_AGAIN_AFTER),
    retry_delay_seconds=TRY_AGAIN_AFTER,
    retry_condition_fn=time_helps,
    persist_result=False,
)
def find_due(now: datetime, *, everyone: bool = False) -> list[str]:
    """Subjects whose pass is due, the longest due first.

    Who was last passed over while the clock ran ahead is due at once.
    Once a day, and after a change of the protocol or of the official calendars, everybody
    is looked at before, and who must be planned anew is due as well.
    """
    wake_those_ahead(store(), now)
    if everyone or look_is_due(store(), now):
        get_run_logger().info(say_seen(look_at_everybody(store(), now)))
    return subjects_due(store(), now)


@task(name="pass-over", task_run_name="{subjects[0]} and on", persist_result=False)
def pass_over(subjects: Sequence[str], as_of: datetime) -> Swept:
    """One pass over each subject; one that fails keeps none of the others back."""
    swept = Swept()
    for subject in subjects:
        swept += _pass_over_one(subject, as_of)
    return swept


def _pass_over_one(subject: str, as_of: datetime) -> Swept:
    try:
        recorded = recorded_of(subject)
        plan = plan_path(recorded, as_of)
        result = work_out(recorded, plan, as_of)
        outcome = publish_pass(store(), result)
    except Exception as error:  # noqa: BLE001  whatever it is, the other subjects must have their pass
        # the class alone: an error's own words may quote what was recorded
        get_run_logger().error("%s: the pass failed with %s", subject, type(error).__name__)
        return Swept(faults={subject: type(error).__name__})
    if outcome.stale:
        return Swept(overtaken=1)
    tell_changes(plan, outcome)
    return Swept(
        faults=held_back(result),
        passed=1,
        moved=int(outcome.entries_changed > 0),
        opened=len(outcome.opened),
        closed=len(outcome.closed),
    )


def held_back(result: PassResult) -> dict[str, str]:
    """A calendar that our own lint refused, said as a fault of ours."""
    if not result.held_back:
        return {}
    subject = result.seen.subject
    # the places alone, which are names of steps: a text could quote what was recorded
    get_run_logger().error("%s: %s", subject, say_held_back(result))
    return {subject: HELD_BACK}


def chunks(subjects: Sequence[str], size: int) -> list[Sequence[str]]:
    """The subjects in their order, at most `size` in one part."""
    return [subjects[start : start + size] for start in range(0, len(subjects), size)]


def total(parts: Iterable[Swept]) -> Swept:
    """All chunks together."""
    return sum(parts, Swept())


def say_swept(swept: Swept) -> str:
    """What the sweep did, in one sentence."""
    said = (
        f"{_count(swept.passed, 'pass', 'passes')}:"
        f" {_count(swept.moved, 'calendar', 'calendars')} changed,"
        f" {_count(swept.opened, 'alert', 'alerts')} opened, {swept.closed} closed"
    )
    overtaken = f", {swept.overtaken} overtaken by newer facts or passes" if swept.overtaken else ""
    helped = f", {_count(swept.helped, 'chunk', 'chunks')} by other workers" if swept.helped else ""
    failed = f"; failed: {_said_faults(swept)}" if swept.faults else ""
    return said + overtaken + helped + failed


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _said_faults(swept: Swept) -> str:
    if len(swept.faults) <= SAID_ONE_BY_ONE:
        return ", ".join(f"{subject} ({error})" for subject, error in swept.faults.items())
    kinds = Counter(swept.faults.values()).most_common()
    return ", ".join(f"{count} subjects ({error})" for error, count in kinds)


def sweep_state(swept: Swept, waiting: str = "") -> State[None]:
    """The sweep's own state: green if every pass was made, whatever it found."""
    message = f"{waiting} {say_swept(swept)}.".strip()
    if swept.faults:
        return Failed(name=INCOMPLETE, message=message)
    return Completed(name=SWEPT, message=message)
