"""What will fail if nothing is done is told while it can still be mended: by when, and why then."""

from dataclasses import replace
from datetime import datetime

import pytest

from models.alerting.digest import digest_of
from models.alerting.tellings import AlertToTell
from models.chart import read_chart
from models.disclosure import INSIDE
from models.moments import read_span
from models.plan import plan
from models.timeline.results import Plan
from models.timeline.values import AlertKind
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    plan_of,
    pregnancy_test,
    step_of,
)
from tests.unit.alerting.alerts_to_tell import SHANGHAI, standing
from wording.language import Language
from wording.messages.lines import line_of
from wording.messages.messages import alert_message, said

# Day 31 is Sunday 31 May: the last working day of its window is Friday 29 May, to 17:00.
INFUSED = a_chart(done("infusion", "2026-04-30T10:00+08:00"))

# In the National Day week of 2026 nobody works from Thursday 1 to Wednesday 7 October.
ON_THE_WAY = (
    done("consent", "2026-08-20"),
    done("screening", "2026-08-21"),
    done("apheresis", "2026-09-05T09:00+08:00"),
    pregnancy_test("2026-09-04"),
    done("product_release", "2026-09-29"),
)


LANGUAGES: tuple[Language, Language] = ("en", "zh")


def due(chart: Json, step: str, now: str) -> Json | None:
    found = [alert for alert in alerts_of(chart, "due_soon", now=now) if alert["step"] == step]
    return next(iter(found), None)


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("2026-05-26T16:58+08:00", None),
        ("2026-05-26T16:59+08:00", "info"),  # three days before the last working time
        ("2026-05-28T23:59+08:00", "info"),
        ("2026-05-29T00:00+08:00", "warning"),  # the last working day begins
        ("2026-05-29T23:59+08:00", "warning"),  # it may still be recorded
        ("2026-05-30T00:00+08:00", None),  # nothing is left: that is told by another alert
    ],
)
def test_on_the_last_working_day_of_a_window_the_warning_gets_louder(
    now: str, severity: str | None
) -> None:
    alert = due(INFUSED, "day_28", now)

    assert (alert["severity"] if alert else None) == severity


def test_the_warning_says_until_when_and_why_not_later() -> None:
    alert = due(INFUSED, "day_28", "2026-05-29T08:00+08:00")

    assert alert is not None
    assert alert["text"] == (
        "Day 28 visit must be done by 2026-05-29 16:59, the last working time: its window closes"
        " on 2026-05-31, and the site is closed in between."
    )


@pytest.mark.parametrize("now", ["2026-05-30T00:00+08:00", "2026-05-31T23:59+08:00"])
def test_on_the_closed_days_at_the_end_of_a_window_no_time_is_left(now: str) -> None:
    [alert] = [one for one in alerts_of(INFUSED, "infeasible", now=now) if one["step"] == "day_28"]

    assert alert["severity"] == "critical"


def test_a_window_that_lies_in_a_holiday_is_told_as_soon_as_its_date_is_booked() -> None:
    chart = a_chart(booked("infusion", "2026-09-06T10:00+08:00"))  # Day 25 to 31: 1 to 7 October
    [alert] = [
        one
        for one in alerts_of(chart, "infeasible", now="2026-08-07T08:00+08:00")
        if one["step"] == "day_28"
    ]

    assert alert["severity"] == "warning"  # it can be held late: no infusion waits for it
    assert (
        "No time is left for day 28 visit (PATH-day-28, SITE-working-days): not before 2026-10-01"
        in alert["text"]
    )
    # a visit never moves the infusion
    assert alert["text"].startswith("Do day 28 visit on 2026-10-08 09:00, 1 day after its window,")


def the_plan(chart: Json, now: str) -> Plan:
    minute = read_span(now, SHANGHAI).earliest
    return plan(read_chart(chart, protocol=PROTOCOL, now=minute), PROTOCOL, minute)


def no_date_left(chart: Json, step: str, now: str) -> AlertToTell:
    """The alert that a step has no date left, as people are told of it."""
    made = the_plan(chart, now)
    [alert] = [a for a in made.alerts if (a.kind, a.step) == (AlertKind.INFEASIBLE, step)]
    return replace(standing(), alert=alert)


IN_A_HOLIDAY = a_chart(booked("infusion", "2026-09-06T10:00+08:00"))  # Day 25 to 31: 1 to 7 October
UNTESTED = a_woman(
    *ON_THE_WAY,
    done("conditioning_start", "2026-09-29"),
    done("conditioning_end", "2026-09-30"),
    booked("infusion", "2026-10-04T10:00+08:00"),
)


