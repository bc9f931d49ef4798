"""Every drug of the catalogue, and what the trial makes of it: written by hand, drug by drug.

The tables are the files beside this one, a group of kindred drugs at a time, for a pharmacist
to read. Nothing in them is taken from the catalogue.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What the trial makes of one drug.

    Attributes:
        waits: the rules under which a systemic dose of it waits.
        may_wait: the rule under which it waits if the product is of that kind.
        excluded_by: the rule that ends it all.
        local: it acts where it is put and is never systemic.
        dose: the dose that is judged, where the dose decides.
        just_less, at_less: a smaller one, and the rule under which that waits.
        for_gvhd: it treats GVHD where the chart says so, and may have where it says nothing.
        also_local: it is given to act where it is put as well.
        intrathecal: it is given into the cerebrospinal fluid as well.
        depot_days: its name alone may mean a depot, and how many days that may act.
        confirm: the investigator is asked to confirm its class.
    """

    drug: str
    classes: frozenset[str]
    basis: str = "site default"
    waits: tuple[str, ...] = ()
    may_wait: str | None = None
    excluded_by: str | None = None
    local: bool = False
    dose: str = "100 mg/day"
    just_less: str | None = None
    at_less: str | None = None
    for_gvhd: bool = False
    also_local: bool = False
    intrathecal: bool = False
    depot_days: int | None = None
    confirm: bool = False


@dataclass(frozen=True, kw_only=True)
class Depot:
    """An injection that goes on releasing its steroid.

    Attributes:
        plain: the name of its drug, where that may mean the depot as well.
        days: the last day after the injection on which it may act.
    """

    name: str
    days: int
    routes: list[str]
    plain: str | None = None


@dataclass(frozen=True)
class Table:
    """All files together; what stands twice is listed twice."""

    rows: list[Expected] = field(default_factory=list)
    chinese: dict[str, str] = field(default_factory=dict)
    depots: list[Depot] = field(default_factory=list)
    ten_mg_of_hydrocortisone: dict[str, str] = field(default_factory=dict)


def _row(group: dict[str, object], drug: str) -> Expected:
    rest = dict(group)
    del rest["what"], rest["drugs"]
    named = {
        key: drug in rest.pop(listed, ())  # type: ignore[operator]
        for key, listed in (
            ("for_gvhd", "also_for_gvhd"),
            ("also_local", "also_local"),
            ("intrathecal", "also_intrathecal"),
        )
    }
    by_purpose = {"gvhd_by_purpose"} if named["for_gvhd"] else set()
    classes = frozenset(rest.pop("classes")) | by_purpose  # type: ignore[call-overload]
    return Expected(drug=drug, classes=classes, **named, **rest)  # type: ignore[arg-type]


def read_table() -> Table:
    """Every group of every file."""
    table = Table()
    for file in sorted(HERE.glob("*.toml")):
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        for group in written.get("group", ()):
            table.rows.extend(_row(group, drug) for drug in group["drugs"])
        table.ten_mg_of_hydrocortisone.update(written.get("ten_mg_of_hydrocortisone", {}))
        table.chinese.update(written.get("chinese", {}))
        table.depots.extend(Depot(**depot) for depot in written.get("depot", ()))
    return table


TABLE = read_table()
EVERY = {row.drug: row for row in TABLE.rows}
