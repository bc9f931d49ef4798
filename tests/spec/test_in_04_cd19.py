"""IN-04: CD19 expression demonstrated within 3 months of study entry; exactly 3 months counts.

The entry does not define study entry: the day of consent, as a site default, unless it is
recorded apart. A test counts before or on that day. Where forwards and backwards differ,
the shorter validity holds (K4).
"""

import pytest

from tests.spec.charts import Json, a_chart, a_woman, cd19_test, done, value_of, verdict_of

LATER = "2026-06-20T08:00+08:00"


@pytest.mark.parametrize(
    ("test", "entry", "expected"),
    [
        ("2026-02-20", "2026-05-19", "met"),  # a day less than 3 months
        ("2026-02-20", "2026-05-20", "met"),  # exactly 3 months
        ("2026-02-20", "2026-05-21", "violation"),  # a day more
        ("2025-11-30", "2026-02-28", "met"),  # clamped to the end of February: 90 days
        ("2025-11-30", "2026-03-01", "violation"),
        ("2026-02-28", "2026-05-28", "met"),  # 89 days
        ("2026-02-28", "2026-05-29", "violation"),  # backwards would clamp; forwards does not
        ("2026-02-28", "2026-05-31", "violation"),  # likewise
        ("2026-03-01", "2026-05-31", "met"),  # 91 days
    ],
)
def test_the_test_is_at_most_three_calendar_months_old_at_study_entry(
    test: str, entry: str, expected: str
) -> None:
    chart = a_chart(cd19_test(test), done("consent", entry))

    assert value_of(chart, "IN-04") == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("2026-05-19", "violation"),  # a test after study entry does not count
        ("2026-05-20", "met"),  # on the day: "before or on"
        ("2026-05-21", "met"),
    ],
)
def test_the_test_is_before_or_on_the_day_of_study_entry(entry: str, expected: str) -> None:
    chart = a_chart(cd19_test("2026-05-20"), done("consent", entry))

    assert value_of(chart, "IN-04") == expected


@pytest.mark.parametrize(
    ("entry", "opens"),
    [
        ("2026-05-20", "2026-02-20"),
        ("2026-05-31", "2026-03-01"),  # 28 February + 3 months ends on 28 May
        ("2026-02-28", "2025-11-28"),  # backwards; 29 and 30 November also clamp to it
    ],
)
def test_the_window_of_days_is_given(entry: str, opens: str) -> None:
    verdict = verdict_of(a_chart(done("consent", entry)), "IN-04")

    assert verdict["window"] == {"opens": opens, "closes": entry}


def test_too_old_for_a_planned_consent_is_pending_because_it_can_be_repeated() -> None:
    chart = a_chart(cd19_test("2026-02-20"))

    assert value_of(chart, "IN-04", consent="2026-06-10") == "pending"


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("positive", "met"),
        ("negative", "violation"),  # expression was looked for and not demonstrated
        ("pending", "pending"),
    ],
)
def test_expression_must_be_demonstrated(result: str, expected: str) -> None:
    chart = a_chart(cd19_test("2026-05-20", result))

    assert value_of(chart, "IN-04", consent="2026-06-10") == expected


def test_study_entry_recorded_apart_replaces_consent() -> None:
    chart = a_chart(
        cd19_test("2026-02-20"), done("consent", "2026-05-10"), done("study_entry", "2026-05-21")
    )

    assert value_of(chart, "IN-04") == "violation"
    assert value_of(a_chart(*chart["facts"][:2]), "IN-04") == "met"


def test_the_infusion_may_be_long_after() -> None:
    chart = a_chart(cd19_test("2026-05-10"), done("consent", "2026-05-20"))

    assert value_of(chart, "IN-04", infusion="2026-12-10") == "met"


def test_the_verdict_is_given_at_study_entry_for_women_too() -> None:
    chart = a_woman(cd19_test("2026-05-10"), done("consent", "2026-05-20"))
    verdict = verdict_of(chart, "IN-04", now=LATER)

    assert (verdict["step"], verdict["fact"], verdict["verdict"]) == ("study_entry", "f1", "met")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((cd19_test("2026-05-10"),), "The CD19 test of 2026-05-10 (f1) is positive"),
        ((), "record the CD19 test made before study entry"),
        ((cd19_test("2026-01-10"),), "A positive CD19 test from 2026-02-20 to 2026-05-20"),
    ],
)
def test_the_antigen_is_written_as_people_write_it(facts: tuple[Json, ...], said: str) -> None:
    verdict = verdict_of(a_chart(*facts, done("consent", "2026-05-20")), "IN-04", now=LATER)

    assert said in verdict["text"]
    assert "cd19" not in verdict["text"]
