"""Records that cannot all be true are one question each, whatever else would follow from them."""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    booked,
    cancelled,
    cd19_test,
    done,
    drug,
    event,
    measurement,
    missed,
    picture_of,
    step_of,
)

CONSENTED = (done("consent", "2026-04-20"), done("screening", "2026-04-22"))
GIVEN = (*CONSENTED, done("apheresis", "2026-05-04"), done("infusion", "2026-05-28T10:00+08:00"))


def questions(chart: Json, *kinds: str) -> list[Json]:
    """Those on contradictions, each at least a warning."""
    found = [
        alert for alert in alerts_of(chart, "needs_information") if alert["reason"]["kind"] in kinds
    ]
    assert all(alert["severity"] in {"warning", "critical"} for alert in found)
    return found


def facts_of(alert: Json) -> list[str]:
    return [record["named"]["fact"] for record in alert["reason"]["records"]]


# ---------------------------------------------------------------- after death


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        (done("day_28", "2026-05-24"), False),  # the day before
        (done("day_28", "2026-05-25"), False),  # that day: before or after, nobody can tell
        (done("day_28", "2026-05-26"), True),
        (done("day_28", "2026-05-UN"), False),  # may have been before
        (missed("day_28", "2026-05-26"), False),
        (cd19_test("2026-05-26"), True),
        (measurement("lvef", "58", "%", "2026-05-26"), True),
        (event("relapse", "2026-05-26"), True),
        (drug("imatinib", "2026-05-26"), True),
        (drug("imatinib", "2026-05-24"), False),
        (drug("imatinib", "2026-06-20", first="2026-05-20"), False),  # a planned stop
        (drug("imatinib", first="2026-05-26"), True),
        (drug("imatinib", first="2026-05-20"), False),
        (event("death", "2026-05-27"), True),  # nobody dies twice
    ],
)
def test_what_happened_after_death_is_asked(fact: Json, *, asked: bool) -> None:
    chart = a_chart(*CONSENTED, event("death", "2026-05-25"), fact)
    found = questions(chart, "after_the_end")

    assert [facts_of(alert) for alert in found] == ([["f4"]] if asked else [])


@pytest.mark.parametrize("end", ["death", "withdrawn", "screen_failure"])
@pytest.mark.parametrize(
    ("at", "asked"),
    [
        ("2026-05-25T09:29+08:00", False),
        ("2026-05-25T09:30+08:00", False),  # the same minute: nobody can tell
        ("2026-05-25T09:31+08:00", True),
        ("2026-05-25T01:31+00:00", True),
        ("2026-05-25", False),
    ],
)
def test_on_the_day_itself_the_minutes_tell_where_they_are_known(
    end: str, at: str, *, asked: bool
) -> None:
    ended, held = event(end, "2026-05-25T09:30+08:00"), done("apheresis", at)

    for facts in ((ended, held), (held, ended)):
        assert len(questions(a_chart(*CONSENTED, *facts), "after_the_end")) == asked


def test_all_of_it_is_one_question() -> None:
    chart = a_chart(
        *CONSENTED,
        event("death", "2026-05-20"),
        done("apheresis", "2026-05-22"),
        done("infusion", "2026-05-24"),
    )
    [alert] = questions(chart, "after_the_end")

    assert facts_of(alert) == ["f4", "f5"]
    assert "died" in alert["text"]


# ---------------------------------------------------------------- on a closed path


@pytest.mark.parametrize("end", ["withdrawn", "screen_failure", "lost_to_follow_up", "death"])
@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        (booked("apheresis", "2026-05-19"), False),  # before the end
        (booked("apheresis", "2026-05-20"), True),  # that day, and recorded later
        (booked("apheresis", "2026-07-13"), True),
        (done("apheresis", "2026-05-20"), False),
        (done("apheresis", "2026-05-21"), True),
        (cancelled("apheresis", "2026-07-13"), False),
    ],
)
def test_what_is_booked_or_done_once_the_path_was_closed_is_asked(
    end: str, fact: Json, *, asked: bool
) -> None:
    chart = a_chart(*CONSENTED, event(end, "2026-05-20"), fact)

    assert bool(questions(chart, "after_the_end")) == asked


@pytest.mark.parametrize("end", ["withdrawn", "screen_failure", "lost_to_follow_up", "death"])
def test_what_was_booked_before_it_closed_is_only_cancelled(end: str) -> None:
    chart = a_chart(*CONSENTED, booked("apheresis", "2026-07-13"), event(end, "2026-05-20"))

    assert questions(chart, "after_the_end") == []
    assert step_of(chart, "apheresis")["state"] == "cancelled"


def test_a_booking_that_was_called_off_again_is_not_asked() -> None:
    chart = a_chart(
        *CONSENTED,
        event("screen_failure", "2026-05-20"),
        booked("apheresis", "2026-07-13"),
        cancelled("apheresis", "2026-07-13"),
    )

    assert questions(chart, "after_the_end") == []


def test_what_outlives_the_path_may_be_recorded() -> None:
    chart = a_chart(
        *GIVEN, event("withdrawn", "2026-05-30"), booked("contraception_end", "2028-05-28")
    )

    assert questions(chart, "after_the_end") == []


@pytest.mark.parametrize("end", ["withdrawn", "screen_failure", "lost_to_follow_up"])
def test_once_the_path_is_open_again_nothing_is_asked(end: str) -> None:
    chart = a_chart(
        *CONSENTED,
        event(end, "2026-05-20"),
        booked("apheresis", "2026-07-13"),
        event("path_reopened", "2026-05-25", reason="came back"),
    )

    assert questions(chart, "after_the_end") == []