@pytest.mark.parametrize(
    ("chart", "step", "now", "english", "chinese"),
    [
        (
            IN_A_HOLIDAY,
            "day_28",
            "2026-08-07T08:00+08:00",
            (
                "no date is left in the window of day 28 visit (PATH-day-28):"
                " do it on Thu 8 Oct 09:00 and record the deviation"
            ),
            (
                "第28天访视的时间窗内已无可行日期（PATH-day-28）："
                "请于10月8日 周四 09:00进行，并按方案偏离登记"
            ),
        ),
        (
            UNTESTED,
            "pregnancy_test_infusion",
            "2026-10-01T07:00+08:00",
            (
                "no date is left for pregnancy test before infusion (IN-10b): move infusion to"
                " Thu 8 Oct 10:00, by Sun 4 Oct 10:00"
            ),
            (
                "回输前妊娠试验已无可行日期（IN-10b）：请将回输改至"
                "10月8日 周四 10:00，请于10月4日 周日 10:00前处理"
            ),
        ),
        (
            INFUSED,
            "day_28",
            "2026-05-30T07:00+08:00",
            (
                "no date is left in the window of day 28 visit (PATH-day-28):"
                " do it on Mon 1 Jun 09:00 and record the deviation"
            ),
            (
                "第28天访视的时间窗内已无可行日期（PATH-day-28）："
                "请于6月1日 周一 09:00进行，并按方案偏离登记"
            ),
        ),
    ],
)
def test_where_no_date_is_left_the_first_line_says_what_would_do_and_by_when(
    chart: Json, step: str, now: str, english: str, chinese: str
) -> None:
    alert, at = no_date_left(chart, step, now), datetime.fromisoformat(now)

    def headline(language: Language) -> str:
        line = line_of(alert, PROTOCOL, language, at, ceiling=INSIDE)
        title = alert_message(line, key="k", base_url="", language=language).title
        return title.partition("CN01-007")[2].lstrip(": ")

    assert headline("en") == english
    assert headline("zh") == chinese


def test_what_has_no_date_left_is_due_in_the_digest_when_it_can_last_be_mended() -> None:
    alert = no_date_left(UNTESTED, "pregnancy_test_infusion", "2026-10-01T07:00+08:00")
    morning = datetime.fromisoformat("2026-10-01T07:00+08:00")

    assert digest_of([replace(alert, tell_from=morning)], [], morning).week


def test_what_is_due_just_after_a_holiday_is_told_before_it() -> None:
    woman = a_woman(*ON_THE_WAY, booked("infusion", "2026-10-08T10:00+08:00"))
    last_working_day = "2026-09-30T00:00+08:00"

    assert due(woman, "pregnancy_test_infusion", "2026-09-29T23:59+08:00") is None
    assert due(woman, "pregnancy_test_infusion", last_working_day) is not None
    assert due(woman, "infusion", last_working_day) is not None


def test_the_last_day_for_a_test_is_critical_before_and_after_lymphodepletion_has_begun() -> None:
    started = (done("conditioning_start", "2026-10-03"), done("conditioning_end", "2026-10-05"))
    infusion = booked("infusion", "2026-10-08T14:00+08:00")
    morning = "2026-10-08T08:00+08:00"

    before = due(a_woman(*ON_THE_WAY, infusion), "pregnancy_test_infusion", morning)
    after = due(a_woman(*ON_THE_WAY, *started, infusion), "pregnancy_test_infusion", morning)
    of_apheresis = a_woman(*ON_THE_WAY[:2], booked("apheresis", "2026-09-03T14:00+08:00"))
    collected = due(of_apheresis, "pregnancy_test_apheresis", "2026-09-03T08:00+08:00")

    assert (before or {})["severity"] == "critical"  # lymphodepletion waits for it
    assert (after or {})["severity"] == "critical"  # no slip is left
    assert (collected or {})["severity"] == "warning"  # apheresis could be another day


def test_a_test_is_never_offered_for_after_the_step_it_is_for() -> None:
    woman = a_woman(*ON_THE_WAY, booked("infusion", "2026-10-08T07:00+08:00"))  # before opening
    [alert] = [
        one
        for one in alerts_of(woman, "infeasible", now="2026-09-30T08:00+08:00")
        if one["step"] == "pregnancy_test_infusion"
    ]

    assert "Move infusion" in alert["text"]
    assert "deviation" not in alert["text"]


