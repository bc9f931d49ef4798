"""Names as wards write them: with strengths, short, for several drugs, with how much was given."""

import pytest

from models.chart.catalogue.drugs import load_catalogue
from tests.spec.charts import (
    a_chart,
    alerts_of,
    booked,
    done,
    drug,
    finding,
    picture_of,
    step_of,
    steroid,
    value_of,
    verdict_of,
)

LAST = "2026-06-01"
A_WEEK, TWO_WEEKS = "2026-06-09T00:00+08:00", "2026-06-16T00:00+08:00"


def meant_by(name: str) -> tuple[str, ...]:
    return tuple(drug.id for drug in load_catalogue().read(name).drugs)


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("dasatinib 50 mg", "dasatinib"),
        ("地塞米松5mg", "dexamethasone"),
        ("甲泼尼龙片4mg", "methylprednisolone"),
        ("Methotrexate 2.5 MG Oral Tablet", "methotrexate"),  # as RxNorm writes it
        ("dasatinib 50 MG Oral Tablet [Sprycel]", "dasatinib"),
        ("MTX 15mg", "methotrexate"),
        ("MTX15mg", "methotrexate"),
        ("甲氨蝶呤注射液 1g:10ml", "methotrexate"),
        ("甲氨蝶呤(1g:10ml)", "methotrexate"),
        ("地塞米松磷酸钠注射液（1ml:5mg）", "dexamethasone"),
        ("Dexamethasone 4 mg/mL", "dexamethasone"),
        ("醋酸泼尼松片 5mg*100片", "prednisone"),
        ("5mg 泼尼松", "prednisone"),
        ("甲磺酸伊马替尼片 100mg×60片/盒", "imatinib"),
        ("伊马替尼（格列卫）400mg", "imatinib"),
        ("L-ASP 10000U", "asparaginase"),
        ("培门冬酶 3750IU", "pegaspargase"),
        ("6-MP 50mg", "mercaptopurine"),  # the number of a name is no strength
        ("VP-16 100mg", "etoposide"),
        ("FLU 50mg", "fludarabine"),
        ("他克莫司软膏0.1%", "tacrolimus-topical"),
        ("tacrolimus 0.1% ointment", "tacrolimus-topical"),  # a form is no strength
    ],
)
def test_a_strength_is_no_part_of_a_name(name: str, drug: str) -> None:
    assert meant_by(name) == (drug,)


@pytest.mark.parametrize("name", ["MTX, Ara-C", "imatinib 400", "VDLP 2", "50 mg"])
def test_a_name_that_is_more_than_a_drug_with_its_strength_means_none(name: str) -> None:
    assert meant_by(name) == ()


def test_a_strength_is_no_dose() -> None:
    chart = a_chart(drug("阿糖胞苷 1g", LAST))

    assert step_of(chart, "infusion")["clears_at"] == TWO_WEEKS
    assert value_of(chart, "EX-03", infusion="2026-06-10") == "indeterminate"


# -------------------------------------------------------------------- short names


@pytest.mark.parametrize(
    ("name", "drugs"),
    [
        ("MTX", ["methotrexate"]),
        ("Ara-C", ["cytarabine"]),
        ("VCR", ["vincristine"]),
        ("CTX", ["cyclophosphamide"]),
        ("Ritux", ["rituximab"]),
        ("Dauno", ["daunorubicin"]),
        ("Pred", ["prednisone", "prednisolone"]),
        ("MP", ["mercaptopurine", "methylprednisolone", "melphalan", "prednisone"]),
        ("MP 40mg", ["mercaptopurine", "methylprednisolone", "melphalan", "prednisone"]),
        ("Flu", ["fludarabine", "influenza-vaccine-inactivated", "influenza-vaccine-live"]),
        ("DEX", ["dexamethasone", "dexrazoxane", "dexmedetomidine"]),
        ("CPM", ["cyclophosphamide", "chlorphenamine"]),
        ("MITO", ["mitoxantrone", "mitomycin"]),
    ],
)
def test_an_abbreviation_means_what_wards_mean_by_it(name: str, drugs: list[str]) -> None:
    assert list(meant_by(name)) == drugs


def test_two_drugs_that_count_alike_leave_nothing_open() -> None:
    chart = a_chart(steroid("Pred", "40 mg/day", "2026-06-01T08:00+08:00"))
    verdict = verdict_of(chart, "EX-05", infusion="2026-06-02")

    assert (verdict["verdict"], verdict["clears_at"]) == ("violation", "2026-06-04T08:00+08:00")
    assert alerts_of(chart, "needs_information", infusion="2026-06-02") == []
    assert value_of(a_chart(steroid("Pred", "2.4 mg/day", LAST)), "EX-05") == "not_applicable"


