"""How a plan is told on Prefect's pages."""

import re
from dataclasses import asdict
from typing import Any

from models.disclosure import INSIDE, PREFECT, Disclosure
from models.protocol import load_protocol
from models.timeline.path_word import Word
from models.timeline.results import Alert, StepOutcome
from models.timeline.values import AlertKind, Severity, VerdictValue
from pictures.path import WASHOUTS, Path, PathLine, path_of
from tests.unit.records.recorded import as_said
from tests.unit.timeline.plan_builder import a_plan, a_step, a_verdict, first
from tests.unit.timeline.reasons_by_hand import WITHDREW, took
from wording.language import Language
from wording.pictures.path import path_words

PROTOCOL = load_protocol()
INFUSION = a_step("infusion", "at_risk", at="2026-04-15T10:00+08:00")


def path(
    *steps: StepOutcome,
    language: Language = "en",
    ceiling: Disclosure = INSIDE,
    **facts: Any,
) -> Path:
    """A path of these steps; Day 0 is one of them, or does not concern the subject."""
    if all(step.step != "infusion" for step in steps):
        steps = (*steps, a_step("infusion", "not_applicable"))
    return path_of(a_plan(*steps, **facts), PROTOCOL, language, ceiling=ceiling)


def line(shown: Path, name: str) -> PathLine:
    return next(one for one in shown.lines if one.name == name)


def test_the_washouts_stand_before_lymphodepletion() -> None:
    shown = path(
        a_step("consent"), a_step("apheresis"), a_step("conditioning_start"), a_step("infusion")
    )

    assert [one.name for one in shown.lines][-3:] == [WASHOUTS, "conditioning_start", "infusion"]


def test_every_phase_of_the_protocol_is_walked_by_the_flow() -> None:
    walked = ["screening", "apheresis", "manufacturing", WASHOUTS, "conditioning", "infusion"]

    assert {step.phase for step in PROTOCOL.steps} == {*walked, "follow-up"} - {WASHOUTS}


def test_a_violated_washout_makes_the_infusion_and_the_washouts_violated() -> None:
    verdict = a_verdict("EX-03.2", value=VerdictValue.VIOLATION, clears_at="2026-04-15T11:01+08:00")
    shown = path(a_step("consent", "done"), INFUSION, verdicts=(verdict,))

    assert line(shown, WASHOUTS).word is Word.VIOLATED
    assert line(shown, WASHOUTS).message == "EX-03.2 violated, met from 2026-04-15 11:01"
    assert line(shown, "infusion").word is Word.VIOLATED
    assert "booked for 2026-04-15 10:00" in line(shown, "infusion").message


def test_a_booking_that_facts_are_too_coarse_for_cannot_be_told() -> None:
    verdict = a_verdict("EX-05", value=VerdictValue.INDETERMINATE, clears_at="2026-04-16")
    shown = path(INFUSION, verdicts=(verdict,))

    assert line(shown, "infusion").word is Word.CANNOT_TELL
    assert line(shown, WASHOUTS).message == (
        "EX-05 cannot be judged until a fact is added, certainly met from 2026-04-16"
    )


def test_washouts_that_are_met_name_the_last_of_them() -> None:
    verdicts = (
        a_verdict("EX-03.2", clears_at="2026-03-23T09:01+08:00"),
        a_verdict("EX-03.5", clears_at="2026-04-01"),
    )
    shown = path(a_step("infusion", "booked", at="2026-04-15"), verdicts=verdicts)

    assert line(shown, WASHOUTS).word is Word.ON_TRACK
    assert line(shown, WASHOUTS).message == "met from 2026-04-01 (EX-03.5 is the last)"


def test_a_subject_without_exposures_needs_no_washout() -> None:
    assert line(path(a_step("infusion")), WASHOUTS).word is Word.NOT_APPLICABLE


def test_an_open_step_says_its_window_and_the_proposed_date() -> None:
    shown = path(
        a_step("day_28", opens="2026-05-10", closes="2026-05-16", proposed="2026-05-13T09:00+08:00")
    )

    assert line(shown, "day_28").message == (
        "from 2026-05-10 until 2026-05-16, proposed 2026-05-13 09:00"
    )


