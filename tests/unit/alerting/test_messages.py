"""What an alert reads like at seven in the morning, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest

from models.alerting.case_names import Case
from models.alerting.tellings import AlertToTell
from models.disclosure import Disclosure
from models.moments import Span, to_minute
from models.protocol import load_protocol
from models.protocol.arithmetic.quantity import read_quantity
from models.reasons.alerts.asks import RecordChildbearing
from models.reasons.alerts.bookings import BookOnOrAfter, BookTest, DoNotHold, RecordOnceDone
from models.reasons.alerts.moves import MoveStep
from models.reasons.alerts.records import ChildbearingUnknown
from models.reasons.facts import changed
from models.reasons.path.gates import NotBooked, NotRecordedAsDone, TestToBook
from models.reasons.recorded import DrugGiven
from models.reasons.stated import stated
from models.reasons.verdicts.safe_dates import LastExposure, SafeFrom
from models.reasons.verdicts.washouts import WashoutBroken
from models.timeline.values import AlertKind, Severity
from tests.unit.alerting.alerts_to_tell import NOON, SHANGHAI, standing
from tests.unit.records.recorded import as_said
from wording.dates.deadlines import say_by
from wording.language import Language
from wording.messages.lines import Line, line_of
from wording.messages.messages import Message, alert_message

PROTOCOL = load_protocol()
BOOKED = to_minute(datetime(2026, 4, 15, 2, 0, tzinfo=UTC))
"""Wednesday 15 April, 10:00 in Shanghai."""

LATE = to_minute(datetime(2026, 2, 11, 14, 0, tzinfo=UTC))
TKI = PROTOCOL.criterion_by_rule["EX-03.2"]
BROKEN = WashoutBroken(
    stated=stated(TKI),
    step="infusion",
    gap=read_quantity("72 hours"),
    strict=True,
    last=LastExposure(
        exposed=DrugGiven(fact="f9", written="Sprycel", drug="dasatinib"),
        at=Span(BOOKED - 4000, BOOKED - 4000),
    ),
    note=None,
    judged=Span(BOOKED, BOOKED),
    done=False,
    safe=SafeFrom(clears_at=BOOKED + 400),
)
TO_BOOK: dict[str, Any] = {
    "cause": TestToBook(needed=NotBooked(step="infusion")),
    "ask": BookTest(test="pregnancy", first=date(2026, 4, 17), last=date(2026, 4, 20)),
}
URL = "https://dayzero.example"
NOTHING = Disclosure.NOTHING
SAID: tuple[Language, ...] = ("en", "zh")


def line(alert: AlertToTell, language: Language = "zh", **options: Any) -> Line:
    told = {"ceiling": Disclosure.RESULT, **options}
    return line_of(alert, PROTOCOL, language, NOON, **told)


def message(alert: AlertToTell, language: Language = "zh", **options: Any) -> Message:
    return alert_message(
        line(alert, language, ceiling=options.pop("ceiling", Disclosure.RESULT)),
        key="alert.1.0.nurse.0",
        base_url=URL,
        language=language,
        **options,
    )


# ------------------------------------------------------------------ who, what, by when


@pytest.mark.parametrize(
    ("facts", "chinese", "english"),
    [
        (
            {"kind": AlertKind.WASHOUT_VIOLATED},
            ("【紧急】CN01-007 请将回输改期：洗脱期不足（EX-03.2），请于4月15日 周三 10:00前处理"),
            (
                "CRITICAL: CN01-007: move infusion: a washout is too short (EX-03.2),"
                " by Wed 15 Apr 10:00"
            ),
        ),
        (
            {"kind": AlertKind.WASHOUT_VIOLATED, "deadline": None, "severity": Severity.WARNING},
            "【注意】CN01-007 回输已做，但洗脱期不足（EX-03.2）：请按方案偏离登记并说明原因",
            (
                "Warning: CN01-007: infusion was done although a washout was too short (EX-03.2):"
                " record the deviation and its reason"
            ),
        ),
        (
            {"kind": AlertKind.WINDOW_VIOLATED, "rule": "PATH-conditioning-end"},
            (
                "【紧急】CN01-007 请将回输改期：预约在时间窗之外（PATH-conditioning-end），"
                "请于4月15日 周三 10:00前处理"
            ),
            (
                "CRITICAL: CN01-007: move infusion: it is booked outside its window"
                " (PATH-conditioning-end), by Wed 15 Apr 10:00"
            ),
        ),
        (
            {
                "kind": AlertKind.OVERDUE,
                "step": "apheresis",
                "rule": None,
                "deadline": BOOKED - 90_000,
            },
            "【紧急】CN01-007 单采已逾期：已做请补录，未做请重新预约，应于2月11日 周三 22:00",
            (
                "CRITICAL: CN01-007: apheresis is overdue: record it if it was done, otherwise book"
                " it again; it was due Wed 11 Feb 22:00"
            ),
        ),
        (
            {"kind": AlertKind.DUE_SOON, "severity": Severity.INFO, "rule": None, "booked": True},
            "【提示】CN01-007 回输已预约，4月15日 周三 10:00",
            "Note: CN01-007: infusion is booked, Wed 15 Apr 10:00",
        ),
        (
            {"kind": AlertKind.DUE_SOON, "severity": Severity.INFO, "step": "day_28"},
            "【提示】CN01-007 第28天访视尚未完成，请于4月15日 周三 10:00前完成",
            "Note: CN01-007: day 28 visit is still to be done, by Wed 15 Apr 10:00",
        ),
        (
            {"kind": AlertKind.DUE_SOON, "severity": Severity.WARNING, "step": "day_28"},
            ("【注意】CN01-007 今天是完成第28天访视的最后一个工作日，请于4月15日 周三 10:00前完成"),
            (
                "Warning: CN01-007: today is the last working day for day 28 visit,"
                " by Wed 15 Apr 10:00"
            ),
        ),
        (
            {"kind": AlertKind.WASHOUT_VIOLATED, "to": BOOKED + 1440},
            (
                "【紧急】CN01-007 请将回输改期：洗脱期不足（EX-03.2），"
                "请于4月15日 周三 10:00前处理，可改至4月16日 周四 10:00"
            ),
            (
                "CRITICAL: CN01-007: move infusion: a washout is too short (EX-03.2),"
                " by Wed 15 Apr 10:00; it could be on Thu 16 Apr 10:00"
            ),
        ),
        (
            {
                "kind": AlertKind.DUE_SOON,
                "step": "pregnancy_test_infusion",
                "rule": "IN-10b",
                "opens": BOOKED + 2880,
                **TO_BOOK,
            },
            (
                "【紧急】CN01-007 请预约回输前妊娠试验，不早于4月17日 周五 10:00（IN-10b），"
                "请于4月15日 周三 10:00前处理"
            ),
            (
                "CRITICAL: CN01-007: book the pregnancy test before infusion, not before"
                " Fri 17 Apr 10:00 (IN-10b), by Wed 15 Apr 10:00"
            ),
        ),
        (
            {
                "kind": AlertKind.DUE_SOON,
                "step": "product_release",
                "rule": None,
                "cause": NotRecordedAsDone(step="product_release"),
                "ask": RecordOnceDone(step="product_release"),
            },
            (
                "【紧急】CN01-007 产品放行完成后请立即记录：其后步骤均在等待，"
                "请于4月15日 周三 10:00前处理"
            ),
            (
                "CRITICAL: CN01-007: record product release once it is done: what follows waits"
                " for it, by Wed 15 Apr 10:00"
            ),
        ),
    ],
)
def test_the_first_line_says_who_what_to_do_and_by_when(
    facts: dict[str, Any], chinese: str, english: str
) -> None:
    alert = standing(**{"deadline": BOOKED, **facts})

    assert message(alert, "zh").title == chinese
    assert message(alert, "en").title == english


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", list(AlertKind))
def test_every_alert_can_be_said(language: Language, kind: AlertKind) -> None:
    deadlines = (None, BOOKED, to_minute(NOON) - 1)
    rules = (None, "EX-03.2", "IN-10b", "PATH-conditioning-start", "IN-02")
    for deadline, step, rule in product(deadlines, (None, "infusion"), rules):
        said = message(standing(kind=kind, deadline=deadline, step=step, rule=rule), language)

        assert said.title.count("CN01-007") == 1
        assert "None" not in said.title + said.text
        assert said.title.partition("CN01-007")[2].strip(" :")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_case_has_a_sentence_of_its_own(language: Language) -> None:
    one = line(standing(), language)
    sentences = {
        alert_message(
            replace(one, case=case), key="k", base_url=URL, language=language
        ).title.removeprefix("CRITICAL: CN01-007: ")
        for case in Case
    }

    assert len(sentences) == len(Case)


def test_a_deadline_that_has_passed_is_called_so() -> None:
    alert = standing(deadline=to_minute(NOON) - 60)

    assert message(alert, "zh").title.endswith("，期限3月10日 周二 11:00已过")
    assert message(alert, "en").title.endswith("; the deadline was Tue 10 Mar 11:00")


def test_a_deadline_in_another_year_says_its_year() -> None:
    january = to_minute(datetime(2027, 1, 4, 2, 0, tzinfo=UTC))

    assert say_by(january, SHANGHAI, "zh", NOON) == "2027年1月4日 周一 10:00前"
    assert say_by(january, SHANGHAI, "en", NOON) == "by Mon 4 Jan 2027 10:00"


def test_the_end_of_a_day_is_said_as_the_day() -> None:
    last = to_minute(datetime(2026, 4, 15, 15, 59, tzinfo=UTC))

    assert say_by(last, SHANGHAI, "zh", NOON) == "4月15日 周三前（含当日）"
    assert say_by(last, SHANGHAI, "en", NOON) == "on Wed 15 Apr at the latest"
    assert say_by(last + 1, SHANGHAI, "en", NOON) == "before Thu 16 Apr"


# ------------------------------------------------------------------ the rest of it


def test_then_it_says_why_with_rule_and_source_and_where_to_look() -> None:
    said = message(standing(cause=as_said("dasatinib", "达沙替尼（f9）末次于 2026-04-13。")))

    assert said.text.split("\n") == [
        "依据：EX-03.2 TKI或羟基脲（NCT04684147 排除标准 3.2）",
        "详情：达沙替尼（f9）末次于 2026-04-13。",
        "中心：CN01",
        "",
        "查看：https://dayzero.example/subjects/CN01-007",
        '答复：在该页面上，或 dayzero alerts ack 1 --why "…"',
        "编号：alert.1.0.nurse.0",
    ]


def test_what_was_written_before_there_was_chinese_is_called_english() -> None:
    said = message(standing(cause=as_said("dasatinib (f9) was last given on 2026-04-13.")))

    assert "详情（英文）：dasatinib (f9) was last given on 2026-04-13." in said.text


def test_who_is_called_next_is_told_why() -> None:
    assert (
        "此前已通知协调员，未获答复，现转给您。"
        in message(standing(), told_before=["coordinator"]).text
    )
    assert (
        "because the coordinator and investigator were notified and have not answered."
        in message(standing(), "en", told_before=["coordinator", "investigator"]).text
    )


def test_who_is_told_again_is_told_that_an_answer_no_longer_stands() -> None:
    assert "再次通知：" in message(standing(), again=True).text
    assert "Earlier answers no longer stand." in message(standing(), "en", again=True).text
    assert "earlier answer" not in message(standing(), "en").text


# ------------------------------------------------------------------ below the ceiling

MOVE: dict[str, Any] = {
    "kind": AlertKind.WASHOUT_VIOLATED,
    "deadline": BOOKED,
    "to": BOOKED + 1440,
    "cause": as_said("dasatinib (f9) was last given"),
}
TYPED_MOVE: dict[str, Any] = {
    "kind": AlertKind.WASHOUT_VIOLATED,
    "deadline": BOOKED - 5 * 1440,  # lymphodepletion starts then, and nothing may stop it after
    "to": BOOKED + 1440,
    "cause": BROKEN,
    "ask": MoveStep(step="infusion", since=Span(BOOKED, BOOKED), to=BOOKED + 1440),
}
"""What a plan of now says; rows of before there were reasons say as much with less."""


@pytest.mark.parametrize(
    ("facts", "chinese", "english"),
    [
        (
            MOVE,
            "请将回输由4月15日 周三 10:00改至4月16日 周四 10:00",
            "move infusion from Wed 15 Apr 10:00 to Thu 16 Apr 10:00",
        ),
        (
            TYPED_MOVE,
            "请将回输由4月15日 周三 10:00改至4月16日 周四 10:00",
            "move infusion from Wed 15 Apr 10:00 to Thu 16 Apr 10:00",
        ),
        (
            {**TYPED_MOVE, "to": None, "ask": DoNotHold(step="infusion")},
            "请将回输改期，4月15日 周三 10:00不可行",
            "move infusion, as Wed 15 Apr 10:00 is not possible",
        ),
        (
            {**MOVE, "to": None},
            "请将回输改期，4月15日 周三 10:00不可行",
            "move infusion, as Wed 15 Apr 10:00 is not possible",
        ),
        (
            {**MOVE, "deadline": None, "to": None},
            "回输已做，但不符合方案要求：请按方案偏离登记并说明原因",
            ("infusion was done against the protocol: record the deviation and its reason"),
        ),
        (
            {
                "kind": AlertKind.DUE_SOON,
                "step": "conditioning_start",
                "rule": "PATH-no-return",
                "deadline": BOOKED,
            },  # a row of before each missing thing had an alert
            "清淋开始暂不可进行，请于4月15日 周三 10:00前处理",
            "lymphodepletion start must wait, by Wed 15 Apr 10:00",
        ),
        (
            {
                "kind": AlertKind.DUE_SOON,
                "step": "pregnancy_test_infusion",
                "rule": "IN-10b",
                "deadline": BOOKED,
                "opens": BOOKED + 2880,
                **TO_BOOK,
            },
            "请预约回输前检测，不早于4月17日 周五 10:00，请于4月15日 周三 10:00前处理",
            "book the test before infusion, not before Fri 17 Apr 10:00, by Wed 15 Apr 10:00",
        ),
        (
            {
                "kind": AlertKind.DUE_SOON,
                "rule": "EX-03.5",
                "deadline": BOOKED,
                "cause": NotBooked(step="infusion"),
                "ask": BookOnOrAfter(step="infusion", to=BOOKED + 1440),
            },
            "请预约回输，不早于4月16日 周四 10:00，请于4月15日 周三 10:00前处理",
            "book infusion, not before Thu 16 Apr 10:00, by Wed 15 Apr 10:00",
        ),
        (
            {"kind": AlertKind.INELIGIBLE, "rule": "EX-10", "deadline": None},
            "可能不符合入排标准：请研究者确认",
            "may not be eligible: the investigator must confirm",
        ),
        (
            {
                "kind": AlertKind.EVIDENCE_EXPIRED,
                "rule": "IN-10b",
                "step": "pregnancy_test_infusion",
                "deadline": None,
            },
            "请重做回输前检测：原检测届时已失效",
            "repeat the test before infusion: the one on record will be too old",
        ),
    ],
)
def test_the_first_line_names_steps_and_dates_alone(
    facts: dict[str, Any], chinese: str, english: str
) -> None:
    told = {language: message(standing(**facts), language, ceiling=NOTHING) for language in SAID}

    assert told["zh"].title.partition("CN01-007")[2].strip() == chinese
    assert told["en"].title.partition("CN01-007")[2].strip(" :") == english


def test_whether_she_is_of_childbearing_potential_is_not_asked_where_it_tells_her_sex() -> None:
    asked = standing(
        kind=AlertKind.NEEDS_INFORMATION,
        rule=None,
        step=None,
        deadline=None,
        cause=ChildbearingUnknown(),
        ask=RecordChildbearing(),
    )

    assert "childbearing" in message(asked, "en").title
    plain = message(asked, "en", ceiling=NOTHING).title
    assert plain.endswith("CN01-007: record what is missing about the subject")


def test_why_is_behind_the_link() -> None:
    said = message(standing(**MOVE), "en", ceiling=NOTHING)
    said_zh = message(standing(**MOVE), ceiling=NOTHING)

    assert said.text.split("\n") == [
        "Why: https://dayzero.example/subjects/CN01-007",
        "Site: CN01",
        "",
        'Answer: on that page, or dayzero alerts ack 1 --why "…"',
        "Reference: alert.1.0.nurse.0",
    ]
    assert said_zh.text.startswith(
        "原因见：https://dayzero.example/subjects/CN01-007\n中心：CN01\n"
    )


def test_a_channel_for_treatments_gets_drugs_and_rules_and_no_result() -> None:
    move = message(standing(**TYPED_MOVE), "en", ceiling=Disclosure.TREATMENT)
    missing = standing(
        kind=AlertKind.DUE_SOON, step="pregnancy_test_infusion", rule="IN-10b", **TO_BOOK
    )
    book = message(missing, "en", ceiling=Disclosure.TREATMENT)

    assert "(EX-03.2)" in move.title
    assert "dasatinib" in move.text
    assert "(IN-10b)" in book.title
    assert "negative" not in book.title + book.text.replace("negative pregnancy test before", "")


@pytest.mark.parametrize("ceiling", [Disclosure.NOTHING, Disclosure.TREATMENT])
@pytest.mark.parametrize(
    ("facts", "secret"),
    [
        ({"kind": AlertKind.INELIGIBLE}, "The age at consent is outside 18 to 65."),
        ({"kind": AlertKind.DUE_SOON, "rule": "PATH-no-return"}, "LVEF 40 %"),
        ({"kind": AlertKind.NEEDS_INFORMATION}, "recorded: HBV-DNA 500 IU/mL"),
        ({"kind": AlertKind.INFEASIBLE}, "HBsAg positive"),
        ({"kind": AlertKind.WASHOUT_VIOLATED, "rule": "EX-12f1"}, "heart attack of March"),
    ],
)
def test_neither_a_result_nor_a_diagnosis_nor_an_age_leaves_the_application(
    facts: dict[str, Any], secret: str, ceiling: Disclosure
) -> None:
    said = message(standing(**facts, cause=as_said(secret)), ceiling=ceiling)

    assert secret not in said.text
    assert "EX-12f1" not in said.title + said.text


def test_what_waits_for_a_result_says_nothing_of_it_below_the_highest_ceiling() -> None:
    """The kind of the alert alone would let a treatment be told."""
    asked = standing(kind=AlertKind.DUE_SOON, rule=None, step="infusion", **TO_BOOK)

    assert line(asked, "en").detail
    assert line(asked, "en", ceiling=Disclosure.TREATMENT).detail == ""


MOVED = MoveStep(step="infusion", since=Span(BOOKED, BOOKED), to=BOOKED + 1440)
BESIDE = MoveStep(step="day_28", since=Span(BOOKED, BOOKED), to=BOOKED + 2880)


@pytest.mark.parametrize(
    ("facts", "begins"),
    [
        ({"ask": MOVED, "to": BOOKED + 1440}, "dasatinib (f9), last on Sun 12 Apr"),
        # what moves with it stands in no line
        ({"ask": changed(MOVED, with_it=(BESIDE,)), "to": BOOKED + 1440}, "Move infusion from Wed"),
        # of a deadline that is over no line says a time to move to
        ({"ask": MOVED, "to": BOOKED + 1440, "deadline": LATE}, "Move infusion from Wed 15 Apr"),
        ({"ask": MOVED}, "Move infusion from Wed 15 Apr 10:00 to Thu 16 Apr 10:00."),
    ],
)
def test_in_full_does_not_ask_again_for_what_the_first_line_asks(
    facts: dict[str, Any], begins: str
) -> None:
    kind = AlertKind.WASHOUT_VIOLATED
    asked = {"deadline": BOOKED, "cause": BROKEN, "cause_asks": False, **facts}
    alert = standing(kind=kind, **asked)
    said = message(alert, "en", ceiling=Disclosure.TREATMENT)
    [full] = [part for part in said.text.splitlines() if part.startswith("In full: ")]

    assert full.removeprefix("In full: ").startswith(begins)


def test_what_was_said_cannot_put_words_into_the_template() -> None:
    said = message(standing(cause=as_said("{{ 7 * 7 }} <b>")))

    assert "{{ 7 * 7 }} <b>" in said.text


def test_a_last_working_day_that_is_over_is_not_called_today() -> None:
    evening = standing(
        kind=AlertKind.DUE_SOON, step="day_28", rule=None, deadline=to_minute(NOON) - 60
    )

    assert message(evening, "en").title == (
        "CRITICAL: CN01-007: the last working time for day 28 visit is over:"
        " record it if it was done; the deadline was Tue 10 Mar 11:00"
    )
    assert "第28天访视的最后工作时间已过：已做请补录" in message(evening).title


def test_a_dead_end_of_before_it_had_a_deadline_is_not_called_a_deviation() -> None:
    old = standing(kind=AlertKind.INFEASIBLE, deadline=None, to=BOOKED)

    assert message(old, "en").title == (
        "CRITICAL: CN01-007: infusion is not possible as booked (EX-03.2),"
        " it could be on Wed 15 Apr 10:00"
    )
    assert "，可改至4月15日 周三 10:00" in message(old).title