def test_of_two_that_count_alike_the_dose_is_asked_and_not_the_name() -> None:
    chart = a_chart(steroid("Pred", None, LAST))
    verdict = verdict_of(chart, "EX-05", infusion="2026-06-02")

    assert verdict["verdict"] == "indeterminate"
    assert "record the dose of" in verdict["text"]


def test_several_that_count_differently_are_judged_by_each_and_asked_once() -> None:
    chart = a_chart(
        drug("MP", LAST, dose="40 mg/day", route="oral"),
        booked("infusion", "2026-06-12T10:00+08:00"),
    )
    picture = picture_of(chart)
    rules = {v["rule"] for v in picture["verdicts"] if v["fact"] == "f1" and v["clears_at"]}

    assert rules == {"EX-03", "EX-03.3", "EX-05"}
    assert step_of(chart, "infusion")["clears_at"] == TWO_WEEKS  # melphalan
    asked = [a for a in picture["alerts"] if a["kind"] == "needs_information" and a["fact"] == "f1"]
    assert len(asked) == 1
    assert "6-MP" in asked[0]["text"]


def test_a_steroid_that_is_only_possible_may_add_to_a_sum() -> None:
    chart = a_chart(
        steroid("hydrocortisone", "8 mg/day", LAST, purpose="replacement"),
        steroid("MP", "40 mg/day", LAST),
    )

    assert value_of(chart, "EX-05", fact="f1", infusion="2026-06-02") == "indeterminate"


# -------------------------------------------------------------------- names that say how much


