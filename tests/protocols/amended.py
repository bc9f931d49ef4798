"""Amendments of the shipped protocol, written into folders as a sponsor would write them."""

from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree

from sqlalchemy import Engine

from dayzero.desk.amending.version_files import approve, meant_version
from models.protocol.loading.data_folder import SHIPPED

FILE = "nct04684147.toml"
VISIT = """[[step]]
id = "day_14"
title = "day 14 visit"
title_zh = "第14天访视"
phase = "follow-up"
day = 14
days = "working"
after = ["infusion"]
anchor = "infusion"
target = "14 days"

"""
WINDOW = """[[link]]
rule = "PATH-day-14"
step = "day_14"
anchor = "infusion"
earliest = "13 days"
latest = "15 days"
text = "the day 14 visit is on Day 14 ± 1 day"
text_zh = "第14天访视在第 14 天 ± 1 天"
source = "amendment 2"
basis = "site default"

"""


def a_folder(folder: Path, **changed: str) -> Path:
    """The shipped data in a folder of its own, with parts of the protocol written otherwise.

    Args:
        changed: what is written in the place of each part, by the name of the part below.
    """
    copytree(SHIPPED, folder)
    text = (folder / FILE).read_text("utf-8")
    for part, new in changed.items():
        assert text.count(PARTS[part]) == 1, part
        text = text.replace(PARTS[part], new)
    (folder / FILE).write_text(text, "utf-8")
    return folder


PARTS = {
    "version": 'version = "2025-08-08.1"',
    "pegaspargase": 'anchor = "infusion"\ngap = "28 days"\nstrict = true\n'
    'drug_classes = ["pegylated_asparaginase"]',
    "visit_28": '[[step]]\nid = "day_28"\n',
    "window_28": '[[link]]\nrule = "PATH-day-28"\nstep = "day_28"\n',
    "end_of_28": 'earliest = "25 days"\nlatest = "31 days"\n',
}


def with_pegaspargase(folder: Path, version: str, days: int) -> Path:
    """Another washout of pegaspargase, and a visit on Day 14."""
    return a_folder(
        folder,
        version=f'version = "{version}"',
        pegaspargase=PARTS["pegaspargase"].replace("28 days", f"{days} days"),
        visit_28=VISIT + PARTS["visit_28"],
        window_28=WINDOW + PARTS["window_28"],
    )


def with_another_name(folder: Path) -> Path:
    """The visit of Day 28 under another name."""
    copytree(SHIPPED, folder)
    text = (folder / FILE).read_text("utf-8").replace('"day_28"', '"day_28_visit"')
    (folder / FILE).write_text(text.replace(PARTS["version"], 'version = "amendment-4"'), "utf-8")
    return folder


def approve_later(engine: Engine, folder: Path) -> None:
    """Have CN02 approve amendment 2 from a day on that is still far away."""
    with_pegaspargase(folder, "amendment-2", 21)
    meant = meant_version(engine, str(folder), "NCT04684147")
    now = datetime(2026, 3, 9, tzinfo=UTC)
    approve(engine, "CN02", meant, date(2027, 1, 4), asks=None, now=now, by="chief")
