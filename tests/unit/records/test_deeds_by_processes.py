"""The same deed sent at once by processes, as two servers would, is recorded once."""

import subprocess
import sys

import pytest
from sqlalchemy import Engine

from models.records.subjects.charts import recorded_facts
from tests.unit.records.recorded import DASATINIB, SCREENING, SUBJECT, bring_in, chart

SENDERS = 8


@pytest.mark.journey
def test_eight_processes_that_send_one_deed_at_once_record_it_once(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING, DASATINIB))
    url = engine.url.render_as_string(hide_password=False)
    senders = [
        subprocess.Popen(  # noqa: S603  our own program, no shell
            [sys.executable, "-m", "tests.unit.records.racing_senders", url, "one key"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(SENDERS)
    ]
    for sender in senders:
        assert sender.stdout is not None
        assert sender.stdout.readline() == "ready\n"
    for sender in senders:
        assert sender.stdin is not None
        sender.stdin.write("go\n")
        sender.stdin.flush()
    answers = [(sender.communicate()[0], sender.returncode) for sender in senders]

    assert answers == [("f3\n", 0)] * SENDERS
    assert [line.fact for line in recorded_facts(engine, SUBJECT)] == ["f1", "f2", "f3"]
