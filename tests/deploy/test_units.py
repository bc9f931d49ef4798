"""The units and the logs' rotation, read by the programs that will use them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dayzero.command_line import COMMANDS

DEPLOY = Path(__file__).parents[2] / "deploy"
SYSTEM = sorted((DEPLOY / "systemd").glob("*.service"))
SBIN = f"{os.environ['PATH']}:/usr/sbin"
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="this machine has no systemd to ask"
)
needs_logrotate = pytest.mark.skipif(
    shutil.which("logrotate", path=SBIN) is None, reason="this machine has no logrotate"
)


def verified(unit: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Ask systemd about a copy whose program is there: ours is not installed here."""
    text = unit.read_text()
    for begins in (
        "/opt/dayzero/bin/dayzero",
        "/opt/dayzero/bin/prefect",
        "%h/dayzero/program/bin/dayzero",
    ):
        text = text.replace(f"ExecStart={begins} ", "ExecStart=/bin/true ")
    copy = folder / unit.name
    copy.write_text(text)
    (folder / "systemd").mkdir()
    return subprocess.run(  # noqa: S603  a program of the machine, no shell
        ["systemd-analyze", *options, "verify", str(copy)],  # noqa: S607  wherever it is
        env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@needs_systemd
@pytest.mark.parametrize("unit", SYSTEM, ids=lambda unit: unit.stem)
def test_systemd_finds_no_fault_in_a_unit(unit: Path, tmp_path: Path) -> None:
    told = verified(unit, tmp_path)

    assert (told.stderr, told.returncode) == ("", 0)


@needs_systemd
def test_systemd_finds_no_fault_in_the_unit_of_an_account_without_rights(tmp_path: Path) -> None:
    told = verified(DEPLOY / "systemd-user" / "dayzero.service", tmp_path, "--user")

    assert (told.stderr, told.returncode) == ("", 0)


@needs_systemd
def test_systemd_would_find_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.service"
    broken.write_text(SYSTEM[0].read_text().replace("Restart=on-failure", "Restart=on-failures"))
    (tmp_path / "copy").mkdir()

    assert "restart specifier" in verified(broken, tmp_path / "copy").stderr


@pytest.mark.parametrize("unit", SYSTEM, ids=lambda unit: unit.stem)
def test_a_unit_runs_a_command_that_there_is_and_not_as_root(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    (started,) = [line.removeprefix("ExecStart=") for line in lines if "ExecStart=" in line]
    program, command = started.split()[:2]

    assert "User=dayzero" in lines
    assert "UMask=0077" in lines
    assert program.endswith("/prefect") or command in COMMANDS


@needs_logrotate
def test_logs_are_rotated_while_they_are_written_and_no_line_is_lost(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    log, rules = tmp_path / "worker.log", tmp_path / "rules"
    ours = (DEPLOY / "logrotate").read_text().replace("/var/lib/dayzero/logs", str(tmp_path))
    rules.write_text(ours.replace("su dayzero dayzero", ""))
    rules.chmod(0o644)
    with log.open("ab") as written:  # as `dayzero up` opens it for the worker
        written.write(b"before\n")
        written.flush()
        subprocess.run(  # noqa: S603  a program of the machine, no shell
            [
                str(shutil.which("logrotate", path=SBIN)),
                "--force",
                "--state",
                str(tmp_path / "state"),
                str(rules),
            ],
            check=True,
        )
        written.write(b"after\n")

    assert log.read_bytes() == b"after\n"
    assert len(list(tmp_path.glob("worker.log.1*"))) == 1
