"""A copy of checked data saves the next process the checking, and never tells another story."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import ProtocolRefused
from models.kept_copies import program
from models.protocol.loading.data_folder import SHIPPED

ROOT = Path(__file__).parents[3]
Start = Callable[..., tuple[str, bool]]
TOLD = """
import sys
from pathlib import Path
from models.kept_copies import folder
folder.COPIES = Path(sys.argv[1])
from models.chart.catalogue.drugs import load_catalogue
from models.protocol import load_protocol
protocol, drugs = load_protocol(), load_catalogue()
print(protocol.hash, protocol.step_by_id["day_28"].titles.english, len(drugs.drugs))
print("models.protocol.checks.every_check" in sys.modules, file=sys.stderr)
"""


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A process that reads the trial in a folder: what it told, and whether it checked the data."""

    def started(
        protocols: Path = SHIPPED, cache: Path = tmp_path / "cache", **environment: str
    ) -> tuple[str, bool]:
        own = {"PYTHONDONTWRITEBYTECODE": "", "DAYZERO_PROTOCOLS": str(protocols)}
        done = subprocess.run(  # noqa: S603  our own interpreter and script
            [sys.executable, "-c", TOLD, str(cache)],
            cwd=ROOT,
            env={**os.environ, **own, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout, done.stderr.strip() == "True"

    return started


def copies(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").iterdir())


def own_data(tmp_path: Path, was: str = "", becomes: str = "") -> Path:
    folder = tmp_path / "protocols"
    folder.mkdir(exist_ok=True)
    for file in SHIPPED.glob("*.toml"):
        (folder / file.name).write_text(file.read_text("utf-8").replace(was, becomes), "utf-8")
    return folder


def test_the_second_process_takes_the_same_data_without_checking_it_again(
    start: Start, tmp_path: Path
) -> None:
    first, second = start(), start()
    assert (first[1], second[1]) == (True, False)
    assert first[0] == second[0]
    assert [file.name.partition("-")[0] for file in copies(tmp_path)] == ["drugs", "protocol"]


def test_a_changed_word_in_the_data_is_read_at_once(start: Start, tmp_path: Path) -> None:
    before, _ = start(own_data(tmp_path))
    changed = own_data(tmp_path, 'title = "day 28 visit"', 'title = "visit of day 28"')
    after, checked = start(changed)
    assert checked
    assert "day 28 visit" in before
    assert "visit of day 28" in after
    assert start(changed) == (after, False)
    assert len(copies(tmp_path)) == 2  # one for each place, however often it changes


@pytest.mark.parametrize("damage", [lambda raw: raw[:-1], lambda raw: raw[:60], lambda _: b""])
def test_a_damaged_copy_is_made_again(
    start: Start, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    told, _ = start()
    for file in copies(tmp_path):
        file.write_bytes(damage(file.read_bytes()))
    assert start() == (told, True)
    assert start() == (told, False)


def test_nothing_is_written_where_python_may_write_none_of_its_own(
    start: Start, tmp_path: Path
) -> None:
    told = start(PYTHONDONTWRITEBYTECODE="1")
    assert not (tmp_path / "cache").exists()
    assert start() == told


def test_an_installation_is_checked_before_anybody_starts_it(tmp_path: Path) -> None:
    prefix = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [sys.executable, "-m", "models.kept_copies"],
        cwd=ROOT,
        env={**os.environ, **prefix},
        check=True,
    )
    kept = (file.name.partition("-")[0] for file in tmp_path.rglob("*.kept"))
    assert sorted(kept) == ["drugs", "protocol"]


def test_where_no_copy_can_be_written_each_process_reads_for_itself(
    start: Start, tmp_path: Path
) -> None:
    no_folder = tmp_path / "file"
    no_folder.touch()
    assert start(cache=no_folder) == start(cache=no_folder) == (start()[0], True)


def test_what_is_refused_is_refused_again(tmp_path: Path, start: Start) -> None:
    wrong = own_data(tmp_path, 'id = "day_28"', 'id = "day 28"')
    for _ in range(2):
        with pytest.raises(subprocess.CalledProcessError) as told:
            start(wrong)
        assert ProtocolRefused.__name__ in told.value.stderr


def test_another_program_or_library_makes_its_own_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "ours.py"
    ours.write_text("one = 1")
    monkeypatch.setattr(program, "_MODELS", tmp_path)
    stamps = {stamp()}
    ours.write_text("one = 12")
    stamps.add(stamp())
    monkeypatch.setattr("pydantic.VERSION", "0.0")
    assert len(stamps | {stamp()}) == 3


def stamp() -> str:
    program.program_stamp.cache_clear()
    told = program.program_stamp()
    program.program_stamp.cache_clear()
    return told
