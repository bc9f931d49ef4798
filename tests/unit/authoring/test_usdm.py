"""A schedule in USDM 4 becomes a draft that loads; what goes out comes in again the same."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dayzero.authoring.usdm.durations import NoSuchDuration, read_duration, write_duration
from dayzero.authoring.usdm.reading import read_usdm
from dayzero.authoring.usdm.schedule import schedule_of
from dayzero.authoring.usdm.writing import usdm_text
from models.protocol import Protocol, load_protocol
from models.protocol.arithmetic.quantity import read_quantity
from models.protocol.loading.loader import read_protocol
from tests.protocols.written import HERE, small, trial
from tests.unit.commands.command_line import Run

Json = dict[str, Any]
STUDY = "NCT00000000"
POINTS = ("Screening", "Apheresis", "Infusion", "Day 28")


def instance(name: str) -> Json:
    kind = "ScheduledActivityInstance"
    return {"id": f"I-{name}", "name": name, "instanceType": kind, "epochId": "E1"}


def timing(
    name: str, step: str, anchor: str, value: str, window: tuple[str, str] = ("", ""), **more: Any
) -> Json:
    return {
        "id": f"T-{name}",
        "name": name,
        "type": {"code": "C201357" if value.startswith("-") else "C201356"},
        "value": value.removeprefix("-"),
        "relativeToFrom": {"code": "C201355"},
        "relativeFromScheduledInstanceId": f"I-{step}",
        "relativeToScheduledInstanceId": f"I-{anchor}",
        "windowLower": window[0] or None,
        "windowUpper": window[1] or None,
        **more,
    }


DAY_ZERO = timing("zero", "Infusion", "Infusion", "P0D", type={"code": "C201358"})


def a_study(folder: Path, *timings: Json, instances: tuple[Json, ...] = ()) -> Path:
    """A study of four visits, as another system writes it."""
    main = {
        "id": "TL1",
        "mainTimeline": True,
        "instances": [*map(instance, POINTS), *instances],
        "timings": [DAY_ZERO, *timings],
    }
    design = {
        "id": "D1",
        "name": "design",
        "epochs": [{"id": "E1", "name": "Study", "label": "the study"}],
        "encounters": [],
        "scheduleTimelines": [{"id": "TL2", "mainTimeline": False}, main],
    }
    version = {
        "versionIdentifier": "3",
        "studyIdentifiers": [{"text": STUDY}],
        "studyDesigns": [design],
    }
    study = {"name": STUDY, "label": "A study", "versions": [version]}
    file = folder / "study.json"
    file.write_text(json.dumps({"study": study, "usdmVersion": "4.0.0"}))
    return file


@pytest.mark.parametrize(
    ("value", "window", "earliest", "latest"),
    [
        ("P28D", ("P3D", "P3D"), "25 days", "31 days"),
        ("P4W", ("P2D", "P5D"), "26 days", "33 days"),
        ("-P2W", ("P4D", "P1D"), "-18 days", "-13 days"),  # lower is the earlier end, also before
        ("P3M", ("P7D", "P7D"), "3 months - 7 days", "3 months 7 days"),
        ("PT24H", ("PT2H", "PT2H"), "22 hours", "26 hours"),
        ("P7D", ("", ""), "7 days", "7 days"),
    ],
)
def test_a_window_is_read_in_the_order_of_time(
    value: str, window: tuple[str, str], earliest: str, latest: str, tmp_path: Path
) -> None:
    file = a_study(tmp_path, timing("V", "Day 28", "Infusion", value, window))
    read = read_usdm(file).schedule.windows[0]
    assert (read.earliest, read.latest) == (read_quantity(earliest), read_quantity(latest))


def test_a_draft_loads_and_has_each_visit_with_its_window(run: Run, tmp_path: Path) -> None:
    file = a_study(
        tmp_path,
        timing("APH", "Apheresis", "Screening", "P7D", ("P7D", "P7D")),
        timing("V28", "Day 28", "Infusion", "P28D", ("P3D", "P3D")),
    )
    folder = tmp_path / "draft"
    answer = run("protocol", "import", "usdm", file, "--folder", folder)
    assert answer.code == 0
    assert answer.out.startswith(f"{STUDY}: its schedule was drafted in {folder}; ages, rules")
    assert run("protocol", "check", folder).code == 0
    protocol = read_protocol(folder / "nct00000000.toml")
    assert [step.id for step in protocol.step] == ["screening", "apheresis", "infusion", "day_28"]
    assert (protocol.day_zero, protocol.version) == ("infusion", "3")
    assert [str(link.latest) for link in protocol.link] == ["14 days", "31 days"]
    assert protocol.step_by_id["day_28"].day == 28


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (
            timing("V", "Day 28", "Infusion", "a month"),
            "T-V was not read: its value or window is no duration such as P28D",
        ),
        (
            timing("V", "Day 28", "Infusion", "P28D", ("PT4H", "PT4H")),
            "T-V was not read: its value or window is no duration such as P28D",
        ),
        (
            timing("V", "Day 28", "Infusion", "P28D", relativeToFrom={"code": "C201353"}),
            "T-V was not read: it does not count from start to start",
        ),
        (
            timing("V", "Day 28", "Relapse", "P28D"),
            "T-V was not read: it does not place one visit by another",
        ),
    ],
)
def test_a_timing_that_cannot_be_read_is_listed_by_its_id(
    slip: Json, said: str, run: Run, tmp_path: Path
) -> None:
    file = a_study(tmp_path, slip)
    out = run("protocol", "import", "usdm", file, "--folder", tmp_path / "draft").out
    assert said in out
    assert read_protocol(tmp_path / "draft" / "nct00000000.toml").link == ()


def test_decisions_and_further_timelines_are_listed_by_their_ids(run: Run, tmp_path: Path) -> None:
    decision = {"id": "D-1", "name": "arm", "instanceType": "ScheduledDecisionInstance"}
    file = a_study(tmp_path, instances=(decision,))
    out = run("protocol", "import", "usdm", file, "--folder", tmp_path / "draft").out
    assert "D-1 was not read: a decision is no visit" in out
    assert "TL2 was not read: only the main timeline is" in out


@pytest.mark.parametrize("text", ["{}", "not JSON", '{"study": {"versions": []}}'])
def test_a_file_that_is_no_study_is_refused_and_nothing_is_written(
    text: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "x.json").write_text(text)
    answer = run("protocol", "import", "usdm", tmp_path / "x.json", "--folder", tmp_path / "draft")
    assert answer.code == 2
    assert "x.json is no study in USDM 4 with a timeline and a fixed reference" in answer.err
    assert not (tmp_path / "draft").exists()


@pytest.mark.parametrize("name", ["shipped", "small", "cycles", "eliana", "felix", "zuma3"])
def test_a_schedule_that_goes_out_and_comes_in_again_is_the_same(name: str, tmp_path: Path) -> None:
    out, _ = schedule_of(TRIALS[name]())
    (tmp_path / "out.json").write_text(usdm_text(out), "utf-8")
    read = read_usdm(tmp_path / "out.json")
    assert read.unread == ()
    assert read.schedule == out


def other(name: str) -> Protocol:
    return trial((HERE / name / "protocol.toml").read_text("utf-8"))


TRIALS: dict[str, Callable[[], Protocol]] = {
    "shipped": load_protocol,
    "small": lambda: trial(small()),
    **{name: partial(other, name) for name in ("cycles", "eliana", "felix", "zuma3")},
}


def test_what_usdm_cannot_say_is_listed_by_its_rule(run: Run, tmp_path: Path) -> None:
    answer = run("protocol", "export", "usdm", "--output", tmp_path / "out.json")
    assert "out.json was written: the schedule alone, no other rule" in answer.out
    assert "PATH-manufacturing was not written: USDM has no window with an open end" in answer.out
    assert "PATH-day-28 was not written" not in answer.out


def test_a_step_and_a_window_of_some_subjects_only_are_named_not_written_for_everybody(
    run: Run, tmp_path: Path
) -> None:
    answer = run("protocol", "export", "usdm", "--output", tmp_path / "out.json")
    assert "pregnancy_test_infusion: asked of some subjects only, which the file does" in answer.out
    assert "day_28: asked of some" not in answer.out
    assert "IN-10c was not written: " in answer.out
    assert ", and none for some subjects only" in answer.out


@pytest.mark.parametrize("text", ["P", "PT", "28 days", "-P3D", "P1DT4H", "P1.5D", ""])
def test_what_is_no_duration_in_whole_units_is_refused(text: str) -> None:
    with pytest.raises(NoSuchDuration):
        read_duration(text)


@pytest.mark.parametrize("text", ["P28D", "P3M", "P3M7D", "PT72H", "PT1H30M", "P0D"])
def test_a_duration_is_written_as_it_was_read(text: str) -> None:
    assert write_duration(read_duration(text)) == text
