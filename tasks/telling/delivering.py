"""Messages sent: every one that is due, the most urgent first, each tried until it rests.

A message rests when it is sent, must wait for its next try, is withdrawn or is dead. A dead
letter makes the next step of its alert's route due at once, so the rounds go on until none
is left.
"""

from collections import Counter
from collections.abc import Callable, Container, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

from prefect import task, unmapped
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from models.alerting.retries import Failure
from models.alerting.tellings import DeliveryKind, ToldState
from models.reasons.refusals.deliveries import SendTrouble, not_sent
from models.records.store import (
    Attempt,
    begin_attempt,
    end_attempt,
    learn_versions,
    record_due,
    record_invitations,
    unreached,
    waiting_deliveries,
)
from tasks.environment import store
from tasks.telling.alert_messages import message_of
from tasks.telling.alert_routing import lease, routing, zones
from tasks.telling.channels import send
from tasks.telling.invitations import send_invitation

AT_ONCE = 8  # messages side by side: a channel that does not answer keeps few others waiting
DELIVERED, DEAD_LETTERS, NOBODY_REACHED = "Delivered", "Dead letters", "Nobody reached"

Clock = Callable[[], datetime]
Tried = list[ToldState | None]
TryBatch = Callable[[Sequence[int], datetime], Tried]


def deliver_rounds(clock: Clock, try_batch: TryBatch) -> Counter[ToldState]:
    """Record what is due and try it, round after round, until nothing may be tried now.

    Returns:
        How many messages came to rest in which state; not those that had nothing to say.
    """
    rested: Counter[ToldState] = Counter()
    while batch := next_batch(clock()):
        tried = try_batch(batch, clock())
        rested.update(state for state in tried if state is not None)
    return rested


def next_batch(now: datetime) -> Sequence[int]:
    """What may be tried now, the most urgent first, once all that is due is recorded.

    What came due meanwhile is not kept waiting behind the rest.
    """
    learn_versions(store())
    record_due(store(), routing(), zones(), now)
    return waiting_deliveries(store(), now)[:AT_ONCE]


def invite_at_once(subjects: Container[str], now: datetime) -> Tried:
    """Send what became due in the calendars of some subjects, without waiting for a run.

    What fails is tried again by the deliveries' own runs, as every message is.

    Returns:
        For each invitation how it rests.
    """
    record_invitations(store(), routing(), subjects, now)
    waiting = waiting_deliveries(store(), now, DeliveryKind.INVITATION)
    return try_in_threads(waiting, now)


def deliver_one(number: int, now: datetime) -> ToldState | None:
    """Try one message, channel after channel, until it rests; None where it was not to be tried.

    Safe to repeat: what is sent is not sent again, unless nobody could write down that it was.
    """
    state = None
    while attempt := begin_attempt(store(), number, routing(), zones(), now, lease=lease()):
        title, failure = _tried(attempt, now)
        state = end_attempt(store(), attempt, failure, routing(), now, title=title)
    return state


def _tried(attempt: Attempt, now: datetime) -> tuple[str, Failure | None]:
    try:
        message = message_of(attempt, routing(), now)
    except Exception as error:  # noqa: BLE001  one that cannot be written must not keep others back
        cause = not_sent(SendTrouble.NOT_WRITTEN, type(error).__name__)
        return "", Failure(cause, hopeless=True)
    channel = routing().channel_by_name[attempt.channel]
    if attempt.invitation is not None:
        return message.title, send_invitation(channel, message, attempt.invitation, attempt)
    return message.title, send(channel, message, key=attempt.key, severity=attempt.severity)


def try_in_threads(batch: Sequence[int], now: datetime) -> Tried:
    """A batch side by side, without Prefect."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(partial(deliver_one, now=now), batch))


@task(name="send", task_run_name="delivery-{number}", persist_result=False)
def send_delivery(number: int, now: datetime) -> ToldState | None:
    """One message, as a task run that is named by its number."""
    return deliver_one(number, now)


def try_as_task_runs(batch: Sequence[int], now: datetime) -> Tried:
    """A batch side by side, each a task run of the flow that is running."""
    return [run.result() for run in send_delivery.map(list(batch), unmapped(now))]


def say_delivered(rested: Counter[ToldState]) -> str:
    """`3 sent, 1 to be tried again`; how many messages."""
    words = {
        ToldState.SENT: "sent",
        ToldState.WAITING: "to be tried again",
        ToldState.DEAD: "reached nobody: see dayzero deliveries --dead",
    }
    parts = [f"{rested[state]} {said}" for state, said in words.items() if rested[state]]
    return ", ".join(parts) or "nothing was due"


def in_vain(rested: Counter[ToldState]) -> int:
    """How many messages no channel takes at present; 0 where this run tried none of them."""
    return unreached(store()) if rested[ToldState.WAITING] else 0


def say_in_vain(count: int) -> str:
    """What the operations team must know while messages are tried on."""
    many = "1 message reaches" if count == 1 else f"{count} messages reach"
    return f"{many} nobody at present: see dayzero deliveries --waiting"


def delivery_state(rested: Counter[ToldState], vain: int = 0) -> State[None]:
    """The flow's own state: red where somebody could not be told by any channel."""
    message = say_delivered(rested)
    if rested[ToldState.DEAD]:
        return Failed(name=DEAD_LETTERS, message=message)
    if vain:
        return Failed(name=NOBODY_REACHED, message=f"{message}; {say_in_vain(vain)}")
    return Completed(name=DELIVERED, message=message)
