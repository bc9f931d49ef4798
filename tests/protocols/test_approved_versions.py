"""A site approves an amendment: what was done stays judged as it was, the rest is planned anew."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from dayzero.command_line import main
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.health.finding import Level
from dayzero.health.versions import version_findings
from models.disclosure import Disclosure
from models.errors import InputRefused, ProtocolRefused
from models.protocol import load_protocol
from models.protocol.loading.data_folder import SHIPPED
from models.reasons.calendar.changes import EntryRevised, VersionCounts
from models.reasons.refusals.authored.protocol_keys import UnreadFlaw
from models.records.store import (
    Wanted,
    all_at_sites,
    approvals,
    audit_trail,
    chart_document,
    close_trial,
    import_charts,
    learn_versions,
    open_alerts,
    open_engine,
    publish_pass,
    published_entries,
    read_for_pass,
    record_fact,
    registered_deviations,
    subjects_due,
    upgrade,
    verify,
)
from models.timeline.results import Plan
from models.timeline.values import StepState, VerdictValue
from models.versions.in_force import NOTHING_AT_SITES
from models.versions.known import know, known_protocol
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tasks.prefect_pages.attention import read_attention
from tests.protocols.amended import FILE, a_folder, with_another_name, with_pegaspargase
from tests.protocols.test_previews_of_amendments import a_chart, pegaspargase, step
from wording.messages.lines import line_of
from wording.messages.messages import alert_message
from wording.saying import say
from wording.voice import Voice

Json = dict[str, Any]
Run = Callable[..., str]

NOW = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
BEFORE = ("2025-08-08.1",)
BOOKED = a_chart(
    "CN01-001",
    step("consent", "done", "2026-10-05"),
    step("screening", "done", "2026-10-06"),
    step("apheresis", "done", "2026-10-12T10:00+08:00"),
    step("product_release", "done", "2026-11-20"),
    pegaspargase("2026-11-14T10:00+08:00"),
    step("infusion", "booked", "2026-12-08T10:00+08:00"),
)
"""To be infused 24 days after pegaspargase: too early by 28 days, right by 21."""
INFUSED = a_chart(
    "CN01-002",
    step("consent", "done", "2026-08-03"),
    step("screening", "done", "2026-08-04"),
    step("apheresis", "done", "2026-08-10T10:00+08:00"),
    step("product_release", "done", "2026-09-01"),
    pegaspargase("2026-09-01T10:00+08:00"),
    step("conditioning_start", "done", "2026-09-26"),
    step("conditioning_end", "done", "2026-09-28"),
    step("infusion", "done", "2026-10-01T10:00+08:00"),
    step("day_28", "done", "2026-10-29"),
)
"""Infused 30 days after pegaspargase: right by 28 days, too early by 35."""
ELSEWHERE = {**BOOKED, "subject": "CN02-001", "site": "CN02"}
CHARTS = (BOOKED, INFUSED, ELSEWHERE)


@pytest.fixture(autouse=True)
def _nothing_is_known_afterwards() -> Iterator[None]:
    yield
    know(NOTHING_AT_SITES)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    opened = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    upgrade(opened)
    charts = {chart["subject"]: json.dumps(chart).encode() for chart in CHARTS}
    import_charts(opened, charts.items(), now=NOW, by="test")
    monkeypatch.setenv("DAYZERO_DATABASE_URL", str(opened.url))
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    monkeypatch.setenv("DAYZERO_BY", "li_na")
    return opened


@pytest.fixture
def run(engine: Engine, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command about protocols; what it says, and that it ended as it should."""

    def run(*words: object, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["protocol", *map(str, words)])
        said = capsys.readouterr()
        assert ended.value.code == code, f"{engine.url}: {said.out}{said.err}"
        return said.out + said.err

    return run


def plan_of(engine: Engine, subject: str, moment: datetime = NOW) -> Plan:
    return stand_of(chart_document(engine, subject), moment, all_at_sites(engine))


def state_of(plan: Plan, name: str) -> StepState | None:
    return next((one.state for one in plan.steps if one.step == name), None)


def judged(plan: Plan, rule: str) -> VerdictValue:
    [value] = {one.value for one in plan.verdicts if one.rule == rule}
    return value


@pytest.fixture
def shorter(tmp_path: Path) -> Path:
    return with_pegaspargase(tmp_path / "v2", "amendment-2", 21)


@pytest.fixture
def longer(tmp_path: Path) -> Path:
    return with_pegaspargase(tmp_path / "v3", "amendment-3", 35)


