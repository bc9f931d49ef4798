"""One of those who send a deed at once: `python -m tests.unit.records.racing_senders URL KEY`."""

import sys

from models.records.database.engine import open_engine
from models.records.subjects.deeds import named
from models.records.subjects.facts import record_fact
from tests.unit.records.recorded import NOW, STENT, SUBJECT

if __name__ == "__main__":
    url, key = sys.argv[1:]
    engine = open_engine(url, patience_ms=60_000)  # a busy machine is no fault of ours
    print("ready", flush=True)  # noqa: T201  to whoever lets it go
    sys.stdin.readline()
    sending = named(key)
    print(record_fact(engine, SUBJECT, STENT, now=NOW, by="nurse", sending=sending))  # noqa: T201
