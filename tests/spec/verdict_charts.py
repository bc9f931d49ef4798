"""Charts that together make every sentence which a verdict or a question can say."""

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    booked,
    cd19_test,
    done,
    drug,
    event,
    finding,
    measurement,
    pregnancy_test,
    radiotherapy,
    steroid,
)

INFUSION = booked("infusion", "2026-06-12T10:00+08:00")
SCREENED = done("screening", "2026-05-20")

WASHOUTS: dict[str, Json] = {
    "drugs before a booking": a_chart(
        drug("imatinib", "2026-05-05"),
        drug("pegaspargase", "2026-05-25"),
        drug("cyclophosphamide", "2026-06-08", purpose="lymphodepletion"),
        drug("dexamethasone", "2026-06-11", route="topical", purpose="gvhd"),
        drug("cytarabine", "2026-05-30", route="intrathecal", dose="50 mg"),
        steroid("hydrocortisone", "25 mg/day", "2026-06-11", purpose="replacement"),
        steroid("氟氢可的松", "0.1 mg/day", "2026-06-11"),
        drug("blinatumomab", "2026-05-01"),
        drug("tivozanib", "2026-05-01"),
        INFUSION,
    ),
    "close to the limit": a_chart(steroid("hydrocortisone", "9.5 mg/day", "2026-06-10"), INFUSION),
    "close by its factor": a_chart(steroid("prednisone", "2.4 mg/day", "2026-06-10"), INFUSION),
    "a booking on the very day": a_chart(
        radiotherapy("total_body", "2026-04-17"),
        radiotherapy("mediastinal", "2026-05-29"),
        booked("infusion", "2026-06-12"),
    ),
    "an infusion on the very day": a_chart(
        radiotherapy("cns", "2026-03-25"), done("infusion", "2026-05-20")
    ),
    "an infusion that is done": a_chart(
        drug("pegaspargase", "2026-04-01"),
        drug("vincristine", "2026-05-12"),
        drug("imatinib", "2026-05-25", first="2026-05-21"),
        radiotherapy("cns", "2026-03-25"),
        done("infusion", "2026-05-20T10:00+08:00"),
    ),
    "doses and forms": a_chart(
        drug("cytarabine", "2026-05-30", dose="75 mg/m2"),
        steroid("methylprednisolone", "40 mg", "2026-05-25", route="im"),
        steroid("triamcinolone acetonide", "40 mg", "2026-05-10", route="im"),
        drug("fludarabine", "2026-06-11", first="2026-06-07", purpose="lymphodepletion"),
        booked("conditioning_start", "2026-06-07"),
        INFUSION,
    ),
    "a taper": a_chart(
        steroid("prednisone", "20 mg/day", "2026-06-03", first="2026-06-01"),
        steroid("prednisone", "2 mg/day", "2026-06-11", first="2026-06-01"),
        INFUSION,
    ),
    "no date at all": a_chart(
        drug("imatinib"), drug("dasatinib", "2026-05-30"), radiotherapy("cns", "2026-05-20")
    ),
    "open in every way": a_chart(
        drug("imatinibb", "2026-06-05"),
        drug("qqqq", "2026-06-05"),
        drug("flu", "2026-06-05"),
        drug("tacrolimus", "2026-06-05", route=None),
        drug("rituximab", "2026-06-05", purpose=None),
        drug("methotrexate", "2026-06-02"),
        drug("imatinib", "2026-06-05", other_trial={"half_life_hours": "10"}),
        drug("dasatinib", "2026-06-05", other_trial={"marketed": True}),
        drug("nilotinib", "2026-06-05", other_trial={"marketed": True, "half_life_hours": "40"}),
        {"kind": "radiotherapy", "last": "2026-05-20"},
        INFUSION,
    ),
    "no date because of another booking": a_chart(
        {"kind": "radiotherapy", "last": "2026-05-20"},
        drug("imatinib", "2026-05-20"),
        booked("conditioning_start", "2026-06-02"),
    ),
    "a vaccine that may be live": a_chart(drug("typhoid vaccine", "2026-05-05"), SCREENED),
    "perhaps before it is safe": a_chart(
        drug("methotrexate", "2026-06-01"), booked("infusion", "2026-06-05")
    ),
    "times that are not known": a_chart(
        drug("imatinib", "2026-06-09"),
        drug("hydroxyurea", "2026-06"),
        drug("dasatinib", "2026-06-09T10:00+08:00"),
        booked("infusion", "2026-06-12"),
    ),
    "a half-life of known days": a_chart(
        drug(
            "dasatinib",
            "2026-06-11",
            other_trial={"marketed": True, "half_life_hours": "4", "half_life_source": "label"},
        ),
        INFUSION,
    ),
    "events of the history": a_chart(
        event("acute_gvhd", "2026-05-22"),
        event("chronic_gvhd", "2026-05-01", severity="mild"),
        event("live_vaccine", "2026-05-21"),
        event("dvt", "2026-03-01"),
        event("pulmonary_embolism", "2025-03-01"),
        event("cabg", "2026-05-01"),
        event("coronary_stent", "2025-05-01"),
        event("myocardial_infarction", "2024-05-01"),
        SCREENED,
        INFUSION,
    ),
    "how severe is not known": a_chart(event("chronic_gvhd", "2026-05-10"), SCREENED),
    "a malignancy": a_chart(
        event("malignancy_cured", "2024-05-01"),
        finding("malignancy_low_relapse_risk", None, "2026-05-10"),
        SCREENED,
    ),
    "a malignancy of low risk": a_chart(
        event("malignancy_cured", "2024-05-01"),
        finding("malignancy_low_relapse_risk", True, "2026-05-10"),
        SCREENED,
    ),
    "a malignancy without a day": a_chart(finding("prior_malignancy", True, "2026-05-10")),
    "a malignancy that may be": a_chart(finding("prior_malignancy", None, "2026-05-10")),
    "no malignancy": a_chart(finding("prior_malignancy", False, "2026-05-10")),
    "low risk without a day": a_chart(
        finding("prior_malignancy", True, "2026-05-10"),
        finding("malignancy_low_relapse_risk", True, "2026-05-10"),
    ),
}

