"""An event, a drug or a radiotherapy is judged under every rule that names it."""

import pytest

from tests.protocols.written import Json, picture, small, verdicts, washout
from tests.spec.charts import booked, done, drug, event, radiotherapy

NOW = "2026-03-20T08:00+08:00"
BOOKED = [
    done("consent", "2026-03-02"),
    booked("collection", "2026-03-30T10:00+08:00"),
    booked("infusion", "2026-05-11T10:00+08:00"),
]


def said(rules: list[str], exposure: Json, *others: Json) -> dict[str, str]:
    """What each rule of a trial says of the fourth fact, booked as above."""
    return verdicts(picture(small(*rules), [*BOOKED, exposure, *others], NOW), "f4")


def test_one_event_is_judged_under_both_rules_that_name_it() -> None:
    rules = [
        washout("SCT-COL", anchor="collection", gap="100 days", events=["transplant"]),
        washout("SCT-INF", anchor="infusion", gap="6 months", events=["transplant"]),
    ]
    # 100 days before 30 March 2026 is 20 December 2025; six months before 11 May is 11 November
    assert said(rules, event("transplant", "2025-12-20")) == {
        "SCT-COL": "met",
        "SCT-INF": "violation",
    }
    assert said(rules, event("transplant", "2025-12-21")) == {
        "SCT-COL": "violation",
        "SCT-INF": "violation",
    }
    assert said(rules, event("transplant", "2025-11-11")) == {"SCT-COL": "met", "SCT-INF": "met"}


def test_a_severity_that_one_rule_exempts_counts_under_the_other() -> None:
    mild = {"event": "graft_disease", "severities": ["mild"]}
    rules = [
        washout("GD-COL", anchor="collection", gap="28 days", events=["graft_disease"]),
        washout("GD-INF", gap="90 days", events=["graft_disease"], exempt_severity=mild),
    ]
    happened = event("graft_disease", "2026-03-10", severity="mild")
    assert said(rules, happened) == {"GD-COL": "violation", "GD-INF": "not_applicable"}
    unknown = event("graft_disease", "2026-03-10")
    assert said(rules, unknown) == {"GD-COL": "violation", "GD-INF": "indeterminate"}


def test_one_radiotherapy_is_judged_under_both_rules_that_name_its_field() -> None:
    rules = [
        washout("RT-COL", anchor="collection", gap="7 days", fields=["non_cns"]),
        washout("RT-INF", gap="56 days", fields=["non_cns", "cns"]),
    ]
    # 56 days before 11 May is 16 March
    assert said(rules, radiotherapy("non_cns", "2026-03-16")) == {
        "RT-COL": "met",
        "RT-INF": "met",
    }
    assert said(rules, radiotherapy("non_cns", "2026-03-17")) == {
        "RT-COL": "met",
        "RT-INF": "violation",
    }
    assert said(rules, radiotherapy("cns", "2026-03-17")) == {"RT-INF": "violation"}


def test_a_field_that_no_rule_names_is_no_exposure_of_the_trial() -> None:
    rules = [washout("RT-INF", gap="56 days", fields=["non_cns"])]
    assert said(rules, radiotherapy("cns", "2026-03-17")) == {}


@pytest.mark.parametrize(
    ("named", "exposure", "last_safe", "first_unsafe"),
    [
        ("a class", drug("vincristine"), "2026-04-27", "2026-04-28"),
        ("a field", radiotherapy("non_cns", ""), "2026-04-27", "2026-04-28"),
        ("an event", event("transplant", ""), "2026-04-27", "2026-04-28"),
        ("a purpose", drug("ibuprofen", purpose="gvhd"), "2026-04-27", "2026-04-28"),
        ("a route", drug("methotrexate", route="intrathecal"), "2026-04-27", "2026-04-28"),
    ],
)
def test_a_rule_that_names_several_kinds_of_exposure_reads_each(
    named: str, exposure: Json, last_safe: str, first_unsafe: str
) -> None:
    rule = washout(
        "ALL",
        gap="14 days",
        drug_classes=["one_week"],
        purposes=["gvhd"],
        routes=["intrathecal"],
        fields=["non_cns"],
        events=["transplant"],
    )
    key = "at" if exposure["kind"] == "event" else "last"
    exposure = {name: value for name, value in exposure.items() if name != "ongoing"}
    facts = [done("consent", "2026-03-02"), booked("infusion", "2026-05-11T10:00+08:00")]
    for day, verdict in ((last_safe, "met"), (first_unsafe, "violation")):
        plan = picture(small(rule), [*facts, {**exposure, key: day}], "2026-05-01T08:00+08:00")
        assert verdicts(plan, "f3") == {"ALL": verdict}, named


def test_a_rule_on_drugs_of_other_trials_reads_its_drug_classes_as_well() -> None:
    rule = washout("TRIALS", gap="14 days", other_trial="unlisted", drug_classes=["one_week"])
    facts = [done("consent", "2026-03-02"), booked("infusion", "2026-05-11T10:00+08:00")]
    ward = drug("vincristine", "2026-04-28")
    trial = drug("ibuprofen", "2026-04-28", other_trial={"marketed": False})
    neither = drug("ibuprofen", "2026-04-28")
    plan = picture(small(rule), [*facts, ward, trial, neither], "2026-05-01T08:00+08:00")
    assert verdicts(plan, "f3") == {"TRIALS": "violation"}
    assert verdicts(plan, "f4") == {"TRIALS": "violation"}
    assert verdicts(plan, "f5") == {}


def test_each_rule_has_its_own_limit_of_one_drugs_dose() -> None:
    chemotherapy = {"drug_classes": ["chemotherapy"]}
    rules = [
        washout("HIGH", gap="14 days", dose_from={"methotrexate": "500 mg/m2"}, **chemotherapy),
        washout(
            "LOW",
            anchor="preparation",
            gap="21 days",
            dose_from={"methotrexate": "25 mg/m2"},
            **chemotherapy,
        ),
    ]
    facts = [done("consent", "2026-03-02"), done("collection", "2026-03-05")]
    facts += [booked("preparation", "2026-05-06"), booked("infusion", "2026-05-11T10:00+08:00")]
    for dose, expected in (
        ("24.9 mg/m2", {}),
        ("25 mg/m2", {"LOW": "violation"}),
        ("499.9 mg/m2", {"LOW": "violation"}),
        ("500 mg/m2", {"LOW": "violation", "HIGH": "violation"}),
    ):
        given = drug("methotrexate", "2026-04-29", dose=dose, times="1")
        plan = picture(small(*rules), [*facts, given], "2026-05-01T08:00+08:00")
        assert verdicts(plan, "f5") == expected, dose


def test_a_rule_on_chemotherapy_that_tells_no_doses_apart_counts_every_dose() -> None:
    rules = [washout("CHEMO", gap="14 days", drug_classes=["chemotherapy"])]
    for name in ("methotrexate", "cytarabine", "doxorubicin"):
        assert said(rules, drug(name, "2026-04-29", dose="10 mg/m2")) == {"CHEMO": "violation"}


def test_a_limit_of_a_dose_may_be_one_for_the_whole_subject() -> None:
    rules = [washout("FLAT", gap="14 days", dose_from={"methotrexate": "20 mg"})]
    for dose, expected in (("19.9 mg", {}), ("20 mg", {"FLAT": "violation"})):
        assert said(rules, drug("methotrexate", "2026-04-29", dose=dose)) == expected
