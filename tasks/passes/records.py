"""What a pass reads from the records and leaves in them; each safe to repeat."""

from prefect import task

from models.records.store import (
    PassOutcome,
    PassResult,
    publish_pass,
    published_entries,
    read_for_pass,
)
from tasks.environment import store
from tasks.passes.one_pass import Recorded
from tasks.retrying import TRY_AGAIN_AFTER, time_helps


@task(
    name="read-records",
    task_run_name="read-records",
    retries=len(TRY_AGAIN_AFTER),
    retry_delay_seconds=TRY_AGAIN_AFTER,
    retry_condition_fn=time_helps,
    persist_result=False,
)
def read_records(subject: str) -> Recorded:
    """Read what is recorded of a subject, and what its subscribers have."""
    return recorded_of(subject)


def recorded_of(subject: str) -> Recorded:
    """The same, for those who read many.

    The two readings are two moments; whatever comes between makes the pass stale.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    reading = read_for_pass(store(), subject)
    return Recorded(reading, published_entries(store(), subject))


@task(
    name="publish",
    task_run_name="publish",
    retries=len(TRY_AGAIN_AFTER),
    retry_delay_seconds=TRY_AGAIN_AFTER,
    retry_condition_fn=time_helps,
    persist_result=False,
)
def publish(result: PassResult) -> PassOutcome:
    """Publish schedule, calendar and alerts, and set the next pass: all of it, or nothing."""
    return publish_pass(store(), result)