TOMORROW = booked("infusion", "2026-06-02T10:00+08:00")
TESTS: dict[str, Json] = {
    "it counts": a_woman(pregnancy_test("2026-05-31T10:00+08:00"), TOMORROW),
    "it is negative after a positive one": a_woman(
        pregnancy_test("2026-05-30", "positive"), pregnancy_test("2026-05-31"), TOMORROW
    ),
    "it is positive": a_woman(pregnancy_test("2026-05-31", "positive"), TOMORROW),
    "it is excluded": a_woman(
        pregnancy_test("2026-05-31", "positive"),
        finding("pregnancy_excluded", True, "2026-05-31"),
        TOMORROW,
    ),
    "it was excluded": a_woman(
        pregnancy_test("2026-05-19", "positive"),
        finding("pregnancy_excluded", True, "2026-05-19"),
        done("infusion", "2026-05-20T10:00+08:00"),
    ),
    "it may count": a_woman(
        pregnancy_test("2026-06-01"), booked("infusion", "2026-06-01T10:00+08:00")
    ),
    "its step may be later": a_woman(
        pregnancy_test("2026-06-01T07:00+08:00"), booked("infusion", "2026-06-01")
    ),
    "it is awaited": a_woman(pregnancy_test("2026-05-31T10:00+08:00", "pending"), TOMORROW),
    "it was awaited": a_woman(
        pregnancy_test("2026-05-19", "pending"), done("infusion", "2026-05-20T10:00+08:00")
    ),
    "it was reported too late": a_woman(
        pregnancy_test("2026-05-20T08:00+08:00", reported="2026-05-20T14:00+08:00"),
        done("infusion", "2026-05-20T10:00+08:00"),
    ),
    "it was reported that day": a_woman(
        pregnancy_test("2026-05-20T08:00+08:00", reported="2026-05-20"),
        done("infusion", "2026-05-20T10:00+08:00"),
    ),
    "it was too old": a_chart(cd19_test("2025-12-01"), done("consent", "2026-05-20")),
    "none is recorded": a_woman(done("infusion", "2026-05-20T10:00+08:00")),
    "it counts for entry": a_chart(cd19_test("2026-05-01"), done("consent", "2026-05-20")),
    "the path has ended": a_woman(event("withdrawn", "2026-05-20")),
    "of a woman past childbearing": a_woman(childbearing_potential=False),
}

