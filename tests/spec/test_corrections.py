"""A correction is a new fact with a reason; from then on it stands in the old one's place.

A fact is corrected by one of its own kind alone; what should never have been recorded is taken
back, and that can be taken back as well.
"""

from typing import Any

import pytest

from models.chart import ALL_ON_RECORD, read_chart
from models.errors import InputRefused
from models.moments import read_span
from models.plan import assess
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    NOW,
    PROTOCOL,
    Json,
    a_chart,
    booked,
    cancelled,
    done,
    drug,
    event,
    finding,
    measurement,
    picture_of,
    pregnancy_test,
    radiotherapy,
    step_of,
    value_of,
)
from wording.plan_document import plan_document
from wording.refusals import say_refusal


def correcting(old: str, fact: Json, **fields: Any) -> Json:
    return {**fact, "corrects": old, "reason": "typing error", **fields}


WRONG = drug("pegaspargase", "2026-05-21", route="im")
RIGHT = correcting("f1", drug("pegaspargase", "2026-05-11", route="im"))


def test_only_the_correction_is_judged() -> None:
    chart = a_chart(WRONG, RIGHT)
    infusion = step_of(chart, "infusion", infusion="2026-06-09")

    assert value_of(chart, "EX-03.5", infusion="2026-06-09") == "met"
    assert infusion["cleared_by"] == [{"rule": "EX-03.5", "fact": "f2"}]
    assert infusion["clears_at"] == "2026-06-09T00:00+08:00"


def test_without_the_correction_the_same_day_would_violate() -> None:
    assert value_of(a_chart(WRONG), "EX-03.5", infusion="2026-06-09") == "violation"


def test_a_correction_can_be_corrected() -> None:
    chart = a_chart(WRONG, RIGHT, correcting("f2", drug("vincristine", "2026-06-01")))
    infusion = step_of(chart, "infusion")

    assert infusion["clears_at"] == "2026-06-09T00:00+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-03.3", "fact": "f3"}]


def test_a_corrected_booking_is_where_the_correction_puts_it() -> None:
    chart = a_chart(
        booked("infusion", "2026-07-10T10:00+08:00"),
        correcting("f1", booked("infusion", "2026-07-13T10:00+08:00")),
    )

    assert step_of(chart, "infusion")["at"] == "2026-07-13T10:00+08:00"


def test_a_step_recorded_as_done_by_mistake_is_done_no_longer() -> None:
    chart = a_chart(
        done("consent", "2026-05-20"),
        correcting("f1", cancelled("consent", "2026-05-20")),
    )

    assert step_of(chart, "consent")["state"] == "cancelled"


def test_no_verdict_conflict_or_alert_names_a_corrected_fact() -> None:
    chart = a_chart(WRONG, RIGHT, booked("infusion", "2026-06-08T10:00+08:00"))
    plan = picture_of(chart)
    named = {verdict["fact"] for verdict in plan["verdicts"]}
    named |= {alert["fact"] for alert in plan["alerts"]}
    named |= {fact for conflict in plan["conflicts"] for fact in conflict["facts"]}

    assert "f2" in named
    assert "f1" not in named


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ((WRONG, correcting("f9", WRONG)), "facts[1].corrects"),  # no such fact
        ((WRONG, {**RIGHT, "reason": None}), "facts[1].reason"),  # no reason
        ((WRONG, RIGHT, RIGHT), "facts[2].corrects"),  # corrected twice: which one holds?
        ((WRONG, correcting("f2", WRONG)), "facts[1].corrects"),  # itself
    ],
)
def test_a_correction_that_leaves_something_open_is_refused(
    facts: tuple[Json, ...], path: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        picture_of(a_chart(*facts))

    assert [fault.path for fault in refused.value.faults] == [path]


# ---------------------------------------------------------------- of one kind


KINDS = {
    "step": done("consent", "2026-05-20"),
    "drug": WRONG,
    "radiotherapy": radiotherapy("cns", "2026-05-20"),
    "test": pregnancy_test("2026-05-20"),
    "event": event("cabg", "2026-05-20"),
    "measurement": measurement("lvef", "58", "%", "2026-05-20"),
    "finding": finding("epilepsy", False, "2026-05-20"),
    "constant": {
        "kind": "constant",
        "constant": "weight_kg",
        "value": "70",
        "at": "2026-05-20",
        "reason": "weighed",
    },
}


def refusals(*facts: Json) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as refused:
        picture_of(a_chart(*facts))
    return [(fault.path, say_refusal(fault.reason, "en")) for fault in refused.value.faults]


@pytest.mark.parametrize("was", KINDS)
@pytest.mark.parametrize("own", KINDS)
def test_a_fact_is_corrected_by_one_of_its_own_kind_alone(was: str, own: str) -> None:
    facts = (KINDS[was], correcting("f1", KINDS[own]))

    if was == own:
        assert picture_of(a_chart(*facts))["verdicts"]
    else:
        [(path, said)] = refusals(*facts)
        assert path == "facts[1].corrects"
        assert said == (
            f"“f1” is of kind {was}, which no fact of kind {own} corrects; correct it by one of"
            " its own kind, or take it back by a retraction"
        )


def test_a_correction_of_another_kind_on_record_takes_nobodys_place_and_is_asked() -> None:
    chart = a_chart(WRONG, correcting("f1", pregnancy_test("2026-05-22")))
    now = read_span(NOW, PROTOCOL.sites["CN01"].zone).earliest
    facts = read_chart(chart, protocol=PROTOCOL, now=now, on_record=ALL_ON_RECORD)
    plan: Json = plan_document(assess(open_case(facts, PROTOCOL), now), PROTOCOL)
    asked = [
        alert for alert in plan["alerts"] if alert["reason"]["kind"] == "corrected_by_another_kind"
    ]

    assert {verdict["fact"] for verdict in plan["verdicts"]} >= {"f1"}  # the washout stands
    assert [(alert["kind"], alert["severity"]) for alert in asked] == [
        ("needs_information", "warning")
    ]


def test_only_what_is_new_is_refused_for_it() -> None:
    chart = a_chart(
        WRONG,
        correcting("f1", pregnancy_test("2026-05-22")),
        correcting("f1", pregnancy_test("2026-05-23")),
    )
    now = read_span(NOW, PROTOCOL.sites["CN01"].zone).earliest

    with pytest.raises(InputRefused) as refused:
        read_chart(chart, protocol=PROTOCOL, now=now, on_record=2)
    assert [fault.path for fault in refused.value.faults] == ["facts[2].corrects"]


# ---------------------------------------------------------------- taken back


def taken_back(old: str, at: str = "2026-05-31", **fields: Any) -> Json:
    said = {"corrects": old, "reason": "recorded on the wrong subject", "at": at}
    return {"kind": "retraction", **said, **fields}


def named(chart: Json) -> set[str]:
    return {verdict["fact"] for verdict in picture_of(chart)["verdicts"]} - {None}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "constant"])