def test_the_path_says_what_its_most_urgent_alert_says() -> None:
    alert = Alert(
        key="k",
        kind=AlertKind.OVERDUE,
        severity=Severity.CRITICAL,
        cause=as_said("dasatinib of Wang was …"),
        step="apheresis",
        deadline=first("2026-03-08T10:00+08:00"),
    )
    shown = path(a_step("apheresis", "overdue"), alerts=(alert,))

    assert shown.word is Word.OVERDUE
    assert shown.message == "overdue: apheresis, since 2026-03-08 10:00"


def test_a_deadline_ahead_says_by_when_to_act() -> None:
    alert = Alert(
        key="k",
        kind=AlertKind.WASHOUT_VIOLATED,
        severity=Severity.CRITICAL,
        cause=as_said("…"),
        step="infusion",
        rule="EX-03.2",
        deadline=first("2026-04-15T10:00+08:00"),
    )

    assert path(INFUSION, alerts=(alert,)).message == (
        "washout violated: infusion (EX-03.2), act by 2026-04-15 10:00"
    )


def test_what_is_only_to_be_known_keeps_a_path_on_track() -> None:
    alert = Alert(
        key="k", kind=AlertKind.PROVISIONAL_CALENDAR, severity=Severity.INFO, cause=as_said("…")
    )
    shown = path(a_step("apheresis", "booked", at="2026-03-20"), alerts=(alert,))

    assert shown.word is Word.ON_TRACK
    assert shown.message == "next: apheresis, booked for 2026-03-20"
    assert shown.phase == "apheresis"


def test_a_withdrawn_subject_is_closed_without_the_reason() -> None:
    shown = path(a_step("apheresis", "cancelled"), ended=WITHDREW)

    assert (shown.word, shown.message) == (Word.CLOSED, "the timeline is closed")
    assert shown.phase == "closed"
    assert line(shown, "apheresis").word is Word.CALLED_OFF


def test_a_path_is_done_when_only_a_date_to_know_is_left() -> None:
    shown = path(a_step("day_28", "done", at="2026-01-02"), a_step("contraception_end"))

    assert shown.word is Word.DONE
    assert shown.phase == "completed"


def test_nothing_that_a_fact_says_reaches_prefect() -> None:
    verdict = a_verdict(
        "EX-03.2",
        value=VerdictValue.VIOLATION,
        reason=took("dasatinib", "2026-03-20", "EX-03.2", fact="hospital-4711"),
        fact="hospital-4711",
    )
    alert = Alert(
        key="CN01-007/hospital-4711",
        kind=AlertKind.WASHOUT_VIOLATED,
        severity=Severity.CRITICAL,
        cause=as_said("Wang took dasatinib"),
        step="infusion",
        rule="EX-03.2",
        fact="hospital-4711",
    )
    shown = path(INFUSION, verdicts=(verdict,), alerts=(alert,))
    said = " ".join([shown.message, *(f"{one.title} {one.message}" for one in shown.lines)])

    assert "EX-03.2" in said
    for private in ("Wang", "dasatinib", "4711"):
        assert private not in said


# ---------------------------------------------------------------- in Chinese


