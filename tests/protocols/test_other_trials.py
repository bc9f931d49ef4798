"""Schedules of other trials as data: washouts, windows and chains at their edges.

They are material to try the format with, never a trial's truth.
"""

from datetime import date, datetime

import pytest

from tests.protocols.written import HERE, Json, picture, verdicts
from tests.spec.charts import booked, done, drug, event, finding, measurement, steroid

NOW = "2026-03-05T08:00+08:00"


def trial(name: str) -> str:
    return (HERE / name / "protocol.toml").read_text("utf-8")


def said(name: str, facts: list[Json], rule: str, now: str = NOW) -> str:
    """What one rule says of the last fact, or else of the whole chart."""
    plan = picture(trial(name), facts, now)
    own = verdicts(plan, f"f{len(facts)}")
    return own.get(rule) or next(v["verdict"] for v in plan["verdicts"] if v["rule"] == rule)


def step(plan: Json, name: str) -> Json:
    return next(dict(one) for one in plan["steps"] if one["step"] == name)


# ---------------------------------------------------------------- tisagenlecleucel

ELIANA = [
    done("consent", "2026-03-02"),
    done("screening", "2026-03-03"),
    booked("apheresis", "2026-03-09T10:00+08:00"),
    booked("infusion", "2026-05-11T10:00+08:00"),
]


@pytest.mark.parametrize(
    ("exposure", "rule", "verdict"),
    [
        (drug("pegaspargase", "2026-04-12"), "EX-PEG", "met"),
        (drug("pegaspargase", "2026-04-13"), "EX-PEG", "violation"),  # 28 days are not more
        (event("allogeneic_transplant", "2025-11-10"), "IN-SCT", "met"),
        (event("allogeneic_transplant", "2025-11-11"), "IN-SCT", "violation"),
        (steroid("prednisone", "5 mg/day", "2026-03-06T10:00+08:00"), "APH-STEROID", "met"),
        (steroid("prednisone", "5 mg/day", "2026-03-06T10:01+08:00"), "APH-STEROID", "violation"),
        (measurement("alc", "0.5", "10^9/L", "2026-03-03"), "APH-ALC", "met"),
        (measurement("alc", "499", "/uL", "2026-03-03"), "APH-ALC", "violation"),
    ],
)
def test_eliana(exposure: Json, rule: str, verdict: str) -> None:
    assert said("eliana", [*ELIANA, exposure], rule) == verdict


@pytest.mark.parametrize(
    ("infused", "state"),
    [
        ("2026-04-12", "done_out_of_window"),
        ("2026-04-13", "done"),
        ("2026-04-25", "done"),
        ("2026-04-26", "done_out_of_window"),
    ],
)
def test_eliana_infuses_2_to_14_days_after_lymphodepletion(infused: str, state: str) -> None:
    held = [("apheresis", "2026-03-09"), ("product_release", "2026-04-01")]
    held += [("ld_start", "2026-04-08"), ("ld_end", "2026-04-11"), ("infusion", infused)]
    facts = [*ELIANA[:2], *(done(name, at) for name, at in held)]
    plan = picture(trial("eliana"), facts, "2026-05-05T08:00+08:00")
    assert step(plan, "infusion")["state"] == state


# ---------------------------------------------------------------- obecabtagene autoleucel

FELIX = [
    done("consent", "2026-03-02"),
    done("leukapheresis", "2026-03-09T10:00+08:00"),
    done("product_release", "2026-03-31"),
    done("marrow", "2026-04-02"),
    done("ld_start", "2026-04-07"),
    done("infusion_1", "2026-04-14T10:00+08:00"),
    booked("infusion_2", "2026-04-23T10:00+08:00"),
]


@pytest.mark.parametrize(
    ("last", "verdict"),
    [("2026-04-20T10:00+08:00", "met"), ("2026-04-20T10:01+08:00", "violation")],
)
def test_felix_counts_steroids_before_each_of_its_two_infusions(last: str, verdict: str) -> None:
    given = drug("dexamethasone", last, first="2026-04-19", dose="10 mg/day", purpose="other")
    plan = picture(trial("felix"), [*FELIX, given], "2026-04-21T08:00+08:00")
    assert verdicts(plan, "f8") == {"INF1-STEROID": "not_applicable", "INF2-STEROID": verdict}


