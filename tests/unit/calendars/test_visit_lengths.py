"""How long a step is drawn: site defaults of the data, and a site's own."""

from pathlib import Path

import pytest

from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.entries.visit_lengths import SHIPPED, visit_minutes
from models.errors import ProtocolRefused
from models.protocol import load_protocol
from models.protocol.loading.data_folder import SHIPPED as TRIAL
from models.protocol.loading.data_folder import VARIABLE
from models.schedule import PublishedEntry
from tests.unit.calendars.said_entries import about
from tests.unit.timeline.plan_builder import a_plan, a_step, first
from wording.refusals import say_refusal

NOW = first("2026-03-10T08:00+08:00")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's own file of lengths, beside a copy of the trial's data."""
    for file in TRIAL.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path / SHIPPED.name


def write(file: Path, text: str) -> None:
    file.write_text(f'schema = "dayzero.visit-lengths/1"\notherwise = 45\n{text}')


def revised(before: PublishedEntry | None, at: str) -> PublishedEntry:
    """What subscribers have of an infusion that is booked."""
    published = {} if before is None else {"infusion": before}
    plan = a_plan(a_step("infusion", "booked", at=at))
    [line] = revise(published, entries_of(plan), NOW)
    return line


def length(line: PublishedEntry) -> int:
    assert line.entry.starts is not None
    assert line.entry.ends is not None
    return line.entry.ends - line.entry.starts


def test_each_step_of_the_trial_has_a_length_and_an_infusion_outlasts_a_blood_test() -> None:
    steps = load_protocol().order
    text = SHIPPED.read_text(encoding="utf-8")

    assert [step for step in steps if f"\n{step} = " not in text] == []
    assert visit_minutes("infusion", "CN01") == 240
    assert visit_minutes("pregnancy_test_infusion", "CN01") == 30


def test_a_site_has_lengths_of_its_own(own: Path) -> None:
    write(own, "[minutes]\ninfusion = 200\n[at.CN01]\ninfusion = 360\n")

    assert visit_minutes("infusion", "CN01") == 360
    assert visit_minutes("infusion", "CN02") == 200
    assert visit_minutes("day_28", "CN01") == 45


def test_what_stands_keeps_its_length_until_it_moves(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own, "[minutes]\ninfusion = 90\n")
    monkeypatch.delenv(VARIABLE)
    before = revised(None, "2026-04-15T10:00+08:00")
    monkeypatch.setenv(VARIABLE, str(own.parent))

    kept = revised(before, "2026-04-15T10:00+08:00")
    moved = revised(kept, "2026-04-16T10:00+08:00")

    assert length(before) == 240
    assert kept is before
    assert (length(moved), moved.sequence) == (90, 1)
    assert "Length 90 minutes: site default." in about(moved.entry)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[minutes]\ninfusoin = 200\n", 4, "“infusoin” is not a step of this protocol"),
        ("[at.CN99]\ninfusion = 200\n", 3, "“CN99” is not a site of the trial"),
        (
            "[minutes]\ninfusion = 0\n",
            4,
            "“minutes.infusion”: input should be greater than or equal to 5",
        ),
    ],
)
def test_a_length_that_nobody_could_have_meant_is_refused_with_its_line(
    own: Path, text: str, line: int, told: str
) -> None:
    write(own, text)

    with pytest.raises(ProtocolRefused) as refused:
        visit_minutes("infusion", "CN01")

    assert refused.value.line == line
    assert say_refusal(refused.value.reason, "en") == told
