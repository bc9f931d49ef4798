"""What somebody at a desk is told of words that cannot be recorded, or a file that is unusable."""

import errno
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dayzero.desk.chart_files import FileUnusable, read_files
from dayzero.desk.importing.sources import fetch
from dayzero.desk.typed_facts import Options, fact_from, with_offset
from dayzero.passwords import PasswordRefused, checked_password
from dayzero.prefect_side.run_flows import PrefectUnreachable
from dayzero.running.processes import ChildFailed
from models.chart import read_chart
from models.errors import InputRefused
from models.faults_found import system_reason
from models.protocol import load_protocol
from models.reasons.refusals.settings import PartEnded, PrefectFlaw
from tests.refusals import refuses, said

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_a_word_too_many_is_told() -> None:
    with refuses(InputRefused, match=r"^drug: takes drug; “today” is one word more$"):
        fact_from("drug", ["dasatinib", "today"], Options(), SHANGHAI)
    with refuses(InputRefused, match=r"^step: takes step and state; “x” is one word more$"):
        fact_from("step", ["screening", "done", "x"], Options(), SHANGHAI)


def test_a_finding_is_answered_with_yes_no_or_unknown() -> None:
    sentence = "^present: “perhaps” is not an answer; use yes, no or unknown$"
    with refuses(InputRefused, match=sentence):
        fact_from("finding", ["cns_active", "perhaps"], Options(), SHANGHAI)


def test_a_time_that_came_twice_is_asked_for_with_its_offset() -> None:
    sentence = r"came twice in Europe/Berlin; give its offset, like \+08:00$"
    with refuses(InputRefused, match=sentence):
        with_offset("at", "2026-10-25T02:30", ZoneInfo("Europe/Berlin"))


def test_a_fact_without_its_kind_is_told_which_there_are() -> None:
    chart = {"site": "CN01", "facts": [{"id": "f1"}]}
    with refuses(InputRefused, match="kind: is missing; use one of step, drug, ") as caught:
        read_chart(chart, protocol=load_protocol(), now=0)
    told = said(caught.value).splitlines()
    assert 'subject: is missing; add it, like "subject": "CN01-007"' in told
    assert 'sex: is missing; add it, like "sex": "female"' in told


def test_a_field_without_an_example_is_told_to_be_missing() -> None:
    fact = {"id": "f1", "kind": "finding", "finding": "cns_active", "at": "2026-03-09"}
    with refuses(InputRefused, match=r"facts\[0\].present: is missing; add it$"):
        read_chart({"site": "CN01", "facts": [fact]}, protocol=load_protocol(), now=0)


def test_a_short_password_is_told() -> None:
    sentence = "^password: is shorter than 12 characters; take a few words$"
    with refuses(PasswordRefused, match=sentence):
        checked_password("ward 7", "li_na")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOTDIR, "Not a directory"),
        (errno.EROFS, "Read-only file system"),
        (errno.ENAMETOOLONG, "File name too long"),
        (errno.EIO, "Input/output error"),
        (errno.EFBIG, "File too large"),
        (errno.EBADF, "Bad file descriptor"),
        (errno.EXDEV, os.strerror(errno.EXDEV)),  # rare: told as the system tells it
    ],
)
def test_what_the_system_says_of_a_file_is_told(number: int, sentence: str) -> None:
    assert said(system_reason(OSError(number, os.strerror(number)))) == sentence


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "none.json"
    with refuses(FileUnusable, match=r"none.json: cannot be read \(No such file or directory\)$"):
        list(read_files([missing]))


def test_a_name_that_no_disk_can_have_is_told() -> None:
    with refuses(FileUnusable, match=r"cannot be read \(its name is not possible\)$"):
        fetch("a\0b", allow_local=False)


def test_a_part_that_ended_is_told_with_the_end_of_its_log() -> None:
    failed = ChildFailed("web", PartEnded(code=3), "port taken")
    assert said(failed) == "web ended with 3; its log ends:\nport taken"
    assert said(failed, "zh") == "web 已结束，退出码 3；其日志结尾为：\nport taken"


def test_a_server_that_was_started_for_us_is_told_as_such() -> None:
    unreachable = PrefectUnreachable(PrefectFlaw.TEMPORARY_ADDRESS)
    assert said(unreachable).startswith("Prefect's server at a temporary address does not answer")
