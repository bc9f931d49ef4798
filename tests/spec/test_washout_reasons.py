"""What a verdict on a washout asks for, and from when it says that the step may be.

One fact is asked for: the one that would settle it. Nothing is asked where nothing is open.
"""

from typing import Any

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    booked,
    done,
    drug,
    event,
    finding,
    picture_of,
    radiotherapy,
    steroid,
    verdict_of,
)

TRIAL: Json = {"marketed": True, "half_life_hours": "24", "half_life_source": "label"}
NO_HALF_LIFE: Json = {"marketed": True}


def tki(last: str | None, **fields: Any) -> Json:
    return drug("imatinib", last, route="oral", **fields)


def asked(verdict: Json) -> str | None:
    asks = verdict.get("asks")
    return None if asks is None else str(asks["kind"])


# -------------------------------------------------------------------- what is asked


@pytest.mark.parametrize(
    ("fact", "rule", "infusion", "kind"),
    [
        (tki("2026-06-01"), "EX-03.2", "2026-06-04T10:00+08:00", "last_dose_time_asked"),
        (tki("2026-06-01"), "EX-03.2", "2026-06-04", "last_dose_time_asked"),
        (tki("2026-06-01T08:00+08:00"), "EX-03.2", "2026-06-04", "step_time_asked"),
        (tki("2026-05"), "EX-03.2", "2026-06-02", "last_day_asked"),
        (drug("etoposide", "2026-05"), "EX-03", "2026-06-10", "last_day_asked"),
        (event("cabg", "2025"), "EX-12f1", "2026-06-10", "last_day_asked"),
        # over a midnight: some minutes of two days
        (
            drug("etoposide", "2026-05-20T23:00+08:00/2026-05-21T01:00+08:00"),
            "EX-03",
            "2026-06-04",
            "end_time_asked",
        ),
        # no day is longer than 25 hours
        (
            drug("etoposide", "2026-05-20T00:00+08:00/2026-05-21T01:00+08:00"),
            "EX-03",
            "2026-06-04",
            "end_time_asked",
        ),
        (
            drug("etoposide", "2026-05-20T00:00+08:00/2026-05-21T01:01+08:00"),
            "EX-03",
            "2026-06-04",
            "last_day_asked",
        ),
        (
            drug("paracetamol", "2026-06-01", other_trial=NO_HALF_LIFE),
            "EX-20b",
            "2026-07-10",
            "half_life_asked",
        ),
        (
            drug("paracetamol", "2026-06-01", other_trial=TRIAL),
            "EX-20b",
            "2026-06-06",
            "end_time_asked",
        ),
        ({"kind": "radiotherapy", "last": "2026-06-01"}, "EX-04a", "2026-06-20", "field_asked"),
        (drug("methotrexate", "2026-06-01"), "EX-03", "2026-06-10", "dose_asked"),
        (radiotherapy("non_cns", "2026-05"), "EX-04a", "2026-06-01", "last_day_asked"),
    ],
)
def test_the_fact_that_would_settle_it_is_asked_for(
    fact: Json, rule: str, infusion: str, kind: str
) -> None:
    verdict = verdict_of(a_chart(fact), rule, infusion=infusion)

    assert (verdict["verdict"], asked(verdict)) == ("indeterminate", kind)


@pytest.mark.parametrize(
    ("facts", "rule", "kind"),
    [
        ((event("chronic_gvhd", "2026-05-20"),), "EX-08a", "severity_asked"),
        ((event("acute_gvhd", "2026-06-05"),), "EX-08a", "first_day_asked"),
        (
            (
                event("malignancy_cured", "2025-06-10"),
                finding("malignancy_low_relapse_risk", None, "2026-05-20"),
            ),
            "EX-11",
            "finding_asked",
        ),
        ((finding("prior_malignancy", True, "2026-05-20"),), "EX-11", "event_day_asked"),
        ((finding("prior_malignancy", None, "2026-05-20"),), "EX-11", "event_day_asked"),
    ],
)
def test_so_it_is_before_screening(facts: tuple[Json, ...], rule: str, kind: str) -> None:
    chart = a_chart(*facts, done("screening", "2026-06-01"))
    verdict = verdict_of(chart, rule, fact="f1", now="2026-06-20T08:00+08:00")

    assert (verdict["verdict"], asked(verdict)) == ("indeterminate", kind)


