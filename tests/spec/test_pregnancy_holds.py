"""A sign of pregnancy holds the path until the investigator has recorded that it is excluded.

Whenever the test was taken, of whatever specimen, and whoever it was taken from; no later test of
any kind ends it (site default). While it stands, the tests of inclusion 10 are a question.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    event,
    finding,
    picture_of,
    plan_of,
    pregnancy_test,
    step_of,
    value_of,
    verdict_of,
)
from tests.spec.test_holds import BOOKED, CONDITIONED, INFUSION, TO_RELEASE

NOW = "2026-07-25T18:00+08:00"
SCREENED = (*TO_RELEASE[:3], pregnancy_test("2026-06-24"))
AT_RELEASE = (*TO_RELEASE, pregnancy_test("2026-06-24"))
BEFORE_INFUSION = (*AT_RELEASE, *CONDITIONED, INFUSION)
GIVEN = (*AT_RELEASE, *CONDITIONED, done("infusion", "2026-07-20T10:00+08:00"))
"""Contraception ends on 20 July 2028."""


def positive(at: str, **fields: str) -> Json:
    return pregnancy_test(at, "positive", **fields)


def excluded(at: str, present: bool | None = True) -> Json:
    return finding("pregnancy_excluded", present, at)


def told(*facts: Json, now: str = NOW) -> list[tuple[str, str | None]]:
    """Severity and step of the hold, where one is told of a woman of childbearing potential."""
    found = alerts_of(a_woman(*facts), "hold", now=now)
    assert {alert["rule"] for alert in found} <= {"HOLD-pregnancy"}
    return [(alert["severity"], alert["step"]) for alert in found]


# ---------------------------------------------------------------- what raises it


@pytest.mark.parametrize(
    "at",
    [
        "2026-05-20",  # before consent
        "2026-06-24",  # within three days before apheresis
        "2026-07-02",  # during manufacturing
        "2026-07-18",
        "2026-07-23T23:59+08:00",
        "2026-07-24",  # within three days before infusion
        "2026-07-25T17:59+08:00",
        "2026-06-UN",
    ],
)
def test_a_positive_test_holds_infusion_whenever_it_was_taken(at: str) -> None:
    assert told(*BEFORE_INFUSION, positive(at)) == [("critical", "infusion")]


@pytest.mark.parametrize("specimen", ["serum", "urine"])
@pytest.mark.parametrize("later", ["serum", "urine"])
def test_no_later_test_of_any_kind_ends_it(specimen: str, later: str) -> None:
    tests = (
        positive("2026-07-24T16:00+08:00", specimen=specimen),
        pregnancy_test("2026-07-25T08:00+08:00", specimen=later),
        pregnancy_test("2026-07-25T17:00+08:00", specimen=later),
    )

    assert told(*BEFORE_INFUSION, *tests) == [("critical", "infusion")]


@pytest.mark.parametrize(
    "who",
    [
        {"sex": "male"},
        {"sex": "female", "childbearing_potential": True},
        {"sex": "female", "childbearing_potential": False},
        {"sex": "female", "childbearing_potential": None},
    ],
)
def test_it_holds_whoever_it_was_taken_from(who: Json) -> None:
    chart = a_chart(*TO_RELEASE, *BOOKED, positive("2026-07-20"), **who)
    [alert] = alerts_of(chart, "hold", now="2026-07-21T12:00+08:00")

    assert (alert["severity"], alert["step"], alert["fact"]) == (
        "critical",
        "conditioning_start",
        "f8",
    )


def test_a_pregnancy_that_was_found_holds_without_a_test() -> None:
    assert told(*BEFORE_INFUSION, finding("pregnancy", True, "2026-07-24")) == [
        ("critical", "infusion")
    ]
    assert told(*BEFORE_INFUSION, finding("pregnancy", False, "2026-07-24")) == []


@pytest.mark.parametrize("result", ["negative", "pending"])
def test_no_other_result_holds(result: str) -> None:
    assert told(*BEFORE_INFUSION, pregnancy_test("2026-07-25", result)) == []


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ((*SCREENED, booked("apheresis", "2026-07-27T09:30+08:00")), "apheresis"),
        ((*AT_RELEASE, *BOOKED), "conditioning_start"),
        ((*BEFORE_INFUSION,), "infusion"),
    ],
)
def test_it_is_told_at_the_first_step_that_must_wait(facts: tuple[Json, ...], step: str) -> None:
    assert told(*facts, positive("2026-07-20"), now="2026-07-20T18:00+08:00") == [
        ("critical", step)
    ]


def test_nothing_need_be_booked_for_it_to_be_told() -> None:
    assert told(*TO_RELEASE[:4], positive("2026-07-02"), now="2026-07-03T15:00+08:00") == [
        ("warning", "conditioning_start")
    ]


# ---------------------------------------------------------------- what ends it


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        ((positive("2026-07-10"), excluded("2026-07-09")), True),
        ((positive("2026-07-10"), excluded("2026-07-10")), False),
        ((positive("2026-07-10"), excluded("2026-07-11")), False),
        ((positive("2026-07-10T23:59+08:00"), excluded("2026-07-10T08:00+08:00")), False),
        ((positive("2026-07-11T00:00+08:00"), excluded("2026-07-10T23:59+08:00")), True),
        ((positive("2026-07-08"), positive("2026-07-10"), excluded("2026-07-10")), False),
        ((positive("2026-07-10"), excluded("2026-07-13"), positive("2026-07-13")), False),
        ((positive("2026-07-10"), excluded("2026-07-13"), positive("2026-07-14")), True),
        (
            (
                positive("2026-07-10"),
                excluded("2026-07-13"),
                positive("2026-07-14"),
                excluded("2026-07-15"),
            ),
            False,
        ),
        ((positive("2026-07-10"), excluded("2026-07-13", present=False)), True),
        ((positive("2026-07-10"), excluded("2026-07-13", present=None)), True),
        (
            (
                positive("2026-07-10"),
                excluded("2026-07-13"),
                excluded("2026-07-14", present=False),
            ),
            False,  # what says no ends nothing, and raises nothing
        ),
        ((excluded("2026-07-13"), positive("2026-07-10")), False),  # in whatever order
        ((positive("2026-07-UN"), excluded("2026-07-20")), True),  # it may have come after
        ((positive("2026-06-UN"), excluded("2026-07-01")), False),
        ((positive("2026-07-10"), excluded("2026-07-UN")), True),  # it may have come before
        ((finding("pregnancy", True, "2026-07-10"), excluded("2026-07-10")), False),
        (
            (finding("pregnancy", True, "2026-07-10"), finding("pregnancy", False, "2026-07-11")),
            True,
        ),
    ],
)
def test_only_the_investigators_decision_ends_it(facts: tuple[Json, ...], holds: bool) -> None:
    assert bool(told(*BEFORE_INFUSION, *facts)) is holds


def test_a_result_that_was_taken_back_holds_nothing() -> None:
    facts = (*BEFORE_INFUSION, positive("2026-07-10"))
    back = {
        "kind": "retraction",
        "corrects": f"f{len(facts)}",
        "reason": "another subject's sample",
        "at": "2026-07-12",
    }

    assert told(*facts)
    assert told(*facts, back) == []


# ---------------------------------------------------------------- the tests of inclusion 10


def test_a_negative_test_does_not_count_while_it_stands() -> None:
    tests = (positive("2026-07-25T16:00+08:00"), pregnancy_test("2026-07-25T17:00+08:00"))
    chart = a_woman(*BEFORE_INFUSION, *tests)

    assert value_of(chart, "IN-10b", now=NOW) == "indeterminate"
    assert value_of(a_woman(*BEFORE_INFUSION, tests[1]), "IN-10b", now=NOW) == "met"
    decided = a_woman(*BEFORE_INFUSION, *tests, excluded("2026-07-25"))
    assert value_of(decided, "IN-10b", now=NOW) == "met"


def test_the_test_before_apheresis_is_a_question_too() -> None:
    chart = a_woman(*AT_RELEASE, positive("2026-07-20"))

    assert value_of(chart, "IN-10a", now=NOW) == "indeterminate"
    assert step_of(chart, "apheresis", now=NOW)["state"] == "done"
    assert step_of(chart, "pregnancy_test_apheresis", now=NOW)["state"] == "done"


@pytest.mark.parametrize(
    "tests",
    [
        (positive("2026-07-25T16:00+08:00"),),
        (positive("2026-07-25T16:00+08:00"), pregnancy_test("2026-07-25T17:00+08:00")),
        (positive("2026-07-20"),),
        (positive("2026-07-20"), pregnancy_test("2026-07-25", "pending")),
        (positive("2026-07-25"), pregnancy_test("2026-07-25")),
        (positive("2026-07-20"), booked("pregnancy_test_infusion", "2026-07-27T09:00+08:00")),
    ],
)
def test_the_hold_is_the_one_alert(tests: tuple[Json, ...]) -> None:
    alerts = picture_of(a_woman(*BEFORE_INFUSION, *tests), now=NOW)["alerts"]

    assert [(alert["kind"], alert["rule"]) for alert in alerts] == [("hold", "HOLD-pregnancy")]


def test_what_else_is_wrong_is_still_told() -> None:
    chart = a_woman(
        *AT_RELEASE,
        *CONDITIONED,
        booked("infusion", "2026-07-26T10:00+08:00"),
        positive("2026-07-20"),
    )
    told_of = {alert["rule"] for alert in picture_of(chart, now=NOW)["alerts"]}

    assert told_of >= {"HOLD-pregnancy", "SITE-working-days"}  # a Sunday


# ---------------------------------------------------------------- once pregnancy is excluded

DECIDED = (positive("2026-07-25T08:00+08:00"), excluded("2026-07-25"))


def excluded_before_infusion(*tests: Json) -> Json:
    return a_woman(*BEFORE_INFUSION, *DECIDED, *tests)


def test_once_excluded_another_test_is_due_and_nothing_forbids_the_infusion() -> None:
    chart = excluded_before_infusion()
    alerts = picture_of(chart, now=NOW)["alerts"]

    assert value_of(chart, "IN-10b", now=NOW) == "pending"
    assert step_of(chart, "pregnancy_test_infusion", now=NOW)["state"] == "due"
    assert step_of(chart, "infusion", now=NOW)["state"] == "booked"
    [told_of] = [alert for alert in alerts if alert["severity"] == "critical"]
    assert told_of["text"] == "Pregnancy test before infusion must be done by 2026-07-27 10:00."
    assert verdict_of(chart, "IN-10b", now=NOW)["text"] == (
        "A negative pregnancy test from 2026-07-24 to 2026-07-27, taken after the pregnancy test "
        "of 2026-07-25 08:00 (f10), is needed for infusion on 2026-07-27 10:00; none is recorded "
        "yet (NCT04684147 inclusion 10)."
    )


def test_the_same_before_apheresis() -> None:
    waiting = (*TO_RELEASE[:3], booked("apheresis", "2026-06-25T09:30+08:00"))
    decided = (positive("2026-06-23T08:00+08:00"), excluded("2026-06-23"))
    chart, now = a_woman(*waiting, *decided), "2026-06-23T18:00+08:00"

    assert value_of(chart, "IN-10a", now=now) == "pending"
    assert not alerts_of(chart, "ineligible", now=now)


@pytest.mark.parametrize(
    ("test", "value"),
    [
        (pregnancy_test("2026-07-25T17:00+08:00"), "met"),
        (pregnancy_test("2026-07-24T17:00+08:00"), "pending"),  # the positive one came after it
        (pregnancy_test("2026-07-25"), "indeterminate"),  # no telling which came first
        (pregnancy_test("2026-07-25T17:00+08:00", "pending"), "pending"),
        (positive("2026-07-25T17:00+08:00"), "pending"),  # excluded that day as well
    ],
)
def test_only_a_negative_test_after_the_positive_one_counts(test: Json, value: str) -> None:
    assert value_of(excluded_before_infusion(test), "IN-10b", now=NOW) == value


def test_a_positive_test_after_the_decision_forbids_it_anew() -> None:
    later = positive("2026-07-26T08:00+08:00")
    chart = excluded_before_infusion(later)

    assert value_of(chart, "IN-10b", now="2026-07-26T09:00+08:00") == "violation"


def test_what_is_excluded_only_after_the_infusion_did_not_allow_it() -> None:
    given = (*BEFORE_INFUSION[:-1], done("infusion", "2026-07-27T10:00+08:00"))
    later = (positive("2026-07-25T08:00+08:00"), excluded("2026-07-29"))
    verdict = verdict_of(a_woman(*given, *later), "IN-10b", now="2026-07-30T08:00+08:00")

    assert (verdict["verdict"], verdict["fact"]) == ("violation", "f10")


def test_where_no_time_is_left_for_another_test_it_is_violated() -> None:
    given = (*BEFORE_INFUSION[:-1], done("infusion", "2026-07-27T10:00+08:00"))
    verdict = verdict_of(a_woman(*given, *DECIDED), "IN-10b", now="2026-07-30T08:00+08:00")

    assert (verdict["verdict"], verdict["fact"]) == ("violation", None)


# ---------------------------------------------------------------- after infusion


def test_an_infusion_given_after_a_positive_test_is_told_by_the_hold_alone() -> None:
    chart = a_woman(*GIVEN, positive("2026-07-19", id="positive"))
    alerts = picture_of(chart, now=NOW)["alerts"]

    assert value_of(chart, "IN-10b", fact="positive", now=NOW) == "violation"
    assert [one["kind"] for one in alerts if one["fact"] == "positive"] == ["hold"]


@pytest.mark.parametrize(
    ("who", "count"),
    [({}, 1), ({"childbearing_potential": False}, 1)],
)
def test_it_is_told_after_infusion_as_well(who: Json, count: int) -> None:
    chart = a_woman(*GIVEN, positive("2026-07-24"), **who)
    found = alerts_of(chart, "hold", now=NOW)

    assert [(alert["severity"], alert["step"]) for alert in found] == [("warning", None)] * count
    assert found[0]["text"].startswith("Tell the investigator at once, and record the decision:")
    assert picture_of(chart, now=NOW)["feasible"] is True


@pytest.mark.parametrize(
    ("now", "count"),
    [
        ("2028-07-19T23:59+08:00", 1),
        ("2028-07-20T00:00+08:00", 1),
        ("2028-07-20T00:01+08:00", 0),
    ],
)
def test_it_is_told_until_contraception_ends(now: str, count: int) -> None:
    assert len(told(*GIVEN, positive("2027-01-10"), now=now)) == count


def test_the_end_of_contraception_is_the_next_change() -> None:
    chart = a_woman(*GIVEN, positive("2027-01-10"))

    assert plan_of(chart, now="2028-07-20T00:00+08:00")["next_change_at"] == (
        "2028-07-20T00:01+08:00"
    )


def test_after_infusion_the_decision_ends_it_too() -> None:
    assert told(*GIVEN, positive("2026-07-24"), excluded("2026-07-24")) == []


def test_a_test_after_infusion_makes_no_question_of_those_before_it() -> None:
    before = (*AT_RELEASE, *CONDITIONED, pregnancy_test("2026-07-19"))
    given = (*before, done("infusion", "2026-07-20T10:00+08:00"))

    assert value_of(a_woman(*given, positive("2026-07-24")), "IN-10b", now=NOW) == "met"
    assert value_of(a_woman(*given, positive("2026-07-10")), "IN-10b", now=NOW) == "indeterminate"


@pytest.mark.parametrize(("ending", "count"), [("withdrawn", 1), ("death", 0)])
def test_it_is_told_as_long_as_contraception_is_owed(ending: str, count: int) -> None:
    assert len(told(*GIVEN, positive("2026-07-24"), event(ending, "2026-07-24"))) == count


@pytest.mark.parametrize(
    ("infused", "tested", "expected"),
    [
        ("2026-07-20T10:00+08:00", "2026-07-20T10:00+08:00", "indeterminate"),
        ("2026-07-20T10:00+08:00", "2026-07-20T10:01+08:00", "met"),
        ("2026-07-20T10:00+08:00", "2026-07-20", "indeterminate"),  # before it or after
        ("2026-07-20", "2026-07-20T15:00+08:00", "indeterminate"),
        ("2026-07-20", "2026-07-21T00:00+08:00", "met"),
    ],
)
def test_what_may_have_been_before_the_infusion_makes_a_question_of_its_test(
    infused: str, tested: str, expected: str
) -> None:
    facts = (*AT_RELEASE, *CONDITIONED, pregnancy_test("2026-07-19"), done("infusion", infused))

    assert value_of(a_woman(*facts, positive(tested)), "IN-10b", now=NOW) == expected


@pytest.mark.parametrize(
    ("infused", "found", "expected"),
    [
        ("2026-07-20T10:00+08:00", "2026-07-20", "indeterminate"),
        ("2026-07-20T10:00+08:00", "2026-07-20T10:01+08:00", "met"),
        ("2026-07-20", "2026-07-20T15:00+08:00", "indeterminate"),
        ("2026-07-20", "2026-07-21", "met"),
    ],
)
def test_so_does_a_pregnancy_that_may_have_been_found_before_it(
    infused: str, found: str, expected: str
) -> None:
    facts = (*AT_RELEASE, *CONDITIONED, pregnancy_test("2026-07-19"), done("infusion", infused))
    chart = a_woman(*facts, finding("pregnancy", True, found))

    assert value_of(chart, "IN-10b", now=NOW) == expected


def test_it_makes_no_question_of_tests_of_another_kind() -> None:
    assert value_of(a_woman(*BEFORE_INFUSION, positive("2026-07-20")), "IN-04", now=NOW) == "met"


# ---------------------------------------------------------------- what is said of it


def test_a_test_in_question_is_told_with_what_stands_against_it() -> None:
    tests = (positive("2026-07-25T16:00+08:00"), pregnancy_test("2026-07-25T17:00+08:00"))
    facts = (*BEFORE_INFUSION, *tests)
    verdict = verdict_of(a_woman(*facts), "IN-10b", now=NOW)
    reason = verdict["reason"]

    assert (reason["kind"], reason["result"], reason["step"]) == (
        "test_questioned",
        "negative",
        "infusion",
    )
    assert reason["sample"]["fact"] == verdict["fact"] == f"f{len(facts)}"
    assert [each["sample"]["fact"] for each in reason["against"]] == [f"f{len(facts) - 1}"]


def test_the_records_by_which_it_stands_are_told() -> None:
    facts = (*BEFORE_INFUSION, positive("2026-07-20"), finding("pregnancy", True, "2026-07-21"))
    [alert] = alerts_of(a_woman(*facts), "hold", now=NOW)
    result, named = alert["reason"]["records"]

    assert (result["kind"], result["result"], result["sample"]["at"]) == (
        "result_noted",
        "positive",
        "2026-07-20",
    )
    assert (named["kind"], named["present"], named["at"]) == ("finding_noted", True, "2026-07-21")
    assert (alert["reason"]["step"], alert["reason"]["at"]) == ("infusion", INFUSION["at"])


def test_once_nothing_must_wait_no_step_is_named() -> None:
    [alert] = alerts_of(a_woman(*GIVEN, positive("2026-07-24")), "hold", now=NOW)

    assert (alert["reason"]["step"], alert["reason"]["at"]) == (None, None)


def test_a_later_loss_of_the_antigen_makes_no_question_of_the_test_before_entry() -> None:
    lost = {"kind": "test", "test": "cd19", "at": "2026-07-20", "result": "negative"}
    shown = {**lost, "at": "2026-06-01", "result": "positive"}
    chart = a_chart(shown, *BEFORE_INFUSION, lost)

    assert alerts_of(chart, "hold", now=NOW)
    assert value_of(chart, "IN-04", now=NOW) == "met"
