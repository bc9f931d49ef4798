"""The schema by which editors complete a protocol allows what loads, and marks what does not."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from dayzero.authoring.beginning import FIRST_TRIAL
from dayzero.authoring.schema import protocol_schema
from models.protocol.loading.data_folder import SHIPPED
from tests.protocols.written import HERE, SMALL

SCHEMA = json.loads(protocol_schema())
TRIALS = [
    SHIPPED / "nct04684147.toml",
    HERE / "small.toml",
    *sorted(HERE.glob("*/protocol.toml")),
    FIRST_TRIAL / "en.toml",
    FIRST_TRIAL / "zh.toml",
]


def marked(text: str) -> list[str]:
    """What an editor would mark of a file, by the path of each key."""
    written: Any = json.loads(json.dumps(tomllib.loads(text), default=str))
    return [one.json_path for one in Draft7Validator(SCHEMA).iter_errors(written)]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: f"{trial.parent.name}/{trial.name}")
def test_each_trial_is_allowed_by_it(trial: Path) -> None:
    assert marked(trial.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('days = "working"', 'days = "workdays"', "$.step[0].days"),
        ('title = "consent"', 'titel = "consent"', "$.step[0]"),
        ("day = -5", 'day = "-5"', "$.step[2].day"),
        ('target = "28 days"', "target = 28", "$.step[4].target"),
        ('title_zh = "知情同意"', "title_zh = 1", "$.step[0].title_zh"),
        ("from_years = 3\n", "", "$.age"),
    ],
)
def test_a_slip_is_marked_at_its_place(old: str, new: str, place: str) -> None:
    assert old in SMALL
    assert place in marked(SMALL.replace(old, new, 1))


def test_each_key_that_its_type_explains_is_explained() -> None:
    target = SCHEMA["$defs"]["Step"]["properties"]["target"]
    assert target["description"].startswith("the ideal distance from the anchor")
