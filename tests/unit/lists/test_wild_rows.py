"""Whatever stands in the rows of a list: all of it is recorded or none, without a traceback."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dayzero.lists.importing import import_lists
from dayzero.lists.one_import import Asked
from models.errors import InputRefused
from models.records.database.engine import open_engine
from models.records.store import chart_document
from tests.unit.records.recorded import NOW, SCREENING, SUBJECT, bring_in, chart

FIELDS = ("Drug", "Dose", "Unit", "Frequency", "Route", "Start", "Stop", "Test", "Result", "Date")
PIECES = st.sampled_from(
    (
        *("", "imatinib", "地塞米松", "MTX 15mg", "5", "0,5", "1.234,5", "mg/day", "mg/m2", "bid"),
        *(
            "鞘注",
            "PO",
            "2026-03-01",
            "2026/3/1",
            "03/04/2026",
            "2026年2月30日",
            "ongoing",
            "99999",
        ),
        *("UN-MAR-2026", "ALT", "hCG", "HBsAg", "stent", "negative", "<5", "-1", "1e9", "NaN"),
        *('"', "=1+1", "\u202e", "½", "9" * 40),
    )
)
CELLS = st.one_of(PIECES, st.text(max_size=12))
ROWS = st.lists(st.lists(CELLS, min_size=len(FIELDS), max_size=len(FIELDS)), max_size=4)


@pytest.fixture(scope="module")
def records(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    file = shutil.copy(empty_sqlite, tmp_path_factory.mktemp("wild") / "dayzero.db")
    engine = open_engine(f"sqlite:///{file}")
    bring_in(engine, chart(SCREENING))
    yield engine
    engine.dispose()


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=ROWS)
def test_a_list_of_anything_is_recorded_whole_or_not_at_all(
    records: Engine, tmp_path: Path, rows: list[list[str]]
) -> None:
    lines = ["\t".join(each.replace("\t", " ") for each in row) for row in (FIELDS, *rows)]
    content = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines)
    before = facts_in(records)
    asked = Asked(subject=SUBJECT, accepted=True)

    expected = before
    with suppress(InputRefused):
        raw = content.encode("utf-8", errors="replace")
        came = import_lists(records, [("w.tsv", raw)], asked, home=tmp_path, moment=NOW, by="b")
        expected = before + len(came.decided.record)

    assert facts_in(records) == expected


def facts_in(records: Engine) -> int:
    facts = chart_document(records, SUBJECT)["facts"]
    assert isinstance(facts, list)
    return len(facts)
