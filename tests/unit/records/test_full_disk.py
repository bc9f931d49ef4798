"""A disk that is full, or a reader that is gone: one sentence, an exit code, nothing halved."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

from models.records.database.engine import open_engine
from models.records.subjects.charts import all_subjects, recorded_facts
from tests.unit.records.recorded import SCREENING, STENT, SUBJECT, bring_in, chart, raw

pytestmark = pytest.mark.journey  # starts the program many times

FULL = Path("/dev/full")
AT = "2026-04-03T08:00+08:00"
LOST = "the output cannot be written (No space left on device); what was recorded stays recorded\n"
ENROL = ("person", "add", "nurse", "--site", "CN01", "--generate")
needs_a_full_device = pytest.mark.skipif(
    not FULL.exists(), reason="this platform has no device that is always full"
)


def dayzero(
    url: str,
    *words: str | Path,
    stdout: int | IO[bytes] = subprocess.PIPE,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  our own program, no shell
        [sys.executable, "-m", "dayzero", *map(str, words)],
        env={**os.environ, "DAYZERO_DATABASE_URL": url, "DAYZERO_NOW": "2026-03-10T08:00+08:00"},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        preexec_fn=before,
    )


@pytest.fixture
def url(sqlite_url: str) -> str:
    engine = open_engine(sqlite_url)
    bring_in(engine, chart(SCREENING))
    engine.dispose()
    return sqlite_url


def facts(url: str) -> list[str]:
    engine = open_engine(url)
    found = [line.fact for line in recorded_facts(engine, SUBJECT)]
    engine.dispose()
    return found


@needs_a_full_device
@pytest.mark.parametrize(
    "words",
    [
        ("plan", "docs/example.chart.json", "--at", AT),  # drawn by Rich, more than a buffer holds
        ("plan", "docs/example.chart.json", "--json", "--at", AT),
        ("export", SUBJECT),
        ("alerts",),  # so little that it is written only at the end
    ],
)
def test_output_on_a_full_disk_is_told_in_one_sentence(url: str, words: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        answer = dayzero(url, *words, stdout=full)

    assert (answer.stderr.decode(), answer.returncode) == (LOST, 7)


@needs_a_full_device
def test_a_fact_is_recorded_although_its_number_cannot_be_printed(url: str) -> None:
    with FULL.open("wb") as full:
        answer = dayzero(url, "book", SUBJECT, "infusion", "2026-04-13T10:00", stdout=full)

    assert (answer.stderr.decode(), answer.returncode) == (LOST, 7)
    assert facts(url) == ["f1", "f2"]


def test_a_reader_that_has_seen_enough_is_left_without_a_word(url: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        answers = [
            dayzero(url, *words, stdout=closed) for words in (("--help",), ("export", SUBJECT))
        ]

    assert [(answer.stderr, answer.returncode) for answer in answers] == [(b"", 1)] * 2


def test_an_import_that_the_disk_has_no_room_for_leaves_nothing(url: str, tmp_path: Path) -> None:
    events = [{"id": f"f{n}", **STENT, "severity": "x" * 40} for n in range(400)]
    large = chart(*events, subject="CN01-008")
    file = tmp_path / "large.json"
    file.write_bytes(raw(large))

    answer = dayzero(url, "import", file, before=let_no_file_grow_far)

    told = answer.stderr.decode()
    assert answer.returncode == 3
    assert told.endswith("; nothing was changed\n")
    assert told.count("\n") == 1
    engine = open_engine(url)
    assert [line.subject for line in all_subjects(engine)] == [SUBJECT]
    assert bring_in(engine, large).added == 400  # once there is room
    engine.dispose()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for little more than a database."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("only root may make a small disk, and not in every container")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607


def test_a_full_disk_is_called_that_by_whoever_writes_or_only_reads(
    url: str, small_disk: Path
) -> None:
    database = small_disk / "dayzero.db"
    shutil.copy(url.removeprefix("sqlite:///"), database)
    full = f"the database {database} cannot grow: the disk is full; nothing was changed\n"
    fill = small_disk / "fill"
    with suppress(OSError), fill.open("wb", buffering=0) as rest:
        while True:
            rest.write(b"x" * 1024)

    told = [dayzero(f"sqlite:///{database}", *words) for words in (("subjects",), ENROL)]
    assert [(one.returncode, one.stderr.decode()) for one in told] == [(3, full)] * 2
    fill.unlink()
    assert dayzero(f"sqlite:///{database}", *ENROL).returncode == 0  # by itself, once there is room


def let_no_file_grow_far() -> None:
    """What the system does to a program that may not write more, as on a full quota."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
