"""EX-03.2: TKI and hydroxyurea stopped more than 72 hours before infusion.

Instants (K2), strict: exactly 72 h 00 fails, 72 h 01 passes. With a date alone three answers (K3).
"""

import pytest

from tests.spec.charts import a_chart, drug, step_of, value_of, verdict_of

STOPPED = a_chart(drug("imatinib", "2026-06-01T08:00+08:00", dose="400 mg/day", route="oral"))


@pytest.mark.parametrize(
    ("infusion", "expected", "margin"),
    [
        ("2026-06-04T07:59+08:00", "violation", -2),  # 71 h 59
        ("2026-06-04T08:00+08:00", "violation", -1),  # 72 h 00 exactly
        ("2026-06-04T08:01+08:00", "met", 0),  # 72 h 01
        ("2026-06-04T00:02+00:00", "met", 1),  # 72 h 02, written elsewhere
        ("2026-06-04T09:00+09:00", "violation", -1),  # 72 h 00 written elsewhere
    ],
)
def test_more_than_72_hours_lie_between_the_instants(
    infusion: str, expected: str, margin: int
) -> None:
    verdict = verdict_of(STOPPED, "EX-03.2", infusion=infusion)

    assert (verdict["verdict"], verdict["margin_minutes"]) == (expected, margin)
    assert verdict["clears_at"] == verdict["possible_from"] == "2026-06-04T08:01+08:00"


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-02", "violation"),  # d+1
        ("2026-06-03", "violation"),  # d+2: at most 71 h 59
        ("2026-06-04", "indeterminate"),  # d+3: 48 h 01 to 95 h 59
        ("2026-06-05", "met"),  # d+4: at least 72 h 01
        ("2026-06-04T00:00+08:00", "violation"),  # 72 h 00 at the most
        ("2026-06-04T00:01+08:00", "indeterminate"),
        ("2026-06-04T23:59+08:00", "indeterminate"),
        ("2026-06-05T00:00+08:00", "met"),
    ],
)
def test_a_stop_with_a_date_alone_has_three_answers(infusion: str, expected: str) -> None:
    chart = a_chart(drug("dasatinib", "2026-06-01", route="oral"))
    verdict = verdict_of(chart, "EX-03.2", infusion=infusion)

    assert verdict["verdict"] == expected
    assert verdict["possible_from"] == "2026-06-04T00:01+08:00"
    assert verdict["clears_at"] == "2026-06-05T00:00+08:00"
    assert ("time" in verdict["text"]) == (expected == "indeterminate")  # the one fact to ask


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-03", "violation"),
        ("2026-06-04", "indeterminate"),  # from 64 to 88 hours
        ("2026-06-05", "met"),
    ],
)
def test_an_infusion_planned_for_a_day_is_judged_for_all_of_it(
    infusion: str, expected: str
) -> None:
    assert value_of(STOPPED, "EX-03.2", infusion=infusion) == expected


def test_seconds_are_never_rounded_to_the_unsafe_side() -> None:
    chart = a_chart(drug("imatinib", "2026-06-01T08:00:30+08:00"))

    assert value_of(chart, "EX-03.2", infusion="2026-06-04T08:00:30+08:00") != "met"  # 72 h 00
    assert value_of(chart, "EX-03.2", infusion="2026-06-04T08:00+08:00") == "violation"
    assert value_of(chart, "EX-03.2", infusion="2026-06-04T08:01+08:00") == "met"  # 72 h 00 30 s


@pytest.mark.parametrize(
    "name",
    [
        "imatinib", "nilotinib", "bosutinib", "ponatinib", "asciminib", "flumatinib",
        "olverembatinib", "伊马替尼", "氟马替尼", "奥雷巴替尼", "L01EA02",
        "ibrutinib", "sorafenib", "gilteritinib", "midostaurin",  # not only BCR-ABL
        "ruxolitinib",  # a kinase inhibitor too
        "hydroxyurea", "hydroxycarbamide", "羟基脲", "L01XX05",
    ],
)  # fmt: skip
def test_every_tyrosine_kinase_inhibitor_and_hydroxyurea_count(name: str) -> None:
    chart = a_chart(drug(name, "2026-06-01T08:00+08:00", purpose="other", route="oral"))

    assert value_of(chart, "EX-03.2", infusion="2026-06-04T08:00+08:00") == "violation"
    assert value_of(chart, "EX-03.2", infusion="2026-06-04T08:01+08:00") == "met"
    assert step_of(chart, "infusion")["clears_at"] == "2026-06-04T08:01+08:00"


def test_an_ointment_is_no_exposure_of_the_whole_body() -> None:
    chart = a_chart(drug("ruxolitinib", "2026-06-09", purpose="other", route="topical"))

    assert value_of(chart, "EX-03.2", infusion="2026-06-10") == "not_applicable"


def test_a_tablet_still_taken_breaks_the_rule_on_any_day() -> None:
    verdict = verdict_of(
        a_chart(drug("dasatinib", first="2026-01-10")), "EX-03.2", infusion="2026-12-10"
    )

    assert (verdict["verdict"], verdict["clears_at"]) == ("violation", None)
