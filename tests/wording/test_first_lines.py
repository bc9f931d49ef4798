"""The first line of an alert: what to do, then shortly why, in each language."""

# ruff: noqa: E501  each sentence stands as it is read

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from models.alerting.case_names import Case
from models.alerting.cases import case_of
from models.moments import read_span
from models.reasons.alerts.asked import ways_of
from models.reasons.alerts.moves import AllOf, MoveStep
from models.timeline.results import Alert, Plan, Repair
from models.timeline.values import AlertKind, Severity
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    booked,
    cancelled,
    cd19_test,
    done,
    drug,
    event,
    finding,
    measurement,
    pregnancy_test,
)
from tests.spec.test_in_chinese import planned
from tests.spoken import todays_voice
from tests.wording.charts_of_reasons import SHOWN, shown
from wording.alerts.first_line import first_line, line_of_missing
from wording.plan_document import plan_document
from wording.saying import say
from wording.sentences import without_stop
from wording.voice import Voice

SHANGHAI = ZoneInfo("Asia/Shanghai")
LANGUAGES = ("en", "zh")
TO_RELEASE = (
    done("consent", "2026-02-01"),
    done("screening", "2026-02-02"),
    cd19_test("2026-01-20"),
    done("apheresis", "2026-02-10T09:00+08:00"),
    done("product_release", "2026-03-20"),
)
ON = "2026-04-01T08:00+08:00"
INFUSION = booked("infusion", "2026-04-10T10:00+08:00")


def lines(chart: Json, now: str = ON) -> tuple[str, str]:
    """The first line of a plan, in English and in Chinese."""
    plan = planned(chart, now)
    english, chinese = (
        first_line(plan.alerts[0], todays_voice(plan, PROTOCOL, language)) for language in LANGUAGES
    )
    return english, chinese