@pytest.mark.parametrize(
    ("fact", "rule", "infusion"),
    [
        (tki("2026-06-01"), "EX-03.2", "2026-06-10"),
        (tki("2026-06-01"), "EX-03.2", "2026-06-02"),
        (drug("methotrexate", "2026-06-01"), "EX-03", "2026-06-02"),
        (drug("methotrexate", "2026-06-01"), "EX-03", "2026-06-20"),
    ],
)
def test_nothing_is_asked_where_every_answer_says_the_same(
    fact: Json, rule: str, infusion: str
) -> None:
    verdict = verdict_of(a_chart(fact), rule, infusion=infusion)

    assert verdict["verdict"] in {"met", "violation"}
    assert asked(verdict) is None


# -------------------------------------------------------------------- from when it may be


@pytest.mark.parametrize(
    ("fact", "rule", "infusion", "said"),
    [
        (tki(None), "EX-03.2", "2026-06-10", {"kind": "no_date_until_stopped"}),
        (
            drug("paracetamol", "2026-06-01", other_trial=NO_HALF_LIFE),
            "EX-20b",
            "2026-07-10",
            {"kind": "no_date_certain"},
        ),
        (
            tki("2026-06-01T08:00+08:00"),
            "EX-03.2",
            "2026-06-02",
            {"kind": "safe_from", "clears_at": "2026-06-04T08:01+08:00", "whatever": False},
        ),
        # open by its time alone: safe from one moment
        (
            tki("2026-06-01"),
            "EX-03.2",
            "2026-06-04",
            {"kind": "safe_from", "clears_at": "2026-06-05T00:00+08:00", "whatever": False},
        ),
        # open by its dose: safe from one moment, whatever the answer
        (
            drug("methotrexate", "2026-06-01"),
            "EX-03",
            "2026-06-10",
            {"kind": "safe_from", "clears_at": "2026-06-16T00:00+08:00", "whatever": True},
        ),
        # its dose is open, and this rule does not ask for it
        (
            drug("dexamethasone", "2026-06-01", route="oral", purpose="gvhd"),
            "EX-08b",
            "2026-06-02",
            {"kind": "safe_from", "clears_at": "2026-06-30T00:00+08:00", "whatever": False},
        ),
        # it may have been replacement: no answer makes it later
        (
            steroid("prednisone", None, "2026-06-01"),
            "EX-05",
            "2026-06-02",
            {"kind": "safe_from", "clears_at": "2026-06-05T00:00+08:00", "whatever": True},
        ),
    ],
)
def test_a_step_that_is_too_early_or_open_is_told_its_safe_moment(
    fact: Json, rule: str, infusion: str, said: Json
) -> None:
    verdict = verdict_of(a_chart(fact), rule, infusion=infusion)

    assert verdict["reason"]["safe"] == said


@pytest.mark.parametrize("assumed", [{"infusion": "2026-06-02"}, {}])
def test_too_early_for_every_answer_is_told_both_moments_and_the_question(
    assumed: dict[str, str],
) -> None:
    # while another drug goes on, the infusion has no date of its own
    chart = a_chart(drug("methotrexate", "2026-06-01"), tki(None))
    safe = verdict_of(chart, "EX-03", **assumed)["reason"]["safe"]

    assert (safe["kind"], safe["asks"]["kind"]) == ("possible_from", "dose_asked")
    assert safe["possible_from"] == "2026-06-09T00:00+08:00"
    assert safe["clears_at"] == "2026-06-16T00:00+08:00"


# -------------------------------------------------------------------- when it ended