def test_a_booking_is_judged_by_the_version_that_counts_at_its_site(
    engine: Engine, run: Run, shorter: Path
) -> None:
    assert judged(plan_of(engine, "CN01-001"), "EX-03.5") is VerdictValue.VIOLATION

    said = run("approve", "CN01", shorter, "2026-11-25")

    assert "CN01 plans by amendment-2 from 2026-11-25 on; 3 subjects to be planned anew" in said
    assert judged(plan_of(engine, "CN01-001"), "EX-03.5") is VerdictValue.MET
    assert judged(plan_of(engine, "CN02-001"), "EX-03.5") is VerdictValue.VIOLATION
    assert plan_of(engine, "CN01-001").protocol_version == "amendment-2"
    assert plan_of(engine, "CN02-001").protocol_version == "2025-08-08.1"


@pytest.mark.parametrize(
    ("moment", "value"),
    [
        (datetime(2026, 12, 1, 15, 59, tzinfo=UTC), VerdictValue.VIOLATION),  # 23:59 at the site
        (datetime(2026, 12, 1, 16, 0, tzinfo=UTC), VerdictValue.MET),  # its first minute
    ],
)
def test_it_counts_from_the_first_minute_of_its_day_at_the_site(
    engine: Engine, run: Run, shorter: Path, moment: datetime, value: VerdictValue
) -> None:
    run("approve", "CN01", shorter, "2026-12-02")

    assert judged(plan_of(engine, "CN01-001", moment), "EX-03.5") is value


def test_what_is_done_stays_judged_by_the_version_that_counted_then(
    engine: Engine, run: Run, longer: Path
) -> None:
    before = plan_of(engine, "CN01-002")

    run("approve", "CN01", longer, "2026-11-25")

    after = plan_of(engine, "CN01-002")
    assert after.verdicts == before.verdicts
    assert after.alerts == before.alerts
    assert [one for one in after.steps if one.step != "day_14"] == list(before.steps)
    assert judged(after, "EX-03.5") is VerdictValue.MET


def test_what_was_done_since_is_judged_by_the_version_that_counted_by_then(
    engine: Engine, run: Run, longer: Path
) -> None:
    run("approve", "CN01", longer, "2026-09-30")

    assert judged(plan_of(engine, "CN01-002"), "EX-03.5") is VerdictValue.VIOLATION


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2026-10-16", StepState.OVERDUE),  # the last day of its window: it can still be held
        ("2026-10-17", None),  # the day after: it came too late for this subject
    ],
)
def test_a_visit_that_comes_with_a_version_is_asked_of_those_who_can_still_hold_it(
    engine: Engine, run: Run, shorter: Path, day: str, asked: StepState | None
) -> None:
    run("approve", "CN01", shorter, day)

    assert state_of(plan_of(engine, "CN01-002"), "day_14") is asked
    assert state_of(plan_of(engine, "CN01-001"), "day_14") is StepState.PLANNED


GATE = """[[gate]]
rule = "GATE-day-14"
before = "day_14"
towards = "day_14"
text = "nothing recorded would stop the visit"
text_zh = "已记录的内容均不妨碍访视"
source = "amendment 2"
basis = "site default"

"""


@pytest.mark.parametrize(("day", "before"), [("2026-10-16", "day_14"), ("2026-10-17", None)])
def test_a_gate_before_a_visit_that_came_too_late_is_nobodys(
    engine: Engine, run: Run, shorter: Path, day: str, before: str | None
) -> None:
    text = (shorter / FILE).read_text("utf-8").replace("[gate]", "[[gate]]")
    first_hold = text.index("[[hold]]")
    (shorter / FILE).write_text(text[:first_hold] + GATE + text[first_hold:], "utf-8")

    run("approve", "CN01", shorter, day)

    shown = plan_of(engine, "CN01-002").gate
    assert (None if shown is None else shown.step) == before


def test_a_visit_that_was_held_stays_though_its_version_has_another_name_for_it(
    engine: Engine, run: Run, tmp_path: Path
) -> None:
    run("approve", "CN01", with_another_name(tmp_path / "v4"), "2026-11-25")

    held = plan_of(engine, "CN01-002")
    assert state_of(held, "day_28") is StepState.DONE
    assert state_of(held, "day_28_visit") is None
    to_come = plan_of(engine, "CN01-001")
    assert state_of(to_come, "day_28") is None
    assert state_of(to_come, "day_28_visit") is StepState.PLANNED


