"""`dayzero protocol check` tells every flaw of a trial's data at once, and what never matters."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from models.protocol.loading.data_folder import DRUGS, SHIPPED, SITES
from tests.protocols.written import HERE, SMALL, small, table, washout
from tests.unit.commands.command_line import Run
from tests.unit.protocol.authored import SHIPPED as PROTOCOL
from tests.unit.protocol.authored import written

FILE = "nct04684147.toml"
SLIPS = (
    (FILE, 'day_zero = "infusion"', 'day_zero = "infuson"'),
    (FILE, 'gap = "28 days"', 'gap = "28 dayz"'),
    (FILE, 'earliest = "25 days"', 'earliest = "soon"'),
    (FILE, "strict = true", "stict = true"),
    (FILE, '["pegylated_asparaginase"]', '["pegylated_asparginase"]'),
    (FILE, 'after = ["infusion"]', 'after = ["infusin"]'),
    (FILE, 'result = "negative"', 'result = "negativ"'),
    (DRUGS, 'source = "', 'sorce = "'),
    (SITES, 'zone = "Asia/Shanghai"', 'zone = "Asie/Shanghai"'),
)


def with_slips(folder: Path, *slips: tuple[str, str, str]) -> Path:
    """The shipped data with slips in it."""
    copytree(SHIPPED, folder)
    for name, old, new in slips:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return folder


def lines_with(folder: Path, *slips: tuple[str, str, str]) -> Iterator[str]:
    """Where each slip is, as `file:line`."""
    for name, _, new in slips:
        text = (folder / name).read_text("utf-8")
        yield f"{name}:{text[: text.index(new)].count(chr(10)) + 1}"


def test_the_shipped_trial_is_sound(run: Run) -> None:
    answer = run("protocol", "check", SHIPPED)
    assert (answer.code, answer.out) == (0, f"{SHIPPED}: sound, 0 remarks\n")


@pytest.mark.parametrize("name", ["cycles", "eliana", "felix", "zuma3"])
def test_each_other_trial_is_sound(name: str, run: Run, tmp_path: Path) -> None:
    file = written((HERE / name / "protocol.toml").read_bytes(), tmp_path)
    assert run("protocol", "check", file).code == 0


@pytest.mark.parametrize("name", ["cycles", "eliana", "felix", "zuma3"])
def test_what_a_folder_has_none_of_is_the_installations_own(name: str, run: Run) -> None:
    answer = run("protocol", "check", HERE / name)
    assert answer.code == 0
    assert "own were read: drugs.toml, sites.toml and vocabulary.toml" in answer.out


def test_one_drug_file_of_its_own_is_enough(run: Run, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes((SHIPPED / FILE).read_bytes())
    (tmp_path / DRUGS).write_bytes((SHIPPED / DRUGS).read_bytes())
    answer = run("protocol", "check", tmp_path)
    assert answer.code == 0
    assert "own were read: sites.toml and vocabulary.toml" in answer.out
    assert run("protocol", "show", tmp_path).code == 0


def test_nine_slips_in_three_files_are_told_together(run: Run, tmp_path: Path) -> None:
    folder = with_slips(tmp_path / "trial", *SLIPS)
    answer = run("protocol", "check", folder)
    told = [line.partition(": ")[0] for line in answer.out.splitlines()]
    assert answer.code == 2
    assert set(lines_with(folder, *SLIPS)) - set(told) == {f"{FILE}:{_line(folder, SLIPS[4])}"}
    assert "did you mean “infusion”?" in answer.out
    assert "“sorce” is not known here; did you mean “source”?" in answer.out
    assert "nobody is planned by this until they are mended" in answer.out


def _line(folder: Path, slip: tuple[str, str, str]) -> str:
    return next(lines_with(folder, slip)).partition(":")[2]


def test_once_all_can_be_read_the_class_that_no_drug_has_is_told(run: Run, tmp_path: Path) -> None:
    of_types = (*SLIPS[1:3], SLIPS[7])
    mended = [slip for slip in SLIPS if slip not in of_types]
    waiting = run("protocol", "check", with_slips(tmp_path / "a", *SLIPS)).out
    whole = run("protocol", "check", with_slips(tmp_path / "b", *mended)).out
    assert "some checks could not run yet" in waiting
    assert "some checks could not run yet" not in whole
    assert "“pegylated_asparginase”; did you mean “pegylated_asparaginase”?" in whole


def test_a_flaw_tells_nothing_twice(run: Run, tmp_path: Path) -> None:
    text = PROTOCOL.replace('day_zero = "infusion"', 'day_zero = "infuson"', 1)
    answer = run("protocol", "check", written(text, tmp_path))
    assert len(answer.out.splitlines()) == 2  # the flaw, and that it is one


def test_a_file_that_is_no_toml_does_not_hide_what_is_wrong_beside_it(
    run: Run, tmp_path: Path
) -> None:
    slips = ((FILE, "[age]", "[age"), SLIPS[-1])
    out = run("protocol", "check", with_slips(tmp_path / "trial", *slips)).out
    assert "this is not TOML" in out
    assert "“Asie/Shanghai” is not a time zone" in out


def test_a_program_reads_the_same_with_file_and_line(run: Run, tmp_path: Path) -> None:
    folder = with_slips(tmp_path / "trial", SLIPS[0])
    found = json.loads(run("protocol", "check", folder, "--json").out)
    assert found == {
        "flaws": [
            {
                "file": FILE,
                "line": int(_line(folder, SLIPS[0])),
                "says": "“infuson” is not a step of this protocol; did you mean “infusion”?",
            }
        ],
        "remarks": [],
        "complete": True,
        "of_the_installation": [],
    }


def test_it_is_told_in_chinese_as_well(run: Run, tmp_path: Path) -> None:
    folder = with_slips(tmp_path / "trial", SLIPS[0])
    answer = run("protocol", "check", folder, "--language", "zh")
    assert "“infuson”不是本方案的步骤；是否应为“infusion”？" in answer.out
    assert "1 处错误；改正之前不能据此安排受试者" in answer.out


def test_a_folder_without_a_protocol_is_refused(run: Run, tmp_path: Path) -> None:
    answer = run("protocol", "check", tmp_path)
    assert answer.code == 2
    assert answer.err == (
        f"{tmp_path}: no protocol lies there; name its file, or the folder that it is in\n"
    )


MEASURE = {"id": "x", "title": "x", "title_zh": "乙", "unit": "%", "units": {"%": "1"}}
CONDITION = {
    "rule": "C",
    "title": "c",
    "title_zh": "丙",
    "step": "consent",
    "quote": "q",
    "source": "s",
    "basis": "site default",
    "needs": [[{"measure": "x", "at_least": "101"}]],
}
FINDING = {"id": "well", "title": "well", "title_zh": "良好"}
PHASE = {"id": "later", "title": "later", "title_zh": "以后"}
STEP = {"id": "call", "title": "a call", "title_zh": "电话", "phase": "after", "days": "any"}


@pytest.mark.parametrize(
    ("trial", "said"),
    [
        (SMALL, "no rule reads the event “graft_disease”: that it is recorded changes nothing"),
        (SMALL, "no rule reads the value “alc”: that it is recorded changes nothing"),
        (SMALL, "no rule reads the test “pregnancy”: that it is recorded changes nothing"),
        (small(table("finding", FINDING)), "no rule reads the finding “well”"),
        (small(table("phase", PHASE)), "no step belongs to the phase “later”"),
        (
            small(table("step", STEP)),
            "no link gives “call” a window, so it is never due; write a [[link]] for it",
        ),
        (
            small(
                washout(
                    "W",
                    gap="7 days",
                    events=["transplant"],
                    exempt_severity={
                        "event": "transplant",
                        "severities": ["mild", "moderate", "severe"],
                    },
                )
            ),
            "every severity of “transplant” is taken out of the rule",
        ),
        (
            small(
                table("measure", {**MEASURE, "possible": {"%": {"least": "0", "most": "100"}}}),
                table("condition", CONDITION),
            ),
            "“x” can only be 0 to 100, so every value or none passes the limit 101",
        ),
    ],
)
def test_what_no_fact_can_ever_make_matter_is_remarked_and_refuses_nothing(
    trial: str, said: str, run: Run, tmp_path: Path
) -> None:
    answer = run("protocol", "check", written(trial, tmp_path))
    assert answer.code == 0, answer.out
    assert said in answer.out
    assert "(this refuses nothing)" in answer.out