def test_a_test_that_is_repeated_too_soon_would_be_too_old_again() -> None:
    woman = a_woman(
        *ON_THE_WAY, pregnancy_test("2026-10-03"), booked("infusion", "2026-10-12T10:00+08:00")
    )

    def asked(now: str) -> tuple[str, str]:
        made = the_plan(woman, now)
        [alert] = [a for a in made.alerts if a.kind is AlertKind.EVIDENCE_EXPIRED]
        told, at = replace(standing(), alert=alert), datetime.fromisoformat(now)
        english, chinese = (line_of(told, PROTOCOL, word, at, ceiling=INSIDE) for word in LANGUAGES)
        return said(english, "en").asked, said(chinese, "zh").asked

    why, why_zh = "the one on record will be too old (IN-10b)", "原检测届时已失效（IN-10b）"
    assert asked("2026-10-08T07:00+08:00") == (
        f"repeat the pregnancy test before infusion, not before Fri 9 Oct: {why}",
        f"请自10月9日 周五起重做回输前妊娠试验：{why_zh}",
    )
    assert asked("2026-10-09T07:00+08:00") == (
        f"repeat the pregnancy test before infusion: {why}",
        f"请重做回输前妊娠试验：{why_zh}",
    )


def test_a_test_of_the_past_is_asked_for_and_not_called_impossible() -> None:
    woman = a_woman(done("apheresis", "2026-05-20T09:00+08:00"))

    assert [a["step"] for a in alerts_of(woman, "needs_information")] == ["apheresis"]
    assert "pregnancy_test_apheresis" not in {a["step"] for a in alerts_of(woman, "infeasible")}


def test_a_result_is_no_longer_asked_for_when_the_subject_has_left() -> None:
    awaited = pregnancy_test("2026-05-20T08:00+08:00", "pending")
    infusion = booked("infusion", "2026-06-10T10:00+08:00")
    left = {"kind": "event", "event": "withdrawn", "at": "2026-05-28"}

    assert alerts_of(a_woman(awaited, infusion), "needs_information")
    assert alerts_of(a_woman(awaited, infusion, left), "needs_information") == []


def test_a_booking_for_a_day_is_announced_to_the_end_of_it() -> None:
    chart = a_chart(*ON_THE_WAY[:2], booked("apheresis", "2026-08-26"))

    assert due(chart, "apheresis", "2026-08-26T23:59+08:00") is not None
    assert due(chart, "apheresis", "2026-08-27T00:00+08:00") is None


def test_what_is_booked_for_a_day_is_due_on_it_and_not_overdue() -> None:
    chart = a_chart(*ON_THE_WAY[:2], booked("apheresis", "2026-08-26"))
    morning = "2026-08-26T07:00+08:00"
    made = the_plan(chart, morning)
    [alert] = [a for a in made.alerts if (a.kind, a.step) == (AlertKind.DUE_SOON, "apheresis")]
    at = datetime.fromisoformat(morning)
    told = replace(standing(), alert=alert, tell_from=at)

    digest = digest_of([told], [], at)

    assert (digest.today, digest.overdue) == ((told,), ())
    line = line_of(told, PROTOCOL, "en", at, ceiling=INSIDE)
    assert said(line, "en").asked == "apheresis is booked"
    assert said(line, "en").by == "Wed 26 Aug"


def test_the_next_pass_comes_when_a_warning_gets_louder() -> None:
    plan = plan_of(INFUSED, now="2026-05-27T08:00+08:00")

    assert plan["next_change_at"] == "2026-05-29T00:00+08:00"


TOMORROW = a_woman(*ON_THE_WAY[:2], booked("apheresis", "2026-09-03T09:30+08:00"))


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("2026-09-01T16:00+08:00", "info"),
        ("2026-09-02T00:00+08:00", "warning"),  # tomorrow its result would come too late
        ("2026-09-02T16:00+08:00", "warning"),
    ],
)
def test_a_test_is_loud_on_the_last_day_that_leaves_time_for_its_result(
    now: str, severity: str
) -> None:
    alert = due(TOMORROW, "pregnancy_test_apheresis", now)

    assert (alert or {})["severity"] == severity


def test_after_lymphodepletion_that_day_is_critical() -> None:
    started = (done("conditioning_start", "2026-10-03"), done("conditioning_end", "2026-10-05"))
    woman = a_woman(*ON_THE_WAY, *started, booked("infusion", "2026-10-10T09:30+08:00"))

    alert = due(woman, "pregnancy_test_infusion", "2026-10-09T09:00+08:00")
    assert (alert or {})["severity"] == "critical"


def test_the_day_on_which_a_test_gets_louder_is_the_next_change() -> None:
    plan = plan_of(TOMORROW, now="2026-09-01T16:00+08:00")

    assert plan["next_change_at"] == "2026-09-02T00:00+08:00"


def test_apheresis_is_not_suggested_for_the_minute_of_its_own_test() -> None:
    now = "2026-09-02T16:00+08:00"
    test = step_of(TOMORROW, "pregnancy_test_apheresis", now=now)["proposed"]
    apheresis = step_of(TOMORROW, "apheresis", now=now)["proposed"]

    assert (test, apheresis) == ("2026-09-02T16:00+08:00", "2026-09-03T09:00+08:00")
