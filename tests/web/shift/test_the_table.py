"""What the docs say a task takes is what it takes."""

import re
from pathlib import Path

from tests.web.shift.task import MOST
from tests.web.shift.tasks import TASKS

TABLE = Path(__file__).parents[3] / "docs/reference/tasks.md"
ROW = re.compile(r"^\| ([^|]+) \| ([0-9 +]+) \|$", re.MULTILINE)


def test_each_task_stands_in_the_table_with_its_count() -> None:
    written = dict(ROW.findall(TABLE.read_text()))

    assert written == {one.name: " + ".join(map(str, one.counts)) for one in TASKS}
    assert len(written) == len(TASKS)
    assert max(max(one.counts) for one in TASKS) <= MOST