def test_nothing_locks_a_subject_whose_visit_left_with_a_version(
    engine: Engine, run: Run, shorter: Path, tmp_path: Path
) -> None:
    run("approve", "CN01", shorter, "2026-10-10")
    record_fact(engine, "CN01-002", step("day_14", "done", "2026-10-15"), now=NOW, by="li_na")
    run("approve", "CN01", a_folder(tmp_path / "v5", version='version = "5"'), "2026-11-01")

    plan = plan_of(engine, "CN01-002")

    assert plan.protocol_version == "5"
    assert state_of(plan, "day_14") is StepState.DONE
    death = {"kind": "event", "event": "death", "at": "2026-11-20"}
    record_fact(engine, "CN01-002", death, now=NOW, by="li_na")
    assert plan_of(engine, "CN01-002").ended is not None


def test_a_visit_that_left_can_still_be_recorded_and_is_not_asked(
    engine: Engine, run: Run, shorter: Path, tmp_path: Path
) -> None:
    run("approve", "CN01", shorter, "2026-10-10")
    run("approve", "CN01", a_folder(tmp_path / "v5", version='version = "5"'), "2026-11-01")
    assert state_of(plan_of(engine, "CN01-002"), "day_14") is None

    record_fact(engine, "CN01-002", step("day_14", "missed", "2026-10-16"), now=NOW, by="li_na")

    plan = plan_of(engine, "CN01-002")
    assert state_of(plan, "day_14") is StepState.MISSED
    assert not [one for one in plan.alerts if one.step == "day_14"]