def test_a_fact_that_is_taken_back_counts_for_nothing(kind: str) -> None:
    without, back = a_chart(), a_chart(KINDS[kind], taken_back("f1"))

    assert picture_of(back)["verdicts"] == picture_of(without)["verdicts"]
    assert picture_of(back)["steps"] == picture_of(without)["steps"]
    assert picture_of(back)["alerts"] == picture_of(without)["alerts"]


def test_nor_do_corrections_of_it() -> None:
    assert named(a_chart(WRONG, RIGHT)) == {"f2"}
    assert named(a_chart(WRONG, RIGHT, taken_back("f1"))) == set()


def test_of_a_correction_that_is_taken_back_the_first_fact_counts_again() -> None:
    assert named(a_chart(WRONG, RIGHT, taken_back("f2"))) == {"f1"}


def test_a_retraction_can_itself_be_retracted_and_so_on() -> None:
    assert named(a_chart(WRONG, taken_back("f1"), taken_back("f2"))) == {"f1"}
    assert named(a_chart(WRONG, taken_back("f1"), taken_back("f2"), taken_back("f3"))) == set()


def test_what_counts_again_can_be_taken_back_and_corrected_again() -> None:
    again = (WRONG, taken_back("f1"), taken_back("f2"))

    assert named(a_chart(*again, taken_back("f1"))) == set()
    assert named(a_chart(*again, RIGHT)) == {"f4"}


def test_once_a_correction_is_taken_back_another_may_take_its_place() -> None:
    assert named(a_chart(WRONG, RIGHT, taken_back("f2"), RIGHT)) == {"f4"}


def test_two_corrections_of_one_fact_never_count_at_once() -> None:
    two = (WRONG, RIGHT, taken_back("f2"), RIGHT)

    assert named(a_chart(*two, taken_back("f4"), taken_back("f3"))) == {"f2"}
    assert refusals(*two, taken_back("f3")) == [
        ("facts[4].corrects", "“f1” is already corrected by “f4”; correct “f4”")
    ]


@pytest.mark.parametrize(
    ("facts", "path", "said"),
    [
        (
            (WRONG, taken_back("f1"), taken_back("f1")),
            "facts[2].corrects",
            "“f1” is taken back by “f2” and counts for nothing; take “f2” back to count it again",
        ),
        ((WRONG, taken_back("f1"), RIGHT), "facts[2].corrects", "“f1” is taken back by “f2”"),
        ((WRONG, RIGHT, taken_back("f1"), taken_back("f2")), "facts[3].corrects", "“f2” is taken"),
        ((taken_back("f1"),), "facts[0].corrects", "names the fact itself"),
        ((WRONG, taken_back("f9")), "facts[1].corrects", "“f9” is not a fact of this chart"),
        ((taken_back("f2"), WRONG), "facts[0].corrects", "“f2” is not recorded before this fact"),
        ((WRONG, taken_back("f1", reason=None)), "facts[1].reason", "must be text"),
        ((WRONG, taken_back("f1", "2026-06-02")), "facts[1].at", "lies after 2026-06-01T08:00"),
        (
            (WRONG, taken_back("f1"), correcting("f2", WRONG)),
            "facts[2].corrects",
            "“f2” is of kind retraction",
        ),
    ],
)
def test_a_retraction_that_leaves_something_open_is_refused(
    facts: tuple[Json, ...], path: str, said: str
) -> None:
    [(where, sentence)] = refusals(*facts)

    assert where == path
    assert sentence.startswith(said)


def test_a_long_chain_of_retractions_is_read() -> None:
    chain = [taken_back(f"f{number}") for number in range(1, 1501)]

    assert named(a_chart(WRONG, *chain)) == {"f1"}  # an even number of them
