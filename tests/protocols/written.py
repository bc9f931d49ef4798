"""Trials that are written for a test, and what the plan says of charts under them."""

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from models.chart import read_chart
from models.plan import assess
from models.protocol import Protocol
from models.protocol.loading.data_folder import DRUGS, SHIPPED, SITES, VOCABULARY
from models.protocol.loading.loader import read_protocol
from models.timeline.windows.case import open_case
from tests.properties.engine import minute_of
from wording.plan_document import plan_document

Json = dict[str, Any]

HERE = Path(__file__).parent
SMALL = (HERE / "small.toml").read_text("utf-8")
_EMPTY = ("washout", "evidence", "interval", "lifetime_dose", "finding", "condition")


def small(*tables: str) -> str:
    """The small trial with further tables; a table that it leaves empty is no longer so."""
    added = "\n".join(tables)
    named = {name for name in _EMPTY if f"[[{name}]]" in added}
    kept = [line for line in SMALL.splitlines() if line.split(" = ")[0] not in named]
    return "\n".join([*kept, added, ""])


def washout(rule: str, **keys: object) -> str:
    """A washout of the small trial, by the keys that a test is about."""
    written = {
        "rule": rule,
        "title": f"rule {rule}",
        "title_zh": f"规则 {rule}",
        "anchor": "infusion",
        "strict": False,
        "quote": "in our words",
        "source": "made up for tests",
        "basis": "site default",
        **keys,
    }
    return table("washout", written)


def table(name: str, keys: Json) -> str:
    """One more entry of a table, as TOML."""
    lines = (f"{key} = {_toml(value)}" for key, value in keys.items())
    return "\n".join([f"[[{name}]]", *lines])


def _toml(value: object) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(key)} = {_toml(each)}" for key, each in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


@cache
def trial(text: str) -> Protocol:
    """A trial of which this is the file, with the shipped data beside it."""
    with TemporaryDirectory() as folder:
        for name in (DRUGS, SITES, VOCABULARY):
            (Path(folder) / name).symlink_to(SHIPPED / name)
        path = Path(folder) / f"{sha256(text.encode()).hexdigest()[:8]}.toml"
        path.write_text(text, "utf-8")
        return read_protocol(path)


def id_of(text: str) -> str:
    """The trial's own id, as its charts name it."""
    return str(tomllib.loads(text)["id"])


def chart(text: str, facts: Iterable[Json], **header: Any) -> Json:
    """A man's chart of a trial; facts without an id are f1, f2, … in their order."""
    return {
        "schema": "dayzero.chart/1",
        "subject": "CN01-007",
        "site": "CN01",
        "protocol": id_of(text),
        "sex": "male",
        "born": "1990-01-01",
        **header,
        "facts": [{"id": f"f{number}", **fact} for number, fact in enumerate(facts, start=1)],
    }


def picture(text: str, facts: Iterable[Json], now: str, **header: Any) -> Json:
    """The plan of a chart at a moment, as the contract writes it, without its next change."""
    protocol, moment = trial(text), minute_of(now)
    read = read_chart(chart(text, facts, **header), protocol=protocol, now=moment)
    return plan_document(assess(open_case(read, protocol), moment), protocol)


def verdicts(plan: Json, fact: str) -> dict[str, str]:
    """What each rule says of one fact."""
    return {one["rule"]: one["verdict"] for one in plan["verdicts"] if one["fact"] == fact}
