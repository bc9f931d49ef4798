"""A worker that books and passes: `python -m tests.unit.records.racing_passes URL WORKER`."""

import sys

from models.records.database.engine import open_engine
from models.records.passes.passes import publish_pass
from models.records.passes.schedule import published_entries
from models.records.subjects.charts import read_for_pass
from models.records.subjects.facts import record_fact
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.unit.records.recorded import NOW, SUBJECT

ROUNDS = 3

if __name__ == "__main__":
    url, worker = sys.argv[1:]
    engine = open_engine(url)
    print("ready", flush=True)  # noqa: T201  to whoever lets it go
    sys.stdin.readline()
    for day in range(ROUNDS):
        at = f"2026-04-{10 + day}T{8 + int(worker):02}:00+08:00"
        booked = {"kind": "step", "step": "infusion", "state": "booked", "at": at}
        record_fact(engine, SUBJECT, booked, now=NOW, by=worker)
        stale = True
        while stale:  # somebody else's fact or pass came between
            recorded = Recorded(read_for_pass(engine, SUBJECT), published_entries(engine, SUBJECT))
            result = work_out(recorded, plan_path(recorded, NOW), NOW)
            stale = publish_pass(engine, result).stale