FIRST: dict[str, tuple[Json, str, str, str]] = {
    "a washout": (
        a_chart(*TO_RELEASE, drug("pegaspargase", "2026-03-15", route="im"), INFUSION),
        ON,
        (
            "Move infusion from Fri 10 Apr 10:00 to Mon 13 Apr 10:00:"
            " pegaspargase of Sun 15 Mar needs 29 days (EX-03.5)."
        ),
        "回输由 4月10日 周五 10:00 改至 4月13日 周一 10:00：3月15日 周日 的培门冬酶须满 29 天（EX-03.5）。",
    ),
    "a washout in hours": (
        a_chart(*TO_RELEASE, drug("dasatinib", "2026-04-07T11:00+08:00"), INFUSION),
        ON,
        (
            "Move infusion from Fri 10 Apr 10:00 to Fri 10 Apr 11:15:"
            " dasatinib of Tue 7 Apr 11:00 needs more than 72 hours (EX-03.2)."
        ),
        "回输由 4月10日 周五 10:00 改至 4月10日 周五 11:15：4月7日 周二 11:00 的达沙替尼须超过 72 小时（EX-03.2）。",
    ),
    "two washouts": (
        a_chart(
            *TO_RELEASE,
            drug("pegaspargase", "2026-03-15", route="im"),
            drug("etoposide", "2026-03-30"),
            INFUSION,
        ),
        ON,
        (
            "Move infusion from Fri 10 Apr 10:00 to Tue 14 Apr 10:00: pegaspargase of Sun 15 Mar needs 29 days"
            " (EX-03.5); etoposide of Mon 30 Mar needs 15 days (EX-03)."
        ),
        (
            "回输由 4月10日 周五 10:00 改至 4月14日 周二 10:00：3月15日 周日 的培门冬酶须满 29 天（EX-03.5）；"
            "3月30日 周一 的依托泊苷须满 15 天（EX-03）。"
        ),
    ),
    "a drug that goes on": (
        a_chart(*TO_RELEASE, drug("imatinib", first="2026-03-01"), INFUSION),
        ON,
        "Do not go ahead with infusion: imatinib is still being given (EX-03.2).",
        "请勿进行回输：伊马替尼仍在使用（EX-03.2）。",
    ),
    "two bookings": (
        a_chart(*TO_RELEASE, booked("conditioning_start", "2026-04-08"), INFUSION),
        ON,
        (
            "Move lymphodepletion start from Wed 8 Apr to Sun 5 Apr,"
            " or move infusion from Fri 10 Apr 10:00 to Mon 13 Apr 10:00:"
            " lymphodepletion starts on Day −5 (PATH-conditioning-start)."
        ),
        (
            "清淋开始由 4月8日 周三 改至 4月5日 周日；或回输由 4月10日 周五 10:00 改至 4月13日 周一 10:00："
            "清淋在第 −5 天开始（PATH-conditioning-start）。"
        ),
    ),
    "a test that is too old": (
        a_woman(
            *TO_RELEASE,
            pregnancy_test("2026-02-09"),
            pregnancy_test("2026-03-31"),
            done("conditioning_start", "2026-04-05"),
            INFUSION,
        ),
        "2026-04-06T08:00+08:00",
        (
            "Repeat the pregnancy test from Tue 7 Apr to Fri 10 Apr:"
            " that of Tue 31 Mar is too old for infusion on Fri 10 Apr 10:00 (IN-10b)."
        ),
        "请于 4月7日 周二 至 4月10日 周五 重做妊娠试验：3月31日 周二 的检测对回输（4月10日 周五 10:00）已过有效期（IN-10b）。",
    ),
    "a test to be booked": (
        a_woman(
            *TO_RELEASE,
            pregnancy_test("2026-02-09"),
            booked("conditioning_start", "2026-04-05"),
            INFUSION,
        ),
        "2026-04-03T08:00+08:00",
        (
            "Book the pregnancy test for a day from Tue 7 Apr to Fri 10 Apr:"
            " infusion on Fri 10 Apr 10:00 needs a negative pregnancy test (IN-10b)."
        ),
        "请预约 4月7日 周二 至 4月10日 周五 之间的妊娠试验：回输（4月10日 周五 10:00）需要妊娠试验阴性结果（IN-10b）。",
    ),
    "a positive test": (
        a_woman(
            *TO_RELEASE,
            pregnancy_test("2026-02-09"),
            pregnancy_test("2026-04-08", "positive"),
            done("conditioning_start", "2026-04-05"),
            done("conditioning_end", "2026-04-07"),
            INFUSION,
        ),
        "2026-04-09T08:00+08:00",
        "Do not go on to infusion until the investigator has recorded that pregnancy is excluded: pregnancy test of Wed 8 Apr (f7) positive (HOLD-pregnancy).",
        "研究者记录已排除妊娠之前，回输须暂停：4月8日 周三 的妊娠试验（f7）结果为阳性（HOLD-pregnancy）。",
    ),
    "a question": (
        a_chart(*TO_RELEASE, drug("XY-1234", "2026-04-05"), INFUSION),
        "2026-04-05T12:00+08:00",
        (
            "Record the INN or ATC code of “XY-1234”, which the drug catalogue lacks:"
            " infusion cannot be judged without it (EX-03)."
        ),
        "请记录“XY-1234”的通用名或 ATC 代码，药物目录中没有此名：回输须据此判定（EX-03）。",
    ),
    "a value that excludes": (
        a_chart(*TO_RELEASE, measurement("lvef", "40", "%", "2026-03-20")),
        ON,
        (
            "Do not go on; ask the investigator, and record a screen failure or the waiver:"
            " LVEF 40 % on Fri 20 Mar (f6) (EX-12a)."
        ),
        (
            "请勿继续；请询问研究者，并登记筛选失败或豁免："
            "左室射血分数（LVEF） 40 %，3月20日 周五（f6）（EX-12a）。"
        ),
    ),
    "a step that is late": (
        a_chart(*TO_RELEASE[:3], booked("apheresis", "2026-03-25T09:00+08:00")),
        ON,
        "Record apheresis if it was done; otherwise book it again: it was booked for Wed 25 Mar 09:00.",
        "若单采已完成请补录，否则请重新预约：原预约于 3月25日 周三 09:00。",
    ),
    "what lymphodepletion waits for": (
        a_chart(
            *TO_RELEASE[:4],
            booked("product_release", "2026-04-03"),
            booked("conditioning_start", "2026-04-05"),
            INFUSION,
        ),
        "2026-04-03T08:00+08:00",
        "Record product release as soon as it is done: lymphodepletion start waits for it.",
        "产品放行完成后请立即记录：清淋开始须等待此项。",
    ),
    "a step that will not come": (
        a_chart(*TO_RELEASE[:3], cancelled("apheresis", "2026-03-25")),
        ON,
        "Book apheresis again, or record how the path ended: the steps after it wait for it.",
        "请重新预约单采，或记录流程如何结束：其后步骤均在等待。",
    ),
    "no way into the trial": (
        a_chart(
            done("consent", "2026-03-20"),
            done("screening", "2026-03-22"),
            cd19_test("2026-03-10"),
            event("induction_start", "2023-12-20"),
            event("first_remission", "2024-01-10"),
            event("relapse", "2026-03-10"),
            *(
                finding(way, False, "2026-03-20")
                for way in (
                    "second_marrow_relapse",
                    "no_remission_after_rescue",
                    "marrow_relapse_after_transplant",
                )
            ),
        ),
        ON,
        (
            "Do not go on; ask the investigator, and record a screen failure or the waiver:"
            " no way into the trial is open (IN-03)."
        ),
        "请勿继续；请询问研究者，并登记筛选失败或豁免：入组途径均不符合（IN-03）。",
    ),
}


