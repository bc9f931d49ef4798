"""What the image is made by, run as an account without rights: the program works and ends well."""

import os
import shutil
import signal
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import httpx
import pytest

from tests.ports import free_port

pytestmark = pytest.mark.journey  # fetches and installs everything, starts all servers

ROOT = Path(__file__).parents[2]
NOBODY = 65_534
PATIENCE_SECONDS = 600
PYTHONS = ("/usr/bin/python3.13", "/usr/bin/python3.12", "/usr/bin/python3.11")
"""Of the machine: one in somebody's home is closed to other accounts."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not below pytest's own, which is closed to other accounts."""
    made = Path(mkdtemp(prefix="dayzero-install-"))
    if os.geteuid() == 0:
        os.chown(made, NOBODY, NOBODY)
    yield made
    shutil.rmtree(made)


def without_rights(folder: Path, *command: str | Path, **more: str) -> list[str]:
    """A command as an account with no rights and an empty home, and nothing of our environment."""
    told = {"HOME": str(folder), "PATH": "/usr/local/bin:/usr/bin:/bin", **more}
    who = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    words = ["env", "-i", *(f"{name}={value}" for name, value in told.items()), *map(str, command)]
    return [*who, *words] if os.geteuid() == 0 else words


def context(folder: Path) -> Path:
    """What an engine would send to be built: what the file lets through, and nothing else."""
    sent = folder / "source"
    lines = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text().splitlines()
    for name in (line.removeprefix("!") for line in lines if line.startswith("!")):
        (sent / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            left = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, sent / name, ignore=left)
        else:
            shutil.copy(ROOT / name, sent / name)
    return sent


@contextmanager
def up(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    program, home = folder / "program" / "bin" / "dayzero", folder / "home"
    command = without_rights(folder, program, "up", *options, DAYZERO_HOME=str(home))
    with subprocess.Popen(  # noqa: S603  our own program, no shell
        command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def test_an_account_without_rights_installs_runs_and_ends_it(folder: Path) -> None:
    python = next((path for path in PYTHONS if Path(path).exists()), None)
    if python is None:
        pytest.skip("this machine has no Python that every account may use")
    script = context(folder) / "deploy" / "install.sh"
    places = (folder / "program", folder / "home")
    installed = subprocess.run(  # noqa: S603  our own script
        without_rights(folder, "sh", script, *places, PYTHON=python),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert (installed.returncode, installed.stdout[:8]) == (0, "dayzero "), installed.stderr

    web = free_port()
    with up(folder, "--port", str(web), "--prefect-port", str(free_port())) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "ready; Ctrl-C" in line:
                break
        assert "deployment sweep is registered\n" in said, "".join(said)
        assert httpx.get(f"http://127.0.0.1:{web}/health").json() == {"status": "ok"}
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)

    assert process.returncode == 0
    kept = [folder / "home", *(folder / "home").rglob("*")]
    assert not [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077]
