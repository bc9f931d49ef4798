"""What is asked where a record is missing or wrong: the first line alone must say it.

The digest and a chat service give no more than that line. The alerts are those of real plans.
"""

from dataclasses import replace
from datetime import datetime

import pytest

from models.alerting.case_names import Case
from models.alerting.cases import case_of
from models.chart import read_chart
from models.disclosure import INSIDE, Disclosure
from models.moments import read_span
from models.plan import plan
from models.timeline.results import Alert
from models.timeline.values import AlertKind
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    booked,
    cancelled,
    cd19_test,
    done,
    event,
    missed,
)
from tests.unit.alerting.alerts_to_tell import SHANGHAI, standing
from wording.messages.lines import line_of
from wording.messages.messages import said

NOW = "2026-04-10T08:00+08:00"
COLLECTED = (
    done("consent", "2026-03-01"),
    done("screening", "2026-03-02"),
    done("apheresis", "2026-03-05"),
)
GIVEN = (*COLLECTED, done("product_release", "2026-03-20"), done("infusion", "2026-04-01"))
BORN = "1960-03-15"  # 65 at consent, 66 from the middle of March


def questions(chart: Json) -> dict[Case, Alert]:
    """The alerts of a plan that ask for a record, by what they ask."""
    minute = read_span(NOW, SHANGHAI).earliest
    recorded = len(chart["facts"])
    facts = read_chart(chart, protocol=PROTOCOL, now=minute, on_record=recorded)
    made = plan(facts, PROTOCOL, minute)
    asked = (alert for alert in made.alerts if alert.kind is AlertKind.NEEDS_INFORMATION)
    return {case_of(alert, PROTOCOL): alert for alert in asked}


QUESTIONS = [
    (
        Case.BOOK_ANEW,
        a_chart(*COLLECTED, missed("product_release", "2026-03-25")),
        (
            "product release was missed: book apheresis again,"
            " or product release if it is only delayed"
        ),
        "产品放行未能完成：请再次预约单采；如只是延迟，请重新预约产品放行",
    ),
    (
        Case.BOOK_ANEW,
        a_chart(*COLLECTED, cancelled("product_release", "2026-03-25")),
        "book product release again: it was missed or cancelled, and the steps after it wait",
        "请重新预约产品放行：已错过或取消，其后步骤均在等待",
    ),
    (
        Case.CORRECT_TWICE,
        a_chart(*GIVEN, done("infusion", "2026-04-02")),
        "infusion is recorded as done more than once: correct the record that is wrong",
        "回输有多次完成记录：请更正有误的一条",
    ),
    (
        Case.CONFIRM_CHILDBEARING,
        a_woman(*COLLECTED, childbearing_potential=None),
        "record whether she is of childbearing potential",
        "请记录是否有生育能力",
    ),
    (
        Case.CHECK_NAME,
        a_chart(*COLLECTED, event("stroke_of_luck", "2026-03-01")),
        "check the name of a record: no rule reads it",
        "请核对一条记录的名称：没有规则读取它",
    ),
    (
        Case.ASK_INVESTIGATOR,
        a_chart(*GIVEN, born=BORN),
        "ask the investigator whether infusion may go ahead (IN-02)",
        "请询问研究者回输可否进行（IN-02）",
    ),
]


@pytest.mark.parametrize(("case", "chart", "english", "chinese"), QUESTIONS)
def test_the_first_line_asks_for_just_that(
    case: Case, chart: Json, english: str, chinese: str
) -> None:
    alert = replace(standing(), alert=questions(chart)[case])
    now = datetime.fromisoformat(NOW)

    assert said(line_of(alert, PROTOCOL, "en", now, ceiling=INSIDE), "en").asked == english
    assert said(line_of(alert, PROTOCOL, "zh", now, ceiling=INSIDE), "zh").asked == chinese


def test_nobody_is_asked_to_book_what_a_later_step_has_overtaken() -> None:
    skipped = a_chart(
        *COLLECTED,
        booked("conditioning_start", "2026-03-27"),
        done("conditioning_end", "2026-03-29"),
        done("infusion", "2026-04-01"),
    )
    minute = read_span(NOW, SHANGHAI).earliest
    made = plan(read_chart(skipped, protocol=PROTOCOL, now=minute), PROTOCOL, minute)
    [alert] = [
        a for a in made.alerts if a.kind is AlertKind.OVERDUE and a.step == "conditioning_start"
    ]
    told, now = replace(standing(), alert=alert), datetime.fromisoformat(NOW)

    asked = "record when lymphodepletion start was done: what follows it is recorded already"
    assert said(line_of(told, PROTOCOL, "en", now, ceiling=INSIDE), "en").asked == asked
    assert (
        said(line_of(told, PROTOCOL, "en", now, ceiling=INSIDE), "en").by == "it was due Fri 27 Mar"
    )
    asked = "请补录清淋开始的完成日期：其后的步骤已有记录"
    assert said(line_of(told, PROTOCOL, "zh", now, ceiling=INSIDE), "zh").asked == asked


def test_an_age_stays_in_the_application_below_the_highest_ceiling() -> None:
    alert = replace(standing(), alert=questions(a_chart(*GIVEN, born=BORN))[Case.ASK_INVESTIGATOR])
    now = datetime.fromisoformat(NOW)

    assert "older" in line_of(alert, PROTOCOL, "en", now, ceiling=INSIDE).detail
    assert line_of(alert, PROTOCOL, "en", now, ceiling=Disclosure.TREATMENT).detail == ""


@pytest.mark.parametrize("name", ["missed", "twice", "cancelled", "result"])
def test_a_fact_that_its_site_has_named_so_does_not_change_what_is_asked(name: str) -> None:
    drug = {
        "id": name,
        "kind": "drug",
        "drug": "nobody knows",
        "purpose": "bridging",
        "route": "oral",
        "last": "2026-04-01",
    }
    known = (*COLLECTED, cd19_test("2026-02-20"), booked("infusion", "2026-04-13"))
    asked = questions(a_chart(*known, drug))

    assert set(asked) == {Case.GIVE_INFORMATION}
    question = replace(standing(), alert=asked[Case.GIVE_INFORMATION])
    lines = [
        line_of(question, PROTOCOL, language, datetime.fromisoformat(NOW), ceiling=INSIDE)
        for language in ("en", "zh")
    ]
    assert question.alert.fact == name
    assert lines[0].question.startswith("record the INN or ATC code of “nobody knows”")
    assert "nobody knows" in lines[1].question