@pytest.mark.parametrize("name", FIRST)
def test_the_action_comes_first_and_then_shortly_why(name: str) -> None:
    chart, now, english, chinese = FIRST[name]

    assert lines(chart, now) == (english, chinese)


def test_the_year_is_said_where_it_is_another_one() -> None:
    chart = a_chart(*TO_RELEASE, drug("pegaspargase", "2026-12-30", route="im"))
    plan = planned(a_chart(*chart["facts"], booked("infusion", "2027-01-11T10:00+08:00")), ON)
    [alert] = [one for one in plan.alerts if one.kind is AlertKind.WASHOUT_VIOLATED]

    assert first_line(alert, todays_voice(plan, PROTOCOL, "en")).startswith(
        "Move infusion from Mon 11 Jan 2027 10:00 to Thu 28 Jan 2027 10:00: pegaspargase of Wed 30 Dec needs"
    )
    assert "由 2027年1月11日 周一 10:00 改至 2027年1月28日 周四 10:00" in first_line(
        alert, todays_voice(plan, PROTOCOL, "zh")
    )


# ---------------------------------------------------------------- several steps move together


def voice(language: str) -> Voice:
    today = date(2026, 4, 1)
    return Voice(language=language, zone=SHANGHAI, protocol=PROTOCOL, dates=today)


def move(step: str, since: str, to: str, *with_it: MoveStep) -> MoveStep:
    at = read_span(to, SHANGHAI).earliest
    return MoveStep(step=step, since=read_span(since, SHANGHAI), to=at, with_it=with_it)


TOGETHER = move(
    "infusion",
    "2026-04-10T10:00+08:00",
    "2026-04-13T10:00+08:00",
    move("conditioning_start", "2026-04-05", "2026-04-08"),
)


def test_steps_that_move_together_are_one_action() -> None:
    assert say(TOGETHER, voice("en")) == (
        "Move infusion from Fri 10 Apr 10:00 to Mon 13 Apr 10:00,"
        " and lymphodepletion start from Sun 5 Apr to Wed 8 Apr."
    )
    assert say(TOGETHER, voice("zh")) == (
        "回输由 4月10日 周五 10:00 改至 4月13日 周一 10:00，清淋开始由 4月5日 周日 改至 4月8日 周三。"
    )


def test_a_repair_lists_all_that_moves_for_programs_the_first_step_first() -> None:
    plan = planned(FIRST["a washout"][0], ON)
    [conflict] = plan.conflicts
    together = Repair(kind="move_booking", reason=TOGETHER, step="infusion", to=TOGETHER.to)
    changed = replace_repairs(plan, together)

    [repair] = plan_document(changed, PROTOCOL)["conflicts"][0]["repairs"]  # type: ignore[index]
    assert (repair["step"], repair["to"]) == ("infusion", "2026-04-13T10:00+08:00")
    assert repair["moves"] == [
        {"step": "infusion", "to": "2026-04-13T10:00+08:00"},
        {"step": "conditioning_start", "to": "2026-04-08T00:00+08:00"},
    ]
    assert [each.moves for each in conflict.repairs if each.kind == "query_fact"] == [()]


# ---------------------------------------------------------------- every alert has one


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alert_begins_with_what_it_asks_for(name: str, language: str) -> None:
    plan = shown(name)
    speaks = todays_voice(plan, PROTOCOL, language)

    for alert in plan.alerts:
        line = first_line(alert, speaks)
        ask = alert.ask
        first = ask.asks[0] if isinstance(ask, AllOf) else ask and ways_of(ask)[0]
        asked = say(first or alert.cause, speaks)
        assert line.startswith(without_stop(asked, speaks)), alert.key
        assert line != asked or alert.asks_nothing or alert.kind is AlertKind.DUE_SOON
    for item in plan.gate.missing if plan.gate else ():
        line = line_of_missing(item, speaks)
        assert line.startswith(without_stop(say(ways_of(item.ask)[0], speaks), speaks))


