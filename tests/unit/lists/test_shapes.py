"""Lists in the shapes in which spreadsheets, hospital systems and standards write them."""

import json
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dayzero.lists.dates import DateOrder
from dayzero.lists.importing import lists_of, whose_of
from dayzero.lists.one_import import Asked, OneImport
from dayzero.lists.read_claims import HowWritten
from dayzero.lists.reconciling.differences import Compared
from dayzero.lists.recording import bring_in as bring_claims_in
from models.errors import Fault, InputRefused
from models.records.database.engine import open_engine
from tests.unit.records.recorded import NOW, SCREENING, SUBJECT, bring_in, chart
from wording.refusals import say_refusal

SHAPES = Path(__file__).with_name("shapes")
EXPECTED: dict[str, Any] = tomllib.loads((SHAPES / "expected.toml").read_text(encoding="utf-8"))


TEXTS = tuple(
    file for file in sorted(SHAPES.rglob("*.*")) if file.suffix in {".csv", ".tsv", ".json", ".txt"}
)


@pytest.fixture(scope="module")
def records(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    file = shutil.copy(empty_sqlite, tmp_path_factory.mktemp("shapes") / "dayzero.db")
    engine = open_engine(f"sqlite:///{file}")
    bring_in(engine, chart(SCREENING))
    yield engine
    engine.dispose()


def what_it_says(records: Engine, file: Path, said: dict[str, Any], home: Path) -> dict[str, Any]:
    """The facts that a chart takes of a list, and what is told of the rest."""
    order = said.get("dates")
    asked = Asked(
        subject=said.get("subject"),
        patients=dict.fromkeys(said.get("patients", ()), SUBJECT),
        columns=said.get("columns", {}),
        accepted=True,
        written=HowWritten(order=DateOrder(order) if order else None),
        dry_run=True,
    )
    whose = whose_of(records, asked, home)
    whose.check()
    lists = lists_of([(file.name, file.read_bytes())], asked, home)
    one = OneImport(records, asked, whose, lists, NOW, "coordinator")
    rows, aside = one.rows()
    decided = one.decided(Compared(new=list(rows.claims)), aside)
    one.refuse(rows, decided)
    report = bring_claims_in(records, decided.record, whose, one.bringing())
    assert report.added == len(decided.record)
    return {
        "facts": [json.dumps(claim.fact, ensure_ascii=False) for claim in rows.claims],
        "left_out": [said_of(Fault(one.place, one.why)) for one in [*lists.asides, *rows.asides]],
    }


def said_of(fault: Fault) -> str:
    return f"{fault.path}: {say_refusal(fault.reason, 'en')}"


def test_every_shape_is_expected_and_there_are_many() -> None:
    files = {file.name for file in SHAPES.rglob("*.*") if file.suffix != ".toml"}

    assert files == EXPECTED.keys()
    assert len(files) >= 20
    assert len({said["seen"] for said in EXPECTED.values() if "seen" in said}) >= 20  # makers


@pytest.mark.parametrize("name", EXPECTED)
def test_a_list_of_this_shape_says(records: Engine, tmp_path: Path, name: str) -> None:
    said = EXPECTED[name]
    (file,) = SHAPES.rglob(name)

    found = what_it_says(records, file, said, tmp_path)

    assert found == {"facts": said["facts"], "left_out": said.get("left_out", [])}


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    file=st.sampled_from(TEXTS),
    hurt=st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 9)),
)
def test_a_list_with_bytes_put_in_and_taken_out_is_read_or_refused(
    records: Engine, tmp_path: Path, file: Path, hurt: tuple[float, bytes, int]
) -> None:
    raw, (at, put, out) = file.read_bytes(), hurt
    place = int(at * len(raw))
    list_ = tmp_path / file.name
    list_.write_bytes(raw[:place] + put + raw[place + out :])

    with suppress(InputRefused):
        what_it_says(records, list_, EXPECTED[file.name], tmp_path)
