"""What an amendment would do to each subject is said before it applies, and changes nothing."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from dayzero.command_line import main
from models.protocol.loading.data_folder import SHIPPED
from models.records.store import Wanted, audit_trail, import_charts, open_engine, upgrade
from tests.protocols.amended import a_folder, with_another_name, with_pegaspargase

Json = dict[str, Any]
Preview = Callable[..., str]

NOW = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)


def step(name: str, state: str, at: str) -> Json:
    return {"kind": "step", "step": name, "state": state, "at": at}


def pegaspargase(last: str) -> Json:
    return {
        "kind": "drug",
        "drug": "pegaspargase",
        "last": last,
        "route": "im",
        "purpose": "bridging",
    }


def a_chart(subject: str, *facts: Json) -> Json:
    return {
        "schema": "dayzero.chart/1",
        "subject": subject,
        "site": subject.split("-", maxsplit=1)[0],
        "protocol": "NCT04684147",
        "sex": "male",
        "born": "1980-05-01",
        "facts": [{"id": f"f{place}", **fact} for place, fact in enumerate(facts, 1)],
    }


BOOKED = a_chart(
    "CN01-001",
    step("screening", "done", "2026-10-06"),
    step("apheresis", "done", "2026-10-12T10:00+08:00"),
    step("product_release", "done", "2026-11-20"),
    pegaspargase("2026-11-14T10:00+08:00"),
    step("infusion", "booked", "2026-12-08T10:00+08:00"),
)
"""Infusion 24 days after pegaspargase: too early by 28 days, right by 21."""
INFUSED = a_chart(
    "CN02-001",
    step("screening", "done", "2026-08-06"),
    step("apheresis", "done", "2026-08-12T10:00+08:00"),
    step("product_release", "done", "2026-09-15"),
    pegaspargase("2026-09-01T10:00+08:00"),
    step("infusion", "done", "2026-10-01T10:00+08:00"),
    step("day_28", "done", "2026-10-29T10:00+08:00"),
)
"""Infused 30 days after pegaspargase: right by 28 days, too early by 35."""
WITHDRAWN = a_chart(
    "CN01-002",
    step("screening", "done", "2026-10-06"),
    {"kind": "event", "event": "withdrawal", "at": "2026-10-20"},
)
CHARTS = (BOOKED, INFUSED, WITHDRAWN)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    opened = open_engine(f"sqlite:///{tmp_path_factory.mktemp('records') / 'dayzero.db'}")
    upgrade(opened)
    charts = {chart["subject"]: json.dumps(chart).encode() for chart in CHARTS}
    import_charts(opened, charts.items(), now=NOW, by="test")
    return opened


@pytest.fixture
def preview(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Preview:
    """Run the command; what it says, and that it ended as it should."""
    monkeypatch.setenv("DAYZERO_DATABASE_URL", str(engine.url))
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())

    def run(new: Path, *words: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["protocol", "preview", str(new), *words])
        said = capsys.readouterr()
        assert ended.value.code == code, said.err
        return said.out + said.err

    return run


def test_a_shorter_washout_frees_the_booking_and_asks_nobody_to_act(
    preview: Preview, tmp_path: Path
) -> None:
    new = a_folder(
        tmp_path / "v2",
        version='version = "amendment-2"',
        pegaspargase='anchor = "infusion"\ngap = "21 days"\nstrict = true\n'
        'drug_classes = ["pegylated_asparaginase"]',
    )

    said = preview(new)

    assert "amendment-2 in place of 2025-08-08.1, 2 subjects still on the path" in said
    assert "dates or judgements would be others: 1 subject\nCN01-001 (CN01)" in said
    assert "  EX-03.5: met; now violation" in said
    assert "as before: 1 subject" in said
    assert "path ended, nothing more is asked: 1 subject" in said


def test_a_longer_washout_names_who_must_be_acted_on_and_what_is_done(
    preview: Preview, tmp_path: Path
) -> None:
    said = preview(with_pegaspargase(tmp_path / "v3", "amendment-3", 35), code=1)

    assert (
        "EX-03.5: stays met, as it was when it was done;"
        " the new version would say violation: pegaspargase"
    ) in said
    assert "act before it applies: 1 subject\nCN01-001 (CN01)" in said
    assert "dates or judgements would be others: 1 subject\nCN02-001 (CN02)" in said
    assert "Move infusion from 2026-12-08 10:00 to 2026-12-" in said
    assert "day 14 visit: new, " in said


def test_a_visit_under_another_name_stays_where_it_is_recorded_and_changes_its_name_elsewhere(
    preview: Preview, tmp_path: Path
) -> None:
    said = preview(with_another_name(tmp_path / "v4"))

    assert "dates or judgements would be others: 1 subject\nCN01-001 (CN01)" in said
    assert "day 28 visit: no longer a step" in said  # of who has no record of it
    assert "as before: 1 subject" in said  # the visit that was held is the visit that was held


def test_a_window_that_closes_earlier_is_told_though_the_step_stands_as_it_stood(
    preview: Preview, tmp_path: Path
) -> None:
    new = a_folder(
        tmp_path / "v2",
        version='version = "amendment-2"',
        end_of_28='earliest = "25 days"\nlatest = "29 days"\n',
    )

    said = preview(new)

    assert "dates or judgements would be others: 1 subject\nCN01-001 (CN01)" in said
    assert re.search(
        r"  day 28 visit: window from (\S+) until 2027-01-06 \(PATH-day-28\)"
        r"; now from \1 until 2027-01-08 \(PATH-day-28\)",
        said,
    )


def test_two_versions_of_one_name_are_told(preview: Preview, tmp_path: Path) -> None:
    said = preview(with_pegaspargase(tmp_path / "v2", "2025-08-08.1", 21), code=1)

    assert "both versions are called 2025-08-08.1: give the new one a name of its own" in said


def test_who_cannot_be_compared_is_named_and_the_look_does_not_end_well(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(with_another_name(tmp_path / "in-force")))

    said = preview(SHIPPED, "--site", "CN02", code=1)

    assert "CN02-001: left out, since the version in force cannot read the chart: " in said


def test_a_site_that_the_trial_does_not_have_is_refused(preview: Preview, tmp_path: Path) -> None:
    said = preview(with_another_name(tmp_path / "v4"), "--site", "CN99", code=2)

    assert "--site: " in said
    assert "CN99" in said


def test_the_subjects_of_one_site_can_be_looked_at_alone(preview: Preview, tmp_path: Path) -> None:
    said = preview(with_another_name(tmp_path / "v4"), "--site", "CN01")

    assert "CN02-001" not in said


def test_it_speaks_chinese(preview: Preview, tmp_path: Path) -> None:
    said = preview(with_another_name(tmp_path / "v4"), "--language", "zh")

    assert "日期或判定将有变化：1 名受试者" in said
    assert "day 28 visit" not in said


def test_nothing_is_recorded_by_a_look(preview: Preview, engine: Engine, tmp_path: Path) -> None:
    before = list(audit_trail(engine, Wanted()))

    preview(with_pegaspargase(tmp_path / "v3", "amendment-3", 35), code=1)

    assert list(audit_trail(engine, Wanted())) == before


def test_the_same_data_changes_nothing(preview: Preview, tmp_path: Path) -> None:
    assert preview(a_folder(tmp_path / "v1")) == (
        "the two versions are the same data: nothing would change\n"
    )


def test_another_trial_is_no_version_of_this_one(preview: Preview, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "other")
    file = folder / "nct04684147.toml"
    text = file.read_text("utf-8").replace('id = "NCT04684147"', 'id = "NCT00000001"')
    file.write_text(text, "utf-8")

    said = preview(folder, code=2)

    assert f"{folder} is a protocol of NCT00000001, not of NCT04684147: name a version" in said


def test_a_folder_without_that_trial_is_refused(preview: Preview, tmp_path: Path) -> None:
    said = preview(tmp_path / "nothing", code=2)

    assert "the file cannot be read" in said