@pytest.mark.parametrize("name", SHOWN)
def test_every_alert_but_a_note_asks_for_something(name: str) -> None:
    for alert in shown(name).alerts:
        quiet = alert.severity is Severity.INFO
        assert not alert.asks_nothing or quiet, alert.key


def test_steps_that_one_fact_leaves_no_time_for_are_one_alert() -> None:
    plan = shown("an infusion that cannot wait")
    [alert] = [alert for alert in plan.alerts if alert.kind is AlertKind.INFEASIBLE]

    assert [conflict.step for conflict in plan.conflicts] == ["conditioning_end", "infusion"]
    assert (alert.fact, [place.step for place in alert.also]) == ("f5", ["infusion"])


CASES_OF_KINDS = {
    AlertKind.HOLD: {Case.HOLD, Case.TELL_INVESTIGATOR},
    AlertKind.PROVISIONAL_CALENDAR: {Case.PROVISIONAL_CALENDAR},
    AlertKind.INELIGIBLE: {Case.INELIGIBLE},
    AlertKind.OVERDUE: {Case.OVERDUE, Case.RECORD_LATE, Case.RECORD_BEFORE},
    AlertKind.EVIDENCE_EXPIRED: {Case.REPEAT_EVIDENCE, Case.MOVE_FOR_EVIDENCE},
    AlertKind.WASHOUT_VIOLATED: {Case.MOVE_FOR_WASHOUT, Case.DONE_AGAINST_WASHOUT},
    AlertKind.WINDOW_VIOLATED: {
        Case.MOVE_INTO_WINDOW,
        Case.MOVE_OTHER,
        Case.MOVE_FOR_EVIDENCE,
        Case.DONE_OUT_OF_WINDOW,
        Case.DONE_WITHOUT_EVIDENCE,
        Case.CHECK_BOOKING,
    },
    AlertKind.INFEASIBLE: {Case.INFEASIBLE, Case.MOVE_OTHER, Case.HOLD_AS_DEVIATION},
    AlertKind.DUE_SOON: {
        Case.BOOKED_SOON,
        Case.DUE_SOON,
        Case.LAST_DAY,
        Case.RECORD_STEP,
        Case.BOOK_STEP,
        Case.BOOK_TEST,
        Case.GIVE_INFORMATION,
    },
    AlertKind.NEEDS_INFORMATION: {
        Case.GIVE_INFORMATION,
        Case.ASK_FOR_RESULT,
        Case.BOOK_ANEW,
        Case.CORRECT_TWICE,
        Case.CORRECT_RECORDS,
        Case.HOLD_AGAIN,
        Case.CONFIRM_CHILDBEARING,
        Case.CHECK_NAME,
        Case.ASK_INVESTIGATOR,
    },
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_asked_in_a_message_is_known_from_the_reasons(name: str) -> None:
    for alert in shown(name).alerts:
        assert case_of(alert, PROTOCOL) in CASES_OF_KINDS[alert.kind], alert


INFUSED = done("infusion", "2026-03-28T10:00+08:00")
DONE_AGAINST_A_RULE = (
    a_chart(*TO_RELEASE, drug("etoposide", "2026-03-27"), INFUSED),
    a_woman(*TO_RELEASE, pregnancy_test("2026-02-09"), INFUSED),
)
NO_TEST_IN_TIME = a_woman(
    *TO_RELEASE, pregnancy_test("2026-02-09"), booked("infusion", "2026-04-01T07:00+08:00")
)


def test_every_case_is_that_of_some_alert() -> None:
    plans = [shown(name) for name in SHOWN]
    plans += [planned(chart, now) for chart, now, _, _ in FIRST.values()]
    plans += [planned(chart, ON) for chart in (*DONE_AGAINST_A_RULE, NO_TEST_IN_TIME)]
    asked = {case_of(alert, PROTOCOL) for plan in plans for alert in told(plan)}

    assert set(Case) - asked == {Case.MUST_WAIT}  # of before each missing thing had an alert


def told(plan: Plan) -> list[Alert]:
    return [*plan.alerts, *(alert for earlier in plan.earlier for alert in earlier.alerts)]


def replace_repairs(plan: Plan, repair: Repair) -> Plan:
    [conflict] = plan.conflicts
    return replace(plan, conflicts=(replace(conflict, repairs=(repair,)),))