@pytest.mark.parametrize(
    "name",
    [
        "大剂量阿糖胞苷", "HiDAC", "HD-Ara-C", "HD Ara-C", "Ara-C HD", "high-dose cytarabine",
        "high dose Ara-C", "阿糖胞苷（大剂量）", "高剂量阿糖胞苷", "中剂量阿糖胞苷", "ID-AraC",
        "大剂量阿糖胞苷 1g",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("dose", "rules"),
    [
        ("3 mg/m2/day", {"EX-03", "EX-03.3"}),  # grams were meant, or another name
        ("99.99 mg/m2/day", {"EX-03", "EX-03.3"}),
        ("100 mg/m2/day", {"EX-03"}),
        ("3 g/m2/day", {"EX-03"}),
    ],
)
def test_a_name_that_says_high_and_a_low_dose_are_both_counted(
    name: str, dose: str, rules: set[str]
) -> None:
    chart = a_chart(drug(name, LAST, dose=dose))
    picture = picture_of(chart, infusion="2026-06-20")
    found = {v["rule"] for v in picture["verdicts"] if v["fact"] == "f1" and v["clears_at"]}
    asked = [a for a in picture["alerts"] if a["kind"] == "needs_information" and a["fact"] == "f1"]

    assert found == rules
    assert step_of(chart, "infusion")["clears_at"] == TWO_WEEKS
    assert len(asked) == (len(rules) == 2)  # even where both washouts are long over
    assert all(alert["severity"] in {"warning", "critical"} for alert in asked)


@pytest.mark.parametrize(
    ("name", "dose", "asked"),
    [
        ("HD-MTX", "24.99 mg/m2", True),
        ("HD-MTX", "25 mg/m2", False),
        ("大剂量甲氨蝶呤", "1 mg/m2", True),
        ("大剂量MTX", "3 g/m2", False),
        ("大剂量MTX", "3 g/m2/day", False),  # in parts or at once, it was much
        ("大剂量甲泼尼龙", "1 mg/day", True),  # 5 mg of hydrocortisone
        ("大剂量甲泼尼龙", "2 mg/day", False),
        ("high-dose dexamethasone", "0.3 mg/day", True),
        ("methotrexate", "1 mg/m2", False),
        ("小剂量阿糖胞苷", "10 mg/m2/day", False),
        ("HD-MTX", None, False),  # a missing dose contradicts nothing
        ("HD-MTX", "0.1 mg/kg", False),  # nor does one of a body whose weight is not known
    ],
)
def test_only_a_contradiction_is_asked(name: str, dose: str | None, *, asked: bool) -> None:
    chart = a_chart(drug(name, "2026-01-01", dose=dose), booked("infusion", "2026-07-20"))
    alerts = [a for a in alerts_of(chart, "needs_information") if a["fact"] == "f1"]

    assert len(alerts) == asked
    assert all("below" in alert["text"] for alert in alerts)


@pytest.mark.parametrize(
    ("name", "dose"),
    [("HD-MTX", "1 mg/m2"), ("大剂量甲泼尼龙", "1 mg/day"), ("HiDAC", "3 mg/m2/day")],
)
def test_a_contradiction_is_asked_where_one_of_several_routes_would_be_systemic(
    name: str, dose: str
) -> None:
    given = drug(name, "2026-01-01", dose=dose)
    del given["route"]
    chart = a_chart(given, booked("infusion", "2026-07-20"))

    assert [a["fact"] for a in alerts_of(chart, "needs_information")] == ["f1"]


@pytest.mark.parametrize(
    ("name", "dose", "times", "asked"),
    [
        ("HiDAC", "60 mg/m2", "2", False),  # 120 mg/m² of a day
        ("HiDAC", "49.99 mg/m2", "2", True),
        ("大剂量甲泼尼龙", "0.5 mg", "4", False),  # 10 mg of hydrocortisone
        ("大剂量甲泼尼龙", "0.49 mg", "4", True),
        ("大剂量甲泼尼龙", "1 mg", None, True),  # however often, a single one is not much
    ],
)
def test_all_that_was_given_on_a_day_counts_against_a_name(
    name: str, dose: str, times: str | None, *, asked: bool
) -> None:
    given = drug(name, "2026-01-01", dose=dose, times=times)
    chart = a_chart(given, booked("infusion", "2026-07-20"))

    assert len([a for a in alerts_of(chart, "needs_information") if a["fact"] == "f1"]) == asked


def test_a_low_name_with_a_low_dose_stays_short() -> None:
    chart = a_chart(drug("小剂量阿糖胞苷", LAST, dose="10 mg/m2/day"))

    assert step_of(chart, "infusion")["clears_at"] == A_WEEK


# -------------------------------------------------------------------- products


@pytest.mark.parametrize(
    "name",
    ["Kymriah", "tisagenlecleucel", "阿基仑赛注射液", "Yescarta", "瑞基奥仑赛", "西达基奥仑赛",
     "CNCT19", "CAR-T", "CD19 CAR-T", "CAR-T细胞治疗"],
)  # fmt: skip
def test_a_car_t_product_is_prior_car_t_therapy(name: str) -> None:
    chart = a_chart(drug(name, "2024-02-20", purpose="other"))
    verdict = verdict_of(chart, "EX-07")

    assert (verdict["verdict"], verdict["fact"]) == ("violation", "f1")
    assert [v["rule"] for v in picture_of(chart)["verdicts"] if v["clears_at"]] == []


def test_a_finding_does_not_unsay_a_product() -> None:
    chart = a_chart(
        drug("Kymriah", "2024-02-20", purpose="other"),
        finding("prior_car_t", False, "2026-05-20"),
    )

    assert value_of(chart, "EX-07") == "violation"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-05-19", "violation"),
        ("2026-05-20", "not_applicable"),  # the trial's own product, recorded as a drug as well
        ("2026-05-21", "not_applicable"),
    ],
)
def test_what_is_given_on_day_0_is_no_prior_therapy(given: str, expected: str) -> None:
    chart = a_chart(done("infusion", "2026-05-20"), drug("CNCT19", given, purpose="other"))

    assert value_of(chart, "EX-07") == expected


@pytest.mark.parametrize(
    ("lifetime", "expected"), [("550", "met"), ("550.01", "violation"), ("600", "violation")]
)
@pytest.mark.parametrize("name", ["CPX-351", "Vyxeos", "柔红霉素阿糖胞苷脂质体", "L01XY01"])
def test_cpx_351_counts_as_daunorubicin(name: str, lifetime: str, expected: str) -> None:
    given = drug(name, "2026-02-01", purpose="other", cumulative_mg_m2=lifetime)

    assert value_of(a_chart(given), "EX-06") == expected


def test_cpx_351_is_summed_with_daunorubicin_and_lowers_the_cap_of_doxorubicin() -> None:
    chart = a_chart(
        drug("CPX-351", "2026-02-01", purpose="other", cumulative_mg_m2="300"),
        drug("daunorubicin", "2025-02-01", purpose="other", cumulative_mg_m2="300"),
        drug("doxorubicin", "2024-02-01", purpose="other", cumulative_mg_m2="450"),
    )

    assert value_of(chart, "EX-06", fact="f1") == "indeterminate"  # 300 in all, or 600
    assert value_of(chart, "EX-06", fact="f3") == "violation"