def test_a_subject_who_goes_to_another_site_is_planned_by_the_version_of_that_site(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN02", shorter, "2026-11-01")
    moved = {
        "kind": "constant",
        "constant": "site",
        "value": "CN02",
        "at": "2026-11-29",
        "reason": "moved house",
    }

    record_fact(engine, "CN01-001", moved, now=NOW, by="li_na")

    assert plan_of(engine, "CN01-001").protocol_version == "amendment-2"
    assert judged(plan_of(engine, "CN01-001"), "EX-03.5") is VerdictValue.MET


RECONSENT = """[[step]]
id = "reconsent"
title = "consent to amendment 2"
title_zh = "第2版方案知情同意"
phase = "screening"
days = "any"

"""


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    """Amendment 2, which asks for the subject's consent to it."""
    folder = with_pegaspargase(tmp_path / "v2c", "amendment-2", 21)
    text = (folder / FILE).read_text("utf-8")
    first = text.index('[[step]]\nid = "day_14"')
    (folder / FILE).write_text(text[:first] + RECONSENT + text[first:], "utf-8")
    return folder


def test_a_version_that_asks_for_consent_counts_from_the_consent_on(
    engine: Engine, run: Run, asking: Path
) -> None:
    said = run("approve", "CN01", asking, "2026-11-25", "--consent", "reconsent")
    assert "it counts for each subject once this is recorded as done: consent to amendment" in said
    waiting = plan_of(engine, "CN01-001")
    assert judged(waiting, "EX-03.5") is VerdictValue.VIOLATION
    assert waiting.protocol_version == "2025-08-08.1"
    assert state_of(waiting, "reconsent") is not None
    assert state_of(waiting, "day_14") is None

    record_fact(engine, "CN01-001", step("reconsent", "done", "2026-11-29"), now=NOW, by="li_na")

    agreed = plan_of(engine, "CN01-001")
    assert judged(agreed, "EX-03.5") is VerdictValue.MET
    assert agreed.protocol_version == "amendment-2"
    assert state_of(agreed, "day_14") is StepState.PLANNED


def test_consent_to_a_step_that_the_version_has_not_is_refused(run: Run, shorter: Path) -> None:
    said = run("approve", "CN01", shorter, "2026-11-25", "--consent", "reconsent", code=2)

    assert "--consent reconsent: amendment-2 has no such step" in said


def test_everybody_of_the_trial_is_looked_at_when_a_site_approves(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-12-02")

    assert set(subjects_due(engine, NOW)) == {"CN01-001", "CN01-002", "CN02-001"}


def test_an_approval_that_is_said_again_changes_nothing(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-12-02")
    before = list(audit_trail(engine, Wanted()))

    said = run("approve", "CN01", shorter, "2026-12-02")

    assert "CN01 plans by amendment-2 from 2026-12-02 on already: nothing was changed" in said
    assert list(audit_trail(engine, Wanted())) == before


def test_a_version_that_is_known_never_changes(engine: Engine, run: Run, tmp_path: Path) -> None:
    run("approve", "CN01", with_pegaspargase(tmp_path / "v2", "amendment-2", 21), "2026-12-02")
    other = with_pegaspargase(tmp_path / "other", "amendment-2", 22)

    said = run("approve", "CN02", other, "2026-12-02", code=2)

    assert "amendment-2 of NCT04684147 is known with another content: a version never changes" in (
        said
    )
    assert [one.site for one in approvals(engine, "NCT04684147")] == ["CN01", "CN01"]


def test_a_version_on_record_needs_its_name_alone(engine: Engine, run: Run, shorter: Path) -> None:
    run("approve", "CN01", shorter, "2026-12-02")

    run("approve", "CN02", "amendment-2", "2026-12-03")

    stand = [(one.site, one.version, str(one.starts)) for one in approvals(engine, "NCT04684147")]
    assert stand == [
        ("CN01", "2025-08-08.1", "None"),
        ("CN01", "amendment-2", "2026-12-02"),
        ("CN02", "2025-08-08.1", "None"),
        ("CN02", "amendment-2", "2026-12-03"),
    ]


@pytest.mark.parametrize("name", ["amendment/2", "amendment 2", "a" * 41])
def test_a_name_that_cannot_stand_in_an_address_is_refused(
    run: Run, tmp_path: Path, name: str
) -> None:
    version = with_pegaspargase(tmp_path / "v2", name, 21)

    said = run("approve", "CN01", version, "2026-12-02", code=2)

    assert name[:40] in said
    assert " cannot name a version; write version = … in the file with 1 to 40" in said


def test_a_name_that_nobody_knows_is_refused(run: Run) -> None:
    said = run("approve", "CN01", "amendment-9", "2026-12-02", code=2)

    assert "amendment-9: there is no such file or folder, and no version of NCT04684147" in said


def test_a_folder_with_drugs_of_its_own_is_refused(run: Run, shorter: Path) -> None:
    with (shorter / "drugs.toml").open("a", encoding="utf-8") as drugs:
        drugs.write("\n# another catalogue\n")

    said = run("approve", "CN01", shorter, "2026-12-02", code=2)

    assert "has data of its own that is not the installation's: drugs.toml" in said


def test_the_other_day_takes_the_place_of_the_first(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-11-25")
    run("approve", "CN01", shorter, "2026-12-05")

    assert judged(plan_of(engine, "CN01-001"), "EX-03.5") is VerdictValue.VIOLATION
    assert "CN01  amendment-2  from 2026-12-05  approved by li_na, 2026-11-30" in run("approvals")


def test_an_approval_can_be_taken_back(engine: Engine, run: Run, shorter: Path) -> None:
    run("approve", "CN01", shorter, "2026-11-25")

    said = run("withdraw", "CN01", "amendment-2", "--why", "the committee has not met")

    assert "CN01 plans by amendment-2 no more; 3 subjects to be planned anew" in said
    assert judged(plan_of(engine, "CN01-001"), "EX-03.5") is VerdictValue.VIOLATION
    last = next(iter(audit_trail(engine, Wanted())))
    assert last.what == "took back the approval of version amendment-2 at CN01"
    assert last.why == "the committee has not met"


def test_what_was_recorded_by_a_version_is_read_when_its_approval_is_taken_back(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-10-10")
    record_fact(engine, "CN01-002", step("day_14", "done", "2026-10-15"), now=NOW, by="li_na")

    run("withdraw", "CN01", "amendment-2", "--why", "a mistake")

    assert state_of(plan_of(engine, "CN01-002"), "day_14") is StepState.DONE


def test_the_version_of_before_cannot_be_taken_back(run: Run, shorter: Path) -> None:
    run("approve", "CN01", shorter, "2026-11-25")

    said = run("withdraw", "CN01", "2025-08-08.1", "--why", "a mistake", code=2)

    assert "CN01 has not approved 2025-08-08.1; `dayzero protocol approvals` shows" in said


def test_where_nobody_approved_anything_the_list_says_so(run: Run) -> None:
    assert "no site has approved a version: all plan by the installed one, 2025-08-08.1" in (
        run("approvals")
    )


def test_the_list_is_for_programs_too(run: Run, shorter: Path) -> None:
    run("approve", "CN01", shorter, "2026-11-25")

    [before, approved] = json.loads(run("approvals", "--json"))

    assert (before["version"], before["starts"]) == ("2025-08-08.1", None)
    assert (approved["version"], approved["starts"]) == ("amendment-2", "2026-11-25")
    assert len(approved["sha256"]) == 64


def test_the_records_are_whole_and_name_who_approved(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-11-25")

    assert verify(engine).findings == ()
    [line] = [one for one in audit_trail(engine, Wanted()) if "approved" in one.what]
    assert (line.who, line.what) == (
        "li_na",
        "approved version amendment-2 at CN01 from 2026-11-25",
    )


def test_a_file_that_is_exchanged_later_moves_nobody_at_a_site_that_approved(
    engine: Engine, run: Run, shorter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("approve", "CN01", shorter, "2026-12-02")
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(with_pegaspargase(tmp_path / "x", "other", 7)))

    assert judged(plan_of(engine, "CN01-001"), "EX-03.5") is VerdictValue.VIOLATION
    assert judged(plan_of(engine, "CN02-001"), "EX-03.5") is VerdictValue.MET


def test_whatever_is_named_by_any_version_can_be_said(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-12-02")

    learn_versions(engine)

    assert "day_14" in known_protocol().step_by_id
    assert "day_14" not in load_protocol().step_by_id


def test_the_next_pass_is_no_later_than_the_first_minute_of_the_next_version(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-12-02")
    recorded = Recorded(read_for_pass(engine, "CN01-002"), ())

    result = work_out(recorded, plan_path(recorded, NOW), NOW)

    starts = int(datetime(2026, 12, 1, 16, 0, tzinfo=UTC).timestamp()) // 60
    assert result.next_change_at is not None
    assert result.next_change_at <= starts


DEBULKING = """[[purpose]]
id = "debulking"
title = "debulking"
title_zh = "减瘤"

[[purpose]]"""


def test_a_version_that_can_no_longer_be_read_stops_its_own_site_alone(
    engine: Engine, run: Run, shorter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich = a_folder(tmp_path / "rich")
    words = (rich / "vocabulary.toml").read_text("utf-8")
    (rich / "vocabulary.toml").write_text(words.replace("[[purpose]]", DEBULKING, 1), "utf-8")
    text = (shorter / FILE).read_text("utf-8")
    reading = text.replace('purposes = ["', 'purposes = ["debulking", "', 1)
    (tmp_path / FILE).write_text(reading, "utf-8")
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(rich))
    run("approve", "CN01", tmp_path / FILE, "2026-11-25")
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(SHIPPED))

    assert state_of(plan_of(engine, "CN02-001"), "infusion") is not None
    with pytest.raises(ProtocolRefused):
        plan_of(engine, "CN01-001")


def test_the_protocol_of_who_is_planned_by_one_version_is_that_version(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-12-02")

    document = chart_document(engine, "CN01-001")
    stands = protocol_of(document, NOW, all_at_sites(engine))

    assert stands.hash == load_protocol().hash


def passes(engine: Engine, subject: str, moment: datetime = NOW) -> None:
    """One pass, as the flow makes it."""
    recorded = Recorded(read_for_pass(engine, subject), published_entries(engine, subject))
    publish_pass(engine, work_out(recorded, plan_path(recorded, moment), moment))


def test_the_register_of_deviations_stays_as_it_is(engine: Engine, run: Run, longer: Path) -> None:
    passes(engine, "CN01-002")
    before = registered_deviations(engine, "CN01-002")
    run("approve", "CN01", longer, "2026-11-25")
    passes(engine, "CN01-002", NOW + timedelta(minutes=5))

    assert registered_deviations(engine, "CN01-002") == before


def test_a_calendar_names_the_version_as_the_reason_of_what_it_moved(
    engine: Engine, run: Run, shorter: Path
) -> None:
    passes(engine, "CN01-001")
    run("approve", "CN01", shorter, "2026-11-25")
    passes(engine, "CN01-001", NOW + timedelta(minutes=5))

    [infusion] = [
        line for line in published_entries(engine, "CN01-001") if line.entry.key == "infusion"
    ]

    assert isinstance(infusion.changed, EntryRevised)
    assert infusion.changed.because == VersionCounts(
        version="amendment-2", since=date(2026, 11, 25)
    )
    voice = Voice(language="en", zone=ZoneInfo("Asia/Shanghai"), protocol=known_protocol())
    assert "amendment-2 of the protocol counts here from 25 November 2026 on" in say(
        infusion.changed, voice
    )


def test_a_version_that_is_taken_back_is_named_as_well(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-11-25")
    passes(engine, "CN01-001")
    run("withdraw", "CN01", "amendment-2", "--why", "a mistake")
    passes(engine, "CN01-001", NOW + timedelta(minutes=5))

    changed = [line.changed for line in published_entries(engine, "CN01-001") if line.changed]

    voice = Voice(language="en", zone=ZoneInfo("Asia/Shanghai"), protocol=known_protocol())
    assert any(
        "2025-08-08.1 of the protocol counts here again" in say(one, voice) for one in changed
    )


def test_an_alert_that_a_version_raises_says_so(engine: Engine, run: Run, longer: Path) -> None:
    later = step("infusion", "booked", "2026-12-14T10:00+08:00")  # 30 days after pegaspargase
    record_fact(engine, "CN01-001", later, now=NOW, by="li_na")
    passes(engine, "CN01-001")
    run("approve", "CN01", longer, "2026-11-25")
    passes(engine, "CN01-001", NOW + timedelta(minutes=5))

    raised = {one.alert.rule: one.version for one in open_alerts(engine, "CN01-001")}
    assert raised["EX-03.5"] == "amendment-3"
    assert {version for rule, version in raised.items() if rule != "EX-03.5"} == {None}
    [told] = [one for one in read_attention(engine, "CN01-001") if one.alert.rule == "EX-03.5"]
    message = alert_message(
        line_of(told.told, known_protocol(), "en", NOW, ceiling=Disclosure.NOTHING),
        key="a key",
        base_url="http://localhost",
        language="en",
    )
    assert "It is raised as the site now plans by version amendment-3" in message.text


def test_a_pass_without_another_version_names_none(engine: Engine, run: Run, shorter: Path) -> None:
    run("approve", "CN01", shorter, "2026-11-25")
    passes(engine, "CN01-001")
    later = step("infusion", "booked", "2026-12-09T10:00+08:00")
    record_fact(engine, "CN01-001", later, now=NOW, by="li_na")
    passes(engine, "CN01-001", NOW + timedelta(minutes=5))

    causes = [
        line.changed.because
        for line in published_entries(engine, "CN01-001")
        if isinstance(line.changed, EntryRevised)
    ]
    assert causes
    assert not [cause for cause in causes if isinstance(cause, VersionCounts)]


def test_doctor_names_the_site_whose_version_cannot_be_read(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-11-25")
    stands = all_at_sites(engine)
    [fine] = version_findings(stands)
    assert (fine.level, fine.said) == (Level.OK, "1 site with an approved version, each readable")

    lost = ProtocolRefused(FILE, 12, UnreadFlaw.FILE)
    place = ("NCT04684147", "CN01")
    [broken] = version_findings(replace(stands, versions={}, refused={place: lost}))

    assert broken.level is Level.FAIL
    assert broken.said.startswith("CN01 approved a version that cannot be read: ")


def test_nobody_has_approved_anything_and_doctor_is_content() -> None:
    [fine] = version_findings(NOTHING_AT_SITES)

    assert (fine.level, fine.said) == (Level.OK, "no site has approved a version")


def test_a_look_at_the_version_that_counts_already_says_what_it_would_say_of_what_is_done(
    run: Run, longer: Path
) -> None:
    run("approve", "CN01", longer, "2026-11-25")
    run("approve", "CN02", longer, "2026-11-25")

    said = run("preview", longer, "--site", "CN01")

    assert "both versions are called" not in said
    assert "as before: 1 subject" in said
    assert "CN01-002 (CN01)\n  EX-03.5: stays met, as it was when it was done;" in said


def test_a_closed_trial_takes_no_version_any_more(engine: Engine, run: Run, shorter: Path) -> None:
    run("approve", "CN01", shorter, "2026-11-25")
    close_trial(engine, "NCT04684147", now=NOW, by="chief")

    again = run("approve", "CN02", "amendment-2", "2026-12-01", code=2)
    taken = run("withdraw", "CN01", "amendment-2", "--why", "a mistake", code=2)

    assert "the trial NCT04684147 is closed" in again
    assert "the trial NCT04684147 is closed" in taken


def test_a_chart_that_cannot_be_read_is_refused_by_the_version_of_its_site(
    engine: Engine, run: Run, shorter: Path
) -> None:
    run("approve", "CN01", shorter, "2026-11-25")
    document = chart_document(engine, "CN01-001")
    unread = {**document, "facts": [{"id": "f1", **step("no_such_step", "done", "2026-10-05")}]}

    stands = protocol_of(unread, NOW, all_at_sites(engine))

    assert stands.version == "amendment-2"
    with pytest.raises(InputRefused):
        stand_of(unread, NOW, all_at_sites(engine))
