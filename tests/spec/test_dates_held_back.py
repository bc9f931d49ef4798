"""What is not known and holds back a date is asked, though nothing is booked yet."""

from typing import Any

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    booked,
    cd19_test,
    done,
    drug,
    event,
    plan_of,
    radiotherapy,
    step_of,
)

NOW = "2026-07-18T12:00+08:00"
PATH = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
    cd19_test("2026-06-08"),
)


def asked(*facts: Json, now: str = NOW, **assumed: str) -> list[Json]:
    chart = a_chart(*PATH, *facts)
    return alerts_of(chart, "needs_information", now=now, **assumed)


def without(field: str, fact: Json) -> Json:
    return {key: value for key, value in fact.items() if key != field}


@pytest.mark.parametrize(
    "fact",
    [
        drug("XY-1234", "2026-07-15"),  # no drug that the catalogue knows
        drug("MP", "2026-07-15", purpose="other"),  # two drugs are called so
        drug("MTX", "2026-07-15"),  # its dose decides its class
        drug("pegaspargase", "2026-07-UN"),  # some day of July
        without("field", radiotherapy("non_cns", "2026-07-15")),  # of the brain, or not
    ],
)
def test_what_is_not_known_and_holds_back_an_unbooked_infusion_is_asked_once(fact: Json) -> None:
    (alert,) = asked(fact)

    assert (alert["fact"], alert["step"], alert["severity"]) == ("f6", "infusion", "warning")


def test_the_question_says_what_it_costs_not_to_know() -> None:
    (alert,) = asked(drug("MTX", "2026-07-15"))

    assert alert["text"] == (
        "Record the dose of methotrexate in mg/m². While that is not known, methotrexate (f6) holds"
        " infusion back until 2026-07-30; at best, infusion is possible from 2026-07-23."
    )


def test_a_name_that_may_be_of_no_class_says_that_nothing_may_have_to_wait() -> None:
    (alert,) = asked(drug("XY-1234", "2026-07-15"))

    assert "at best, infusion need not wait for it" in alert["text"]


@pytest.mark.parametrize(
    "fact",
    [
        drug("XY-1234", "2026-06-20"),  # 29 days later than this is before any lymphodepletion
        drug("imatinib", "2026-07-15"),  # known; only the hour of its last dose is not
        drug("pegaspargase", "2026-07-15"),
        radiotherapy("non_cns", "2026-07-10"),
    ],
)
def test_what_holds_nothing_back_or_is_known_is_not_asked(fact: Json) -> None:
    assert asked(fact) == []


def test_what_is_not_known_is_not_asked_where_something_certain_holds_longer() -> None:
    assert asked(drug("MTX", "2026-07-15"), drug("pegaspargase", "2026-07-15")) == []


def test_two_unknown_drugs_are_two_questions() -> None:
    alerts = asked(drug("XY-1234", "2026-07-15"), drug("ZZ-99", "2026-07-14"))

    assert {alert["fact"] for alert in alerts} == {"f6", "f7"}


def test_the_question_is_the_same_before_and_after_the_infusion_is_booked() -> None:
    unknown = drug("XY-1234", "2026-07-15")
    before = asked(unknown)
    after = asked(unknown, booked("infusion", "2026-08-03T10:00+08:00"))

    assert [alert["key"] for alert in before] == [alert["key"] for alert in after]


@pytest.mark.parametrize("ending", ["death", "withdrawn"])
def test_nothing_is_asked_for_an_infusion_that_will_not_come(ending: str) -> None:
    assert asked(drug("XY-1234", "2026-07-15"), event(ending, "2026-07-17")) == []


def test_the_question_ends_at_the_next_change_once_time_alone_has_answered_it() -> None:
    chart: Any = a_chart(*PATH, drug("XY-1234", "2026-07-15"))
    opens = step_of(chart, "infusion", now=NOW)["opens"]
    moment, kinds = NOW, set()
    while moment < opens:
        plan = plan_of(chart, now=moment)
        kinds = {alert["kind"] for alert in plan["alerts"]}
        if "needs_information" not in kinds:
            break
        moment = plan["next_change_at"]

    assert moment < opens
    assert "needs_information" not in kinds