def test_who_withdrew_may_still_fall_ill() -> None:
    chart = a_chart(*GIVEN, event("withdrawn", "2026-05-29"), event("relapse", "2026-05-31"))

    assert questions(chart, "after_the_end") == []


# ---------------------------------------------------------------- a visit without infusion


@pytest.mark.parametrize(
    ("infusion", "asked"),
    [
        ((), True),
        ((booked("infusion", "2026-05-01T10:00+08:00"),), False),  # only its record is missing
        ((booked("infusion", "2026-05-29T09:59+08:00"),), False),
        ((booked("infusion", "2026-05-29T10:01+08:00"),), True),
        ((booked("infusion", "2026-06-22T10:00+08:00"),), True),
        ((done("infusion", "2026-05-01"),), False),
        ((done("infusion", "2026-05-29"),), False),  # that day: nobody can tell
        ((done("infusion", "2026-05-29T10:00+08:00"),), False),
        ((done("infusion", "2026-05-29T10:01+08:00"),), True),
    ],
)
def test_a_visit_before_infusion_is_asked(infusion: tuple[Json, ...], *, asked: bool) -> None:
    chart = a_chart(*CONSENTED, done("day_28", "2026-05-29T10:00+08:00"), *infusion)

    assert bool(questions(chart, "visit_without_day_zero")) == asked


@pytest.mark.parametrize("visit", ["day_28", "month_3", "month_24"])
def test_it_is_one_question_and_no_dead_end(visit: str) -> None:
    chart = a_chart(*CONSENTED, done(visit, "2026-05-29"))
    without = a_chart(*CONSENTED)
    told, alone = picture_of(chart), picture_of(without)

    assert (told["feasible"], told["conflicts"]) == (alone["feasible"], alone["conflicts"])
    assert [alert for alert in told["alerts"] if alert["severity"] == "critical"] == []
    assert len(told["alerts"]) == len(alone["alerts"]) + 1
    assert step_of(chart, "infusion") == step_of(without, "infusion")


def test_several_visits_are_one_question() -> None:
    chart = a_chart(*CONSENTED, done("day_28", "2026-05-20"), done("month_3", "2026-05-29"))
    [alert] = questions(chart, "visit_without_day_zero")

    assert [record["named"]["step"] for record in alert["reason"]["visits"]] == [
        "day_28",
        "month_3",
    ]


def test_it_is_no_deviation_of_the_visit() -> None:
    chart = a_chart(*GIVEN, done("day_28", "2026-05-20"))

    assert step_of(chart, "day_28")["state"] == "done"
    assert alerts_of(chart, "window_violated") == [
        alert for alert in alerts_of(chart, "window_violated") if alert["step"] != "day_28"
    ]
    assert len(questions(chart, "visit_without_day_zero")) == 1


# ---------------------------------------------------------------- two collections


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ((done("apheresis", "2026-05-04"), done("apheresis", "2026-05-11")), True),
        ((done("apheresis", "2026-05-11"), done("apheresis", "2026-05-04")), True),
        ((done("apheresis", "2026-05-04"), done("apheresis", "2026-05-04")), False),  # the same
        (
            (
                done("apheresis", "2026-05-04"),
                missed("product_release", "2026-05-10"),
                done("apheresis", "2026-05-11"),
            ),
            False,  # the first product was lost
        ),
        (
            (
                done("apheresis", "2026-05-04"),
                done("apheresis", "2026-05-08"),
                missed("product_release", "2026-05-10"),
                done("apheresis", "2026-05-11"),
            ),
            False,  # of a product that was lost nobody asks
        ),
        (
            (
                done("apheresis", "2026-05-04"),
                done("product_release", "2026-05-25"),
                done("apheresis", "2026-05-27"),
            ),
            True,
        ),
        ((done("screening", "2026-05-04"), done("screening", "2026-05-11")), False),  # may be
    ],
)
def test_two_collections_of_one_product_are_asked(facts: tuple[Json, ...], *, asked: bool) -> None:
    assert len(questions(a_chart(*CONSENTED, *facts), "made_twice")) == asked


# ---------------------------------------------------------------- of one day


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ((done("screening", "2026-05-04"), missed("screening", "2026-05-04")), True),
        ((missed("screening", "2026-05-04"), done("screening", "2026-05-04")), True),
        ((done("screening", "2026-05-04T10:00+08:00"), missed("screening", "2026-05-04")), True),
        ((missed("screening", "2026-05-03"), done("screening", "2026-05-04")), False),
        ((done("screening", "2026-05-04"), missed("apheresis", "2026-05-04")), False),
        ((done("screening", "2026-05-04"), cancelled("screening", "2026-05-04")), True),
        # called off, and held that day after all
        ((cancelled("screening", "2026-05-04"), done("screening", "2026-05-04")), False),
        ((missed("screening", "2026-05-UN"), done("screening", "2026-05-04")), False),
        ((event("first_remission", "2025-01-04"), event("relapse", "2025-01-04")), True),
        ((event("first_remission", "2025-01-04"), event("relapse", "2025-01-05")), False),
        ((event("relapse", "2025-01-04"), event("relapse", "2025-01-04")), False),
    ],
)
def test_facts_of_one_day_that_exclude_each_other_are_asked(
    facts: tuple[Json, ...], *, asked: bool
) -> None:
    assert len(questions(a_chart(*facts), "exclude_each_other")) == asked


def test_a_question_has_one_key_however_often_it_is_asked() -> None:
    chart = a_chart(*CONSENTED, event("death", "2026-05-20"), done("apheresis", "2026-05-22"))
    now, later = (
        {alert["key"] for alert in picture_of(chart, now=now)["alerts"]}
        for now in ("2026-06-01T08:00+08:00", "2026-06-01T08:01+08:00")
    )

    assert now == later
