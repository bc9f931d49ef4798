"""Many alerts in one message: the storm, and the morning digest."""

from datetime import UTC, datetime, timedelta

import pytest

from models.alerting.digest import Upcoming, digest_of
from models.alerting.tellings import AlertToTell
from models.disclosure import Disclosure
from models.moments import to_minute
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.bookings import RecordOnceDone
from models.reasons.path.gates import NotRecordedAsDone
from models.timeline.values import AlertKind, Severity
from tests.unit.alerting.alerts_to_tell import NOON, SHANGHAI, standing
from tests.unit.alerting.test_messages import BOOKED, PROTOCOL, URL, line, message
from tests.unit.records.recorded import as_said
from wording.language import Language
from wording.messages.digests import digest_message
from wording.messages.lines import line_of
from wording.messages.messages import Message, group_message

DAY = 1440

# ------------------------------------------------------------------ many at once


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_grouped_message_leaves_nothing_out(language: Language) -> None:
    alerts = [
        standing(n, subject=f"CN01-{n:03}", rule=f"EX-0{n % 4}", deadline=BOOKED + n)
        for n in range(1, 301)
    ]
    said = group_message(
        [line(alert, language) for alert in alerts], key="group.1", base_url=URL, language=language
    )

    for alert in alerts:
        assert said.text.count(f"(#{alert.number})") + said.text.count(f"（#{alert.number}）") == 1
        assert alert.subject in said.text


def test_a_grouped_message_says_what_is_asked_once_and_the_most_urgent_first() -> None:
    alerts = [
        standing(1, subject="CN01-001", deadline=BOOKED),
        standing(2, subject="CN01-002", deadline=BOOKED - 1440),
        standing(3, subject="CN01-003", severity=Severity.WARNING, rule="EX-03.5", deadline=BOOKED),
    ]
    said = group_message([line(a) for a in alerts], key="k", base_url=URL, language="zh")

    assert said.title == (
        "【紧急】3 条提醒，涉及 3 位受试者：最急者 CN01-002"
        " 请将回输改期：洗脱期不足（EX-03.2），请于4月14日 周二 10:00前处理"
    )
    assert said.text.split("\n")[2:8] == [
        "■ 请将回输改期：洗脱期不足（EX-03.2）",
        "  CN01-002，请于4月14日 周二 10:00前处理（#2）",
        "  CN01-001，请于4月15日 周三 10:00前处理（#1）",
        "■ 请将回输改期：洗脱期不足（EX-03.5）",
        "  CN01-003，请于4月15日 周三 10:00前处理（#3）",
        "",
    ]


def test_two_dates_for_the_same_trouble_are_never_said_as_one() -> None:
    facts = {"kind": AlertKind.INFEASIBLE, "step": "day_28", "rule": "PATH-day-28"}
    alerts = [
        standing(n, subject=f"CN01-00{n}", move="infusion", to=BOOKED + n * DAY, **facts)
        for n in (1, 2)
    ]
    said = group_message([line(a, "en") for a in alerts], key="k", base_url=URL, language="en")

    assert "move infusion to Thu 16 Apr 10:00\n  CN01-001" in said.text
    assert "move infusion to Fri 17 Apr 10:00\n  CN01-002" in said.text


def test_who_gets_many_because_nobody_answered_is_told_so() -> None:
    one = [line(standing(n)) for n in (1, 2)]
    said = group_message(one, key="k", base_url=URL, language="zh", told_before=["coordinator"])

    assert "此前已通知协调员，未获答复，现转给您。" in said.text


# ------------------------------------------------------------------ the digest

TODAY = BOOKED - 36 * DAY


def morning(*alerts: AlertToTell, upcoming: tuple[Upcoming, ...] = ()) -> Message:
    return digest_message(
        digest_of(alerts, upcoming, NOON),
        {alert.number: line(alert) for alert in alerts},
        key="digest.nurse.2026-03-10",
        base_url=URL,
        language="zh",
        protocol=lambda _: PROTOCOL,
        now=NOON,
        zone=SHANGHAI,
        ceiling=Disclosure.RESULT,
    )


def test_the_digest_puts_each_alert_in_its_section_the_smallest_margin_first() -> None:
    now = to_minute(NOON)
    said = morning(
        standing(1, deadline=now + 3 * DAY),
        standing(2, deadline=now + 2 * DAY, severity=Severity.INFO, subject="CN01-008"),
        standing(3, deadline=now - 5),
        standing(4, deadline=now + 60, acknowledged_by="nurse"),
        standing(5, deadline=now + 30 * DAY),
        standing(6, deadline=None),
        standing(7, deadline=now + 40 * DAY, acknowledged_by="nurse"),
    )

    assert said.title == "3月10日 周二晨报：紧急 5，逾期 1，今日 1，本周 2，待您答复 2"
    order = [said.text.index(f"（#{number}") for number in (3, 4, 2, 1, 5, 6)]
    assert order == sorted(order)
    assert "（#4，已由 nurse 确认）" in said.text
    assert "（#3，待答复）" in said.text
    assert "#7" not in said.text
    assert "另有 1 条已确认、本周不急。" in said.text