@pytest.mark.parametrize(("grade", "verdict"), [("1", "met"), ("2", "violation")])
def test_felix_gives_its_second_dose_after_crs_of_grade_1_at_most(grade: str, verdict: str) -> None:
    crs = measurement("crs_grade", grade, "grade", "2026-04-20")
    assert said("felix", [*FELIX, crs], "D10-CRS", "2026-04-21T08:00+08:00") == verdict


@pytest.mark.parametrize(
    ("second", "state"),
    [
        ("2026-04-20", "done_out_of_window"),
        ("2026-04-21", "done"),
        ("2026-04-25", "done"),
        ("2026-04-26", "done_out_of_window"),
    ],
)
def test_felix_gives_its_second_dose_7_to_11_days_after_the_first(second: str, state: str) -> None:
    facts = [*FELIX[:-1], done("infusion_2", second)]
    plan = picture(trial("felix"), facts, "2026-05-05T08:00+08:00")
    assert step(plan, "infusion_2")["state"] == state


@pytest.mark.parametrize(("grade", "state"), [("2", "booked"), ("3", "not_applicable")])
def test_felix_gives_no_second_dose_after_crs_of_grade_3(grade: str, state: str) -> None:
    crs = measurement("crs_grade", grade, "grade", "2026-04-20")
    plan = picture(trial("felix"), [*FELIX, crs], "2026-04-21T08:00+08:00")
    assert step(plan, "infusion_2")["state"] == state


@pytest.mark.parametrize(
    ("postponed", "last"), [(False, "2026-04-25"), (True, "2026-05-04"), (None, "2026-04-25")]
)
def test_felix_may_postpone_its_second_dose_to_day_21(postponed: bool | None, last: str) -> None:
    said = [finding("second_dose_postponed", postponed, "2026-04-20")]
    plan = picture(trial("felix"), [*FELIX[:-1], *said], "2026-04-21T08:00+08:00")
    assert step(plan, "infusion_2")["closes"].startswith(last)


# ---------------------------------------------------------------- brexucabtagene autoleucel


@pytest.mark.parametrize(
    ("exposure", "rule", "verdict"),
    [
        (event("allogeneic_transplant", "2025-11-22"), "SCT-100", "met"),
        (event("allogeneic_transplant", "2025-11-23"), "SCT-100", "violation"),
        (drug("tacrolimus", "2026-02-02", route="oral", purpose="gvhd"), "GVHD-4W", "met"),
        (drug("tacrolimus", "2026-02-03", route="oral", purpose="gvhd"), "GVHD-4W", "violation"),
    ],
)
def test_zuma3(exposure: Json, rule: str, verdict: str) -> None:
    facts = [done("consent", "2026-03-02"), exposure]
    assert said("zuma3", facts, rule) == verdict


# ---------------------------------------------------------------- repeating cycles


def test_nine_cycles_are_suggested_each_14_days_after_the_one_before_at_least() -> None:
    facts = [done("consent", "2026-03-02"), done("cycle_1_day_1", "2026-03-09T10:00+08:00")]
    plan = picture(trial("cycles"), facts, "2026-03-10T08:00+08:00")
    at = {
        one["step"]: datetime.fromisoformat(one["at"] or one["proposed"]).date()
        for one in plan["steps"]
        if one["at"] or one["proposed"]
    }
    assert at["cycle_1_day_29"] == date(2026, 4, 6)
    for number in range(2, 10):
        pause = at[f"cycle_{number}_day_1"] - at[f"cycle_{number - 1}_day_29"]
        assert 14 <= pause.days <= 28, number
        assert (at[f"cycle_{number}_day_29"] - at[f"cycle_{number}_day_1"]).days == 28