CRITERIA: dict[str, Json] = {
    "half a blood pressure": a_chart(
        measurement("diastolic_bp", "80", "mmHg", "2026-05-20"), done("screening", "2026-05-20")
    ),
    "included": a_chart(
        measurement("ecog", "1", "score", "2026-05-20"),
        measurement("ast", "50", "U/L", "2026-05-20", uln="40"),
        measurement("life_expectancy", "12", "months", "2026-05-20"),
        measurement("life_expectancy", "6", "months", "2026-05-20"),
        finding("prior_car_t", False, "2026-05-20"),
        finding("active_infection", None, "2026-05-20"),
        finding("hbsag", True, "2026-05-20"),
        finding("hbeag", True, "2026-05-20"),
        measurement("induction_cycles", "2", "cycles", "2026-05-20"),
        born="1980-01-01",
    ),
    "not included": a_chart(
        measurement("ecog", "2", "score", "2026-05-20"),
        measurement("inr", "9", "ratio", "2026-05-20", uln="1"),
        measurement("aptt", "9", "s", "2026-05-20", uln="1"),
        measurement("lvef", "40", "%", "2026-05-20"),
        done("consent", "2026-05-20"),
        born="1940-01-01",
    ),
    "cannot be told": a_chart(
        measurement("ast", "130", "U/L", "2026-05-20"),
        measurement("hbv_dna", "500", "IU/mL", "2026-05-20"),
        finding("hbc_antibody", True, "2026-05-20"),
        measurement("creatinine", "0", "mg/dL", "2026-05-20", uln="1"),
        finding("venous_access", True, "2026-05-20"),
        finding("venous_access", False, "2026-05-20"),
        measurement("life_expectancy", "12", "周", "2026-05-20"),
        measurement("inr", "12", "s", "2026-05-20", uln="13"),
        measurement("qt", "400", "ms", "2026-05-20"),
        booked("consent", "2026-06"),
        born="2008-06-10",
    ),
    "asked anew": a_chart(
        measurement("lvef", "58", "%", "2025-05-20"),
        finding("uncontrolled_hypertension", False, "2026-05-10"),
        measurement("systolic_bp", "150", "mmHg", "2026-05-20"),
        SCREENED,
    ),
    "born in some month": a_chart(done("consent", "2026-05-20"), born="2008-05"),
    "weight and birth date": a_chart(
        measurement("creatinine", "2", "mg/dL", "2026-05-20", uln="1")
    ),
    "birth date alone": a_chart(
        measurement("creatinine", "2", "mg/dL", "2026-05-20", uln="1"), weight_kg="70"
    ),
    "worked out": a_chart(
        measurement("creatinine", "2", "mg/dL", "2026-05-20", uln="1"),
        born="1980-01-01",
        weight_kg="70",
    ),
    "an early relapse": a_chart(
        event("first_remission", "2025-05-01"), event("relapse", "2026-01-01"), SCREENED
    ),
    "a late relapse": a_chart(
        event("first_remission", "2024-01-01"), event("relapse", "2026-01-01"), SCREENED
    ),
    "a relapse of some day": a_chart(
        event("first_remission", "2025-01"), event("relapse", "2026-01"), SCREENED
    ),
    "induction": a_chart(event("induction_start", "2026-02-01"), SCREENED),
}

LIFETIME_DOSES: dict[str, Json] = {
    "within its cap": a_chart(
        drug("doxorubicin", "2025-06-01", cumulative_mg_m2="300"),
        drug("pirarubicin", "2025-06-01"),
        SCREENED,
    ),
    "nothing that lowers it": a_chart(
        drug("doxorubicin", "2025-06-01", cumulative_mg_m2="500"), SCREENED
    ),
    "above the lower cap": a_chart(
        drug("doxorubicin", "2025-06-01", cumulative_mg_m2="500"),
        drug("cyclophosphamide", "2025-06-01"),
        radiotherapy("mediastinal", "2025-03-01"),
        SCREENED,
    ),
    "perhaps of the chest": a_chart(
        drug("doxorubicin", "2025-06-01", cumulative_mg_m2="450"),
        radiotherapy("non_cns", "2025-03-01"),
        SCREENED,
    ),
    "within a range": a_chart(drug("epirubicin", "2025-06-01", cumulative_mg_m2="950"), SCREENED),
    "two figures": a_chart(
        drug("idarubicin", "2025-06-01", cumulative_mg_m2="200"),
        drug("idarubicin", "2025-09-01", cumulative_mg_m2="250"),
        SCREENED,
    ),
    "one figure of two": a_chart(
        drug("idarubicin", "2025-06-01", cumulative_mg_m2="200"),
        drug("idarubicin", "2025-09-01"),
        SCREENED,
    ),
    "drugs that nobody can name": a_chart(
        drug("NK-911", "2025-06-01", cumulative_mg_m2="600"),
        drug("蒽环类", "2025-06-01"),
        SCREENED,
    ),
    "after screening": a_chart(
        drug("idarubicin", "2026-05-30", first="2026-05-28", cumulative_mg_m2="20"), SCREENED
    ),
}

OBLIGATIONS: dict[str, Json] = {
    "until a day": a_chart(done("infusion", "2026-05-20")),
    "until a day of this study": a_chart(done("infusion", "2024-05-01")),
    "ended on some day of a month": a_chart(
        done("infusion", "2024-05-10"), done("contraception_end", "2026-05")
    ),
}

LATER = "2027-06-01T08:00+08:00"
READ_LATER: dict[str, Json] = {
    "ended on some day of a month after the study": a_chart(
        done("infusion", "2025-01-10"), done("contraception_end", "2027-01")
    ),
}

CHARTS = {**WASHOUTS, **TESTS, **CRITERIA, **LIFETIME_DOSES, **OBLIGATIONS}