def test_a_path_is_told_in_chinese_with_the_same_words_and_lines() -> None:
    late = Alert(
        key="k",
        kind=AlertKind.WASHOUT_VIOLATED,
        severity=Severity.CRITICAL,
        cause=as_said("…"),
        step="infusion",
        rule="EX-03.2",
        deadline=first("2026-04-15T10:00+08:00"),
    )
    verdicts = (
        a_verdict("EX-03.2", value=VerdictValue.VIOLATION, clears_at="2026-04-15T11:01+08:00"),
        a_verdict("EX-05", value=VerdictValue.INDETERMINATE),
        a_verdict("EX-03.5", clears_at="2026-04-01"),
    )
    steps = (
        a_step("consent", "done", at="2026-02-01"),
        INFUSION,
        a_step(
            "day_28", opens="2026-05-10", closes="2026-05-16", proposed="2026-05-13T09:00+08:00"
        ),
        a_step("contraception_end"),
    )
    shown = path(*steps, language="zh", verdicts=verdicts, alerts=(late,))

    assert [one.word for one in shown.lines] == [
        one.word for one in path(*steps, verdicts=verdicts, alerts=(late,)).lines
    ]
    assert shown.message == "洗脱期不足：回输（EX-03.2），请于 2026-04-15 10:00 前处理"
    assert {one.title: one.message for one in shown.lines} == {
        "知情同意": "已完成 2026-02-01",
        "回输前的洗脱期": "违反 EX-03.2，自 2026-04-15 11:01 起符合；EX-05 无法判定，须补充记录；"
        "自 2026-04-01 起符合（最后一项为 EX-03.5）",
        "回输": "预约于 2026-04-15 10:00；违反 EX-03.2，自 2026-04-15 11:01 起符合；"
        "EX-05 无法判定，须补充记录",
        "第28天访视": "不早于 2026-05-10，不晚于 2026-05-16，建议 2026-05-13 09:00",
        "避孕义务结束": "尚无日期",
    }


def test_both_languages_of_a_path_have_the_same_texts_with_the_same_blanks() -> None:
    english, chinese = path_words("en"), path_words("zh")
    assert set(english.kinds) == set(chinese.kinds) == set(AlertKind)
    for name, text in asdict(english).items():
        assert blanks(text) == blanks(asdict(chinese)[name]), name


def blanks(text: object) -> list[str]:
    return sorted(re.findall(r"{\w*}", str(text))) if isinstance(text, str) else []


# ------------------------------------------------------------------ among Prefect's runs


def test_prefect_is_told_that_a_rule_is_violated_and_not_which() -> None:
    verdicts = (
        a_verdict("EX-03.2", value=VerdictValue.VIOLATION, clears_at="2026-04-15T11:01+08:00"),
        a_verdict("EX-05", value=VerdictValue.VIOLATION, clears_at="2026-04-14"),
        a_verdict("EX-03.5", value=VerdictValue.INDETERMINATE),
    )
    said = line(path(INFUSION, verdicts=verdicts, ceiling=PREFECT), WASHOUTS).message
    in_chinese = line(path(INFUSION, verdicts=verdicts, ceiling=PREFECT, language="zh"), WASHOUTS)

    assert said == (
        "a rule is violated, met from 2026-04-16; cannot be judged until a fact is added"
    )
    assert in_chinese.message == "不符合规则，自 2026-04-16 起符合；无法判定，须补充记录"


def test_prefect_is_told_the_first_whole_day_after_the_washouts() -> None:
    """A minute would tell that a rule in hours is the last."""
    verdicts = (a_verdict("EX-03.2", clears_at="2026-03-23T09:01+08:00"),)
    shown = path(a_step("infusion", "booked", at="2026-04-15"), verdicts=verdicts, ceiling=PREFECT)

    assert line(shown, WASHOUTS).message == "met from 2026-03-24"


def test_prefect_is_told_of_a_test_and_not_of_which() -> None:
    shown = path(a_step("pregnancy_test_infusion", "due"), ceiling=PREFECT)

    [test] = [one for one in shown.lines if one.name == "pregnancy_test_infusion"]
    assert (test.run, test.title) == ("test_infusion", "test before infusion")
    assert shown.message == "next: test before infusion, no date yet"
    assert shown.line("test_infusion") is shown.line("pregnancy_test_infusion")


def test_an_alert_names_no_rule_on_prefects_pages() -> None:
    alert = Alert(
        key="k",
        kind=AlertKind.WASHOUT_VIOLATED,
        severity=Severity.CRITICAL,
        cause=as_said("dasatinib …"),
        step="infusion",
        rule="EX-03.2",
        deadline=first("2026-04-15T10:00+08:00"),
    )

    assert path(INFUSION, alerts=(alert,), ceiling=PREFECT).message == (
        "washout violated: infusion, act by 2026-04-15 10:00"
    )