@pytest.mark.parametrize(
    ("fact", "rule", "at", "counted", "depot"),
    [
        (tki("2026-06-01"), "EX-03.2", "2026-06-01", False, False),
        (tki(None), "EX-03.2", None, False, False),
        (event("cabg", "2026-05-20"), "EX-12f1", "2026-05-20", None, None),
        (radiotherapy("cns", "2026-05-20"), "EX-04b", "2026-05-20", False, False),
        (steroid("Kenalog", "40 mg", "2026-05-01", route="im"), "EX-05", "2026-06-10", False, True),
        (drug("methotrexate", "2026-06-01"), "EX-03", "2026-06-01", False, False),
    ],
)
def test_the_last_exposure_is_told(
    fact: Json, rule: str, at: str | None, *, counted: bool | None, depot: bool | None
) -> None:
    last = verdict_of(a_chart(fact), rule, infusion="2026-06-02")["reason"]["last"]

    assert last["at"] == at
    assert (last["counted_dose"], last["depot"]) == (bool(counted), bool(depot))


def test_a_dose_that_counts_and_went_on_below_it_is_told_by_its_last_day() -> None:
    chart = a_chart(
        drug("cytarabine", "2026-06-01", dose="60 mg/m2/day", first="2026-05-20"),
        drug("cytarabine", "2026-05-25", dose="60 mg/m2/day", first="2026-05-22"),
    )
    last = verdict_of(chart, "EX-03", fact="f1", infusion="2026-06-20")["reason"]["last"]

    assert (last["at"], last["counted_dose"], last["depot"]) == ("2026-05-25", True, False)


# -------------------------------------------------------------------- without a date


@pytest.mark.parametrize(
    ("fact", "rule", "expected", "clears_at", "possible_from"),
    [
        (
            tki("2026-06-01"),
            "EX-03.2",
            "pending",
            "2026-06-05T00:00+08:00",
            "2026-06-04T00:01+08:00",
        ),
        (tki(None), "EX-03.2", "violation", None, None),  # whatever date it had
        (steroid("prednisone", None), "EX-05", "indeterminate", None, None),
        (
            steroid("prednisone", None, "2026-06-01"),
            "EX-05",
            "pending",
            "2026-06-05T00:00+08:00",
            None,
        ),
    ],
)
def test_a_step_without_a_date_is_judged_only_against_what_goes_on(
    fact: Json, rule: str, expected: str, clears_at: str | None, possible_from: str | None
) -> None:
    verdict = verdict_of(a_chart(fact, drug("dasatinib", route="oral")), rule, fact="f1")

    assert (verdict["verdict"], verdict["judged_at"]) == (expected, None)
    assert (verdict["clears_at"], verdict["possible_from"]) == (clears_at, possible_from)
    assert verdict["margin_minutes"] is None


def test_the_margin_is_that_to_the_first_moment_of_a_step() -> None:
    chart = a_chart(drug("etoposide", "2026-06-01"))

    assert verdict_of(chart, "EX-03", infusion="2026-06-17")["margin_minutes"] == 1440
    assert verdict_of(chart, "EX-03", infusion="2026-06-15")["margin_minutes"] == -1440
    assert (
        verdict_of(a_chart(tki(None)), "EX-03.2", infusion="2026-06-15")["margin_minutes"] is None
    )


# -------------------------------------------------------------------- what came after its step

HELD = done("infusion", "2026-06-01T10:00+08:00")
LATER = "2026-06-20T08:00+08:00"


@pytest.mark.parametrize(
    ("given", "rule", "expected"),
    [
        (tki("2026-06-05"), "EX-03.2", "not_applicable"),  # with a last day alone
        (tki("2026-06-05", first="2026-06-02"), "EX-03.2", "not_applicable"),
        (tki("2026-06-01T12:00+08:00", first="2026-06-01T10:00+08:00"), "EX-03.2", "violation"),
        (
            tki("2026-06-01T12:00+08:00", first="2026-06-01T10:01+08:00"),
            "EX-03.2",
            "not_applicable",
        ),
        (tki("2026-06-01T12:00+08:00", first="2026-06-01"), "EX-03.2", "indeterminate"),
        (tki("2026-06-05", first="2026-06-01"), "EX-03.2", "indeterminate"),
        (tki("2026-06-05", first="2026-05-31"), "EX-03.2", "violation"),
        # a rule in days counts the day of the step as day 0
        (drug("etoposide", "2026-06-05", first="2026-06-01"), "EX-03", "violation"),
        (drug("etoposide", "2026-06-05", first="2026-06-02"), "EX-03", "not_applicable"),
        (
            drug("paracetamol", "2026-06-05", first="2026-06-01", other_trial=TRIAL),
            "EX-20b",
            "indeterminate",
        ),
        (event("cabg", "2026-06-02"), "EX-12f1", "not_applicable"),
        (event("cabg", "2026-06-01"), "EX-12f1", "violation"),
    ],
)
def test_what_began_after_the_infusion_was_held_does_not_count(
    given: Json, rule: str, expected: str
) -> None:
    assert verdict_of(a_chart(given, HELD), rule, now=LATER)["verdict"] == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2026-06-01T23:59+08:00", "indeterminate"),  # in its last minute
        ("2026-06-02T00:00+08:00", "not_applicable"),
        ("2026-06-01T00:00+08:00", "violation"),  # by its first minute it had begun
        ("2026-06-01T00:01+08:00", "indeterminate"),
    ],
)
def test_an_infusion_known_by_its_day_may_have_been_before_or_after(
    first: str, expected: str
) -> None:
    chart = a_chart(tki("2026-06-05", first=first), done("infusion", "2026-06-01"))

    assert verdict_of(chart, "EX-03.2", now=LATER)["verdict"] == expected


