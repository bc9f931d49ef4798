"""`dayzero rules`: whoever plans can see every value, where it is from, and change what is ours."""

import json
import tomllib
from pathlib import Path

import pytest

from calendars.entries.visit_lengths import SHIPPED as LENGTHS
from models.protocol import load_protocol
from models.protocol.loading.data_folder import SHIPPED, VARIABLE
from models.protocol.statements import statements
from tests.unit.commands.command_line import Answer, Run

PROTOCOL = load_protocol()
LISTED = statements(PROTOCOL)


def test_every_rule_that_a_plan_may_cite_is_listed_with_its_source() -> None:
    data = tomllib.loads((SHIPPED / "nct04684147.toml").read_text())
    kinds = ("washout", "evidence", "interval", "condition", "link")
    cited = {one["rule"] for kind in kinds for one in data[kind]}
    cited |= {data["age"]["rule"], data["gate"]["rule"], *(one["id"] for one in data["withheld"])}

    assert cited <= {one.rule for one in LISTED}
    assert all(one.source and one.text for one in LISTED)


def test_what_the_entry_does_not_state_is_listed_as_a_site_default() -> None:
    ours = {(one.rule, one.value) for one in LISTED if one.site_default}

    assert {
        ("due_soon_days", "3 days"),
        ("target", "28 days"),  # of the day 28 visit
        ("result_within", "7 days"),  # of the CD19 test
        ("same_as", "consent"),  # study entry
        ("CN01", "09:00–17:00"),
        ("PATH-manufacturing", "from 14 days (worst case 28 days), counted from apheresis"),
    } <= ours
    assert not {one.rule for one in LISTED if one.site_default and one.rule.startswith("EX-03")}


def test_a_missing_criterion_is_listed_as_not_in_source() -> None:
    missing = [one.rule for one in LISTED if one.basis == "not in source"]

    assert missing == ["IN-01", "EX-01"]


@pytest.mark.parametrize(
    ("rule", "limit"),
    [
        ("EX-03.2", "more than 72 hours before infusion"),  # exactly 72 h is excluded
        ("EX-05", "at least 72 hours before infusion"),  # exactly 72 h passes
        ("IN-10b", "at most 3 days before infusion"),
    ],
)
def test_a_limit_says_whether_its_end_is_included(run: Run, rule: str, limit: str) -> None:
    assert json.loads(run("rules", rule, "--json").out)[0]["value"] == limit


def test_only_site_defaults_on_request(run: Run) -> None:
    listed = json.loads(run("rules", "--defaults", "--json").out)

    assert {one["basis"] for one in listed} == {"site default"}
    assert len(listed) == sum(one.site_default for one in LISTED)


def test_the_table_is_for_people(run: Run) -> None:
    answer = run("rules", "PATH-day-28")

    assert answer.code == 0
    assert "site default" in answer.out
    assert "from 25 days to 31 days" in answer.out


def test_an_unknown_rule_is_told(run: Run) -> None:
    assert run("rules", "EX-99") == Answer(
        2, "", "“EX-99” is no rule of NCT04684147; dayzero rules lists them all\n"
    )


def test_a_site_changes_a_default_in_a_copy_of_the_data(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    assert run("rules", "--copy-to", own).code == 0
    assert (own / LENGTHS.name).read_bytes() == LENGTHS.read_bytes()
    file = own / "nct04684147.toml"
    file.write_text(file.read_text().replace("due_soon_days = 3", "due_soon_days = 5"))
    monkeypatch.setenv(VARIABLE, str(own))

    assert json.loads(run("rules", "due_soon_days", "--json").out)[0]["value"] == "5 days"
    assert load_protocol().hash != PROTOCOL.hash


def test_an_edited_copy_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()

    assert run("rules", "--copy-to", own) == Answer(
        2, "", f"--copy-to: {own}: File exists; name a folder that does not exist yet\n"
    )
