"""What a verdict says, read at seven in the morning: true of what is past and of a plan."""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    cd19_test,
    done,
    drug,
    event,
    pregnancy_test,
    radiotherapy,
    verdict_of,
)

NOW = "2026-06-01T08:00+08:00"


def said(chart: Json, rule: str, fact: str | None = None, **assumed: str) -> str:
    return str(verdict_of(chart, rule, fact=fact, now=NOW, **assumed)["text"])


@pytest.mark.parametrize("last", ["2026-05-20", "2026-06-20"])
def test_a_planned_stop_is_not_said_to_have_happened(last: str) -> None:
    chart = a_chart(drug("imatinib", last, first="2026-01-10"))

    assert f"imatinib (f1), last on {last};" in said(chart, "EX-03.2", infusion="2026-06-22")
    assert "given" not in said(chart, "EX-03.2", infusion="2026-06-22")


def test_the_time_that_is_asked_for_may_still_be_to_come() -> None:
    chart = a_chart(drug("imatinib", "2026-06-20", first="2026-01-10"))
    asks = "To settle it, record the time of day of the last imatinib on 2026-06-20."

    assert asks in said(chart, "EX-03.2", infusion="2026-06-23")


def test_a_step_that_is_done_was_too_early() -> None:
    late = drug("pegaspargase", "2026-05-01")
    infused = a_chart(late, done("infusion", "2026-05-20"))
    planned = a_chart(late, booked("infusion", "2026-05-20"))

    assert "infusion on 2026-05-20 was too early" in said(infused, "EX-03.5")
    assert "infusion on 2026-05-20 is too early" in said(planned, "EX-03.5")


def test_exactly_enough_is_said_without_a_length_of_nothing() -> None:
    chart = a_chart(radiotherapy("total_body", "2026-05-01"))

    assert "is just late enough" in said(chart, "EX-04b", infusion="2026-06-26")
    assert "leaves 1 d to spare" in said(chart, "EX-04b", infusion="2026-06-27")
    assert said(chart, "EX-04b", infusion="2026-06-27").startswith("radiotherapy (total body) (f1)")


def test_abbreviations_are_written_as_people_write_them() -> None:
    chart = a_chart(
        event("dvt", "2026-05-01"),
        event("chronic_gvhd", "2026-05-01", severity="mild"),
        cd19_test("2026-01-01"),
        booked("study_entry", "2026-06-10"),
    )

    assert said(chart, "EX-15", screening="2026-06-02").startswith("DVT (f1) was on 2026-05-01;")
    mild = "chronic GVHD (f2) does not count: it was mild (NCT04684147 exclusion 8)."
    assert said(chart, "EX-08a", screening="2026-06-02") == mild
    [expired] = alerts_of(chart, "evidence_expired", now=NOW)
    assert "The CD19 test of 2026-01-01 (f3) will be too old" in expired["text"]


@pytest.mark.parametrize(("relapsed", "value"), [("2026-01-10", "Met"), ("2026-01-11", "Not met")])
def test_an_interval_says_whether_it_holds(relapsed: str, value: str) -> None:
    chart = a_chart(event("first_remission", "2025-01-10"), event("relapse", relapsed))
    holds = f"{value}: relapse within 12 months of first remission (NCT04684147 inclusion 3 (1))."

    assert said(chart, "IN-03.1", screening="2026-06-02").startswith(holds)


def test_hydrocortisone_itself_has_no_factor_to_contest() -> None:
    hydrocortisone = drug("hydrocortisone", "2026-05-30", dose="9.5 mg/day", route="oral")
    prednisone = drug("prednisone", "2026-05-20", dose="2.4 mg/day", route="oral")

    assert "contested" not in said(a_chart(hydrocortisone), "EX-05", infusion="2026-06-10")
    assert "contested" in said(a_chart(prednisone), "EX-05", infusion="2026-06-10")


def test_what_counts_as_close_to_the_limit_is_the_sum_of_a_day() -> None:
    prednisone = drug("prednisone", "2026-05-30", dose="1 mg/day", route="oral")  # 4 mg
    hydrocortisone = drug("hydrocortisone", "2026-05-30", dose="5.9 mg/day", route="oral")
    both = a_chart(prednisone, hydrocortisone)

    assert "close to the limit" not in said(a_chart(prednisone), "EX-05", infusion="2026-06-10")
    assert "close to the limit" in said(both, "EX-05", fact="f1", infusion="2026-06-10")


def test_a_result_that_could_serve_two_steps_is_asked_for_once() -> None:
    awaited = a_woman(pregnancy_test("2026-05-25", "pending"))  # neither step has a date

    asked = [alert["text"] for alert in alerts_of(awaited, "needs_information", now=NOW)]
    late = [text for text in asked if "has been pending" in text]
    assert len(late) == 1
    assert "The result of the pregnancy test of 2026-05-25 (f1) has been pending" in late[0]


def test_of_a_drug_after_the_step_its_class_is_not_discussed() -> None:
    after = drug("methotrexate", "2026-05-21T10:00+08:00", first="2026-05-21T09:00+08:00")
    chart = a_chart(done("infusion", "2026-05-20T10:00+08:00"), after)

    assert said(chart, "EX-03.3") == (
        "methotrexate (f2) came after infusion (NCT04684147 exclusion 3.3)."
    )