def test_what_is_planned_with_a_last_day_alone_may_have_begun_before() -> None:
    chart = a_chart(tki("2026-06-05"), booked("infusion", "2026-06-04T10:00+08:00"))

    assert verdict_of(chart, "EX-03.2")["verdict"] == "violation"


@pytest.mark.parametrize(
    ("vaccine", "kind"),
    [
        (event("live_vaccine", "2026-06-05"), "late_exposure_asked"),
        (drug("BCG", "2026-06-05", purpose="other", route="intradermal"), "late_exposure_asked"),
        # what may be a live vaccine, or not, is not pointed out
        (drug("乙脑疫苗", "2026-06-05", purpose="other", route="sc"), None),
        (event("dvt", "2026-06-05"), None),
    ],
)
def test_only_what_is_certain_is_pointed_out_after_its_step(
    vaccine: Json, kind: str | None
) -> None:
    chart = a_chart(vaccine, done("screening", "2026-06-01"))
    found = [
        each
        for each in picture_of(chart, now=LATER)["verdicts"]
        if each["fact"] == "f1" and each["rule"] in {"EX-17", "EX-15"}
    ]

    assert [(each["verdict"], each["reason"]["kind"], asked(each)) for each in found] == [
        ("not_applicable", "came_after", kind)
    ]


# -------------------------------------------------------------------- what was only claimed


@pytest.mark.parametrize(
    ("claimed", "risk", "expected", "kind", "fact"),
    [
        (None, None, "not_applicable", "nothing_recorded", None),
        (False, None, "not_applicable", "nothing_recorded", "f1"),
        (False, True, "not_applicable", "nothing_recorded", "f1"),
        (True, None, "indeterminate", "claimed_undated", "f1"),
        (True, False, "indeterminate", "claimed_undated", "f1"),
        (True, True, "met", "claimed_exempt", "f1"),
    ],
)
def test_a_malignancy_that_is_claimed_and_not_recorded(
    claimed: bool | None, risk: bool | None, expected: str, kind: str, fact: str | None
) -> None:
    said = [] if claimed is None else [finding("prior_malignancy", claimed, "2026-05-20")]
    low = [] if risk is None else [finding("malignancy_low_relapse_risk", risk, "2026-05-20")]
    verdict = verdict_of(a_chart(*said, *low, done("screening", "2026-05-30")), "EX-11")

    assert (verdict["verdict"], verdict["reason"]["kind"]) == (expected, kind)
    assert verdict["fact"] == fact


def test_total_body_irradiation_is_read_as_of_the_nervous_system_and_says_so() -> None:
    notes = {
        field: verdict_of(a_chart(radiotherapy(field, "2026-06-01")), rule, infusion="2026-06-10")
        for field, rule in (("total_body", "EX-04b"), ("cns", "EX-04b"), ("mediastinal", "EX-04a"))
    }

    assert {field: said["reason"]["note"] for field, said in notes.items()} == {
        "total_body": {"kind": "total_body_is_cns"},
        "cns": None,
        "mediastinal": None,
    }
