"""Whatever the chart: an amendment leaves what is done as it was judged, and plans the rest."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayzero.desk.amending.version_files import read_version
from models.chart import ALL_ON_RECORD, read_chart
from models.errors import InputRefused
from models.moments import Minute
from models.plan import assess
from models.protocol import Protocol, load_protocol
from models.timeline.history.chart_at_rounds import step_records
from models.timeline.results import Plan, Verdict
from models.timeline.windows.case import open_case
from models.versions.in_force import AtSites, SiteVersions, Version
from models.versions.of_a_subject import protocol_at
from tests.properties.budget import share
from tests.properties.engine import minute_of
from tests.properties.paths import Subject, subjects
from tests.protocols.amended import a_folder, with_pegaspargase

TRIAL = "NCT04684147"
DAY = 1440
SITES = ("CN01", "CN05")


def _amended(**parts: str) -> Protocol:
    with TemporaryDirectory() as folder:
        return read_version(a_folder(Path(folder) / "new", **parts), TRIAL)


def _longer() -> Protocol:
    with TemporaryDirectory() as folder:
        return read_version(with_pegaspargase(Path(folder) / "new", "amendment-3", 35), TRIAL)


FIRST = load_protocol(TRIAL)
RENAMED = _amended(version='version = "amendment-0"')
LONGER = _longer()


def planned(subject: Subject, versions: SiteVersions) -> Plan:
    """As it stands where every site plans by these versions."""
    now = minute_of(subject.now)
    at_sites = AtSites(versions={(TRIAL, site): versions for site in SITES})
    protocol = protocol_at(subject.chart, now, at_sites)
    chart = read_chart(subject.chart, protocol=protocol, now=now, on_record=ALL_ON_RECORD)
    return assess(open_case(chart, protocol, None), now)


def done_at(subject: Subject) -> dict[str, Minute]:
    """When each step that is done may have been, at the earliest."""
    now = minute_of(subject.now)
    chart = read_chart(subject.chart, protocol=FIRST, now=now, on_record=ALL_ON_RECORD)
    records = step_records(chart, FIRST)
    return {name: one.at.earliest for name, one in records.items() if one.done and one.at}


def judged(plan: Plan, steps: set[str]) -> list[Verdict]:
    return [one for one in plan.verdicts if one.step in steps]


def _is_sound(subject: Subject) -> bool:
    try:
        done_at(subject)
    except InputRefused:
        return False
    return True


sound = subjects().filter(_is_sound)


@share(0.5)
@given(sound, st.integers(-120, 400))
def test_an_amendment_that_changes_nothing_moves_nothing(subject: Subject, days: int) -> None:
    since = minute_of(subject.now) - days * DAY

    before = planned(subject, (Version(FIRST),))
    after = planned(subject, (Version(FIRST), Version(RENAMED, since)))

    for part in ("steps", "verdicts", "alerts", "conflicts", "gate", "ended", "feasible"):
        assert getattr(after, part) == getattr(before, part), part


@share(0.5)
@given(sound, st.integers(-120, 400))
def test_what_was_done_before_it_is_judged_as_it_was(subject: Subject, days: int) -> None:
    since = minute_of(subject.now) - days * DAY
    earlier = {step for step, at in done_at(subject).items() if at < since}

    before = planned(subject, (Version(FIRST),))
    after = planned(subject, (Version(FIRST), Version(LONGER, since)))

    assert judged(after, earlier) == judged(before, earlier)


@share(0.5)
@given(sound)
def test_what_is_not_done_is_judged_by_the_version_that_counts(subject: Subject) -> None:
    since = minute_of(subject.now) - 1
    done = done_at(subject)
    open_steps = {step.id for step in FIRST.step} - set(done)

    alone = planned(subject, (Version(LONGER),))
    after = planned(subject, (Version(FIRST), Version(LONGER, since)))

    assert judged(after, open_steps) == judged(alone, open_steps)


@share(0.5)
@given(sound, st.integers(-120, 400))
def test_a_visit_that_came_too_late_is_never_asked(subject: Subject, days: int) -> None:
    since = minute_of(subject.now) - days * DAY
    infused = done_at(subject).get("infusion")

    after = planned(subject, (Version(FIRST), Version(LONGER, since)))

    asked = any(one.step == "day_14" for one in after.steps)
    if infused is not None and since > infused + 17 * DAY and since <= minute_of(subject.now):
        assert not asked
        assert not [one for one in after.alerts if one.step == "day_14"]


def test_the_versions_of_these_tests_are_others() -> None:
    assert len({FIRST.hash, RENAMED.hash, LONGER.hash}) == 3
    with pytest.raises(KeyError):
        FIRST.step_by_id["day_14"]