def test_what_is_overdue_is_told_by_severity_and_marked() -> None:
    now = to_minute(NOON)
    said = morning(
        standing(1, deadline=now - 30 * DAY, severity=Severity.WARNING, subject="CN01-008"),
        standing(2, deadline=now - 5),
    )

    assert said.text.index("（#2") < said.text.index("（#1")
    assert "【紧急】CN01-007" in said.text
    assert "【紧急】CN01-008" not in said.text


def test_a_note_on_a_step_of_which_something_worse_is_told_is_left_out() -> None:
    now = to_minute(NOON)
    said = morning(
        standing(1, deadline=now + 60),
        standing(2, deadline=None, severity=Severity.INFO),  # no date is left, for the same step
        standing(3, deadline=None, severity=Severity.INFO, step="apheresis"),
    )

    assert "#2" not in said.text
    assert "#3" in said.text


def test_what_is_snoozed_sleeps_unless_its_day_has_come() -> None:
    now, later = to_minute(NOON), NOON.replace(hour=9)
    said = morning(
        standing(1, deadline=now + 3 * DAY, tell_from=later),
        standing(2, deadline=now + 60, tell_from=later),
    )

    assert "#1" not in said.text
    assert "#2" in said.text


def test_the_digest_names_the_weeks_appointments_that_no_alert_tells_of() -> None:
    told = Upcoming(subject="CN01-007", step="infusion", day=NOON.date(), zone=SHANGHAI)
    fresh = Upcoming(
        subject="CN01-008",
        step="apheresis",
        day=NOON.date(),
        zone=SHANGHAI,
        starts=TODAY,
    )
    past = Upcoming(
        subject="CN01-009",
        step="apheresis",
        day=NOON.date().replace(day=9),
        zone=SHANGHAI,
    )
    said = morning(standing(1, deadline=to_minute(NOON) + 60), upcoming=(told, fresh, past))

    assert "3月10日 周二 10:00 CN01-008 单采" in said.text
    assert "CN01-007 回输" not in said.text
    assert "CN01-009" not in said.text


def test_what_cannot_be_judged_is_listed_with_the_one_fact_that_would_settle_it() -> None:
    asked = standing(
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING,
        ask=RecordFact(question=as_said("record the dose of MTX", "请记录 MTX 的剂量")),
    )

    digest = morning(asked)
    assert "#1，待答复）\n    > 请记录 MTX 的剂量\n" in digest.text
    grouped = group_message([line(asked, "en")], key="k", base_url=URL, language="en")
    assert "(#1)\n    > record the dose of MTX\n" in grouped.text
    assert "MTX" not in grouped.title
    assert line_of(asked, PROTOCOL, "en", NOON, ceiling=Disclosure.TREATMENT).question == ""


def test_what_must_be_settled_before_a_day_is_due_on_that_day_and_overdue_after_it() -> None:
    """Lymphodepletion is booked for the 10th, at no known time."""
    shut = standing(
        kind=AlertKind.DUE_SOON,
        step="product_release",
        rule=None,
        deadline=to_minute(datetime(2026, 3, 9, 16, 0, tzinfo=UTC)),
        cause=NotRecordedAsDone(step="product_release"),
        ask=RecordOnceDone(step="product_release"),
    )

    on_the_day = digest_of([shut], [], NOON)
    assert (on_the_day.today, on_the_day.overdue) == ((shut,), ())
    assert line(shut, "en").when == "Tue 10 Mar"
    assert message(shut).title.endswith("其后步骤均在等待，请于3月10日 周二处理")
    assert digest_of([shut], [], NOON + timedelta(days=1)).overdue == (shut,)


def test_an_empty_digest_says_that_the_channel_works() -> None:
    assert "没有需要处理的事项。本条也说明此通道正常。" in morning().text


def test_every_message_ends_with_the_key_that_tells_a_repeat() -> None:
    alert = standing()
    grouped = group_message([line(alert)], key="group.7", base_url=URL, language="en")

    assert message(alert).text.endswith("alert.1.0.nurse.0")
    assert grouped.text.endswith("group.7")
    assert morning().text.endswith("digest.nurse.2026-03-10")
