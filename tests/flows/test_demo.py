"""`dayzero demo`, as a person runs it: it shows everything, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dayzero.demo.show import let_in
from dayzero.passwords import is_password
from dayzero.running.processes import ChildFailed, Children, answers
from models.records.store import open_engine, password_hash_of, upgrade
from tests.ports import free_port
from tests.refusals import refuses, said

pytestmark = pytest.mark.journey  # real servers or a browser, for minutes

SERVER = re.compile(r"http://127\.0\.0\.1:(\d+)")
PATIENCE_SECONDS = 600
LINES_OF_A_SCREEN, LINKS = 25, 4


@contextmanager
def demo(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A demo in an empty home, as after a fresh clone."""
    inherited = ("PREFECT_", "DAYZERO_", "HOME")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(inherited)}
    with subprocess.Popen(  # noqa: S603  our own program, no shell
        [sys.executable, "-m", "dayzero", "demo", *options],
        cwd=folder,
        env={**environment, "HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def still_running(folder: Path) -> list[str]:
    """Processes that were told to keep their things in this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes().split(b"\0")
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:  # it ended meanwhile, or is not ours to see
            continue
        if f"HOME={folder}".encode() in told:
            found.append(command)
    return found


def test_a_demo_ends_in_one_screen_whose_commands_show_its_records(tmp_path: Path) -> None:
    with demo(tmp_path, "--once") as process:
        shown, trouble = process.communicate(timeout=PATIENCE_SECONDS)

    assert process.returncode == 0, trouble
    screen = shown[shown.index("Day Zero, on made-up data") :]
    assert len(screen.splitlines()) <= LINES_OF_A_SCREEN
    assert re.search(r"11 sites, 2\d synthetic subjects", screen)
    assert re.search(r"\d+ subjects need attention: \d critical", screen)
    assert len(re.findall(r" (?:http|webcal)://127\.0\.0\.1:\d+/\S+", screen)) == LINKS
    assert re.search(r"demo, with the password (\w{5}-){3}\w{5}\n", screen)
    assert "Move infusion from" in " ".join(screen.split())
    assert still_running(tmp_path) == []
    assert_alerts_are_listed_and_none_is_snoozed(tmp_path, screen)


def assert_alerts_are_listed_and_none_is_snoozed(folder: Path, screen: str) -> None:
    """Type what the screen says, as in a second terminal."""
    named = re.search(r"^  \. (\S+)$", screen, re.MULTILINE)
    assert named is not None
    listing = f". {named[1]} && {sys.executable} -m dayzero alerts"
    alerts = subprocess.run(  # noqa: S603  what the demo told us to type
        ["/bin/sh", "-c", listing], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
    assert "CN10-001" in alerts
    assert "snoozed" not in alerts.partition("answer one:")[0]


def test_each_demo_has_a_new_password_and_the_old_one_opens_nothing(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    upgrade(engine)
    now = datetime(2026, 3, 10, tzinfo=UTC)
    old, new = let_in(engine, now), let_in(engine, now)
    kept = password_hash_of(engine, "demo")

    assert is_password(new, kept)
    assert not is_password(old, kept)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_a_demo_that_is_stopped_takes_its_servers_along(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with demo(tmp_path) as process:
        assert process.stdout is not None
        first_line = process.stdout.readline()  # written before the server starts
        while len(still_running(tmp_path)) < 2:  # the demo and its first server
            assert process.poll() is None
        process.send_signal(number)
        process.communicate(timeout=PATIENCE_SECONDS)

    assert process.returncode == code
    assert still_running(tmp_path) == []
    assert not answers(int(SERVER.findall(first_line)[0]), "/api/health")


def test_a_part_that_cannot_start_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    family = Children({}, tmp_path)
    failing = [sys.executable, "-c", "print('the port is taken'); raise SystemExit(3)"]

    with pytest.raises(ChildFailed) as caught:
        family.start("web", failing).wait_until_it_answers(free_port(), "/health")

    assert said(caught.value) == "web ended with 3; its log ends:\nthe port is taken"
    assert caught.value.exit_code == 1


def test_a_command_of_the_demo_that_fails_is_told_the_same_way(tmp_path: Path) -> None:
    family = Children({}, tmp_path)
    failing = [sys.executable, "-c", "print('one', flush=True); raise SystemExit('no database')"]

    with refuses(ChildFailed, match="sweep ended with 1; its log ends:\none\nno database"):
        list(family.lines_of("sweep", failing))


def test_what_a_command_prints_is_passed_on_line_by_line(tmp_path: Path) -> None:
    family = Children({}, tmp_path)

    assert list(family.lines_of("x", [sys.executable, "-c", "print('one\\ntwo')"])) == [
        "one\n",
        "two\n",
    ]
    assert family.running == []


def test_a_process_that_ignores_the_request_to_end_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dayzero.running.processes.GRACE_SECONDS", 0.2)
    family = Children({}, tmp_path)
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print('I stay', flush=True); time.sleep(600)"
    )
    child = family.start("stubborn", [sys.executable, "-c", stubborn])
    while not child.log.read_text():
        child.check_alive()

    family.stop()

    assert child.process.returncode == -signal.SIGKILL
