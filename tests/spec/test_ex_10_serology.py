"""EX-10: hepatitis B and C, syphilis, EBV, CMV; exactly the limit of detection passes."""

import pytest

from tests.spec.charts import Json, a_chart, done, finding, measurement, verdict_of

DAY = "2026-05-20"
ANTIBODIES = ("hbsag", "hbeag", "hbe_antibody", "hbc_antibody", "hcv_antibody", "tp_antibody")


def judged(*positive: str, **copies: str | None) -> str:
    facts = [finding(name, name in positive, DAY) for name in ANTIBODIES]
    of = {"hbv_dna": "10", "ebv_dna": "10", "cmv_dna": "10"} | copies
    facts += [
        measurement(name, value, "copies/mL", DAY, llod="10")
        for name, value in of.items()
        if value is not None
    ]
    return str(verdict_of(a_chart(*facts, done("screening", DAY)), "EX-10")["verdict"])


@pytest.mark.parametrize("positive", ["hbsag", "hbeag", "hcv_antibody", "tp_antibody"])
def test_any_of_these_excludes_by_itself(positive: str) -> None:
    assert judged(positive) == "violation"


@pytest.mark.parametrize(
    ("positive", "copies", "expected"),
    [
        ([], {}, "met"),  # exactly the limit of detection passes
        (["hbc_antibody"], {}, "met"),  # isolated, and no virus above the limit
        (["hbe_antibody"], {}, "met"),
        (["hbc_antibody"], {"hbv_dna": "10.1"}, "violation"),
        (["hbe_antibody"], {"hbv_dna": "11"}, "violation"),
        (["hbc_antibody"], {"hbv_dna": None}, "indeterminate"),
        ([], {"hbv_dna": None}, "met"),  # nothing asks for it without an antibody
        ([], {"ebv_dna": "10.1"}, "violation"),  # either one excludes
        ([], {"cmv_dna": "11"}, "violation"),
        ([], {"cmv_dna": None}, "indeterminate"),
    ],
)
def test_virus_counts_above_its_limit_of_detection(
    positive: list[str], copies: dict[str, str | None], expected: str
) -> None:
    assert judged(*positive, **copies) == expected


@pytest.mark.parametrize("antibody", ["hbe_antibody", "hbc_antibody"])
@pytest.mark.parametrize(("detected", "expected"), [(False, "met"), (True, "violation")])
def test_a_report_of_no_virus_does_for_a_count(
    antibody: str, expected: str, *, detected: bool
) -> None:
    facts = [finding(name, name == antibody, DAY) for name in ANTIBODIES]
    facts += [
        measurement(name, "10", "copies/mL", DAY, llod="10") for name in ("ebv_dna", "cmv_dna")
    ]
    chart = a_chart(*facts, finding("hbv_dna_detected", detected, DAY), done("screening", DAY))

    assert verdict_of(chart, "EX-10")["verdict"] == expected


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        (finding("hbsag", None, DAY), "record HBsAg positive (f1), yes or no, and HBeAg positive"),
        (finding("hbsag", False, DAY), "record HBeAg positive, yes or no, and HBe antibody"),
        (measurement("ebv_dna", "5", "IU/mL", DAY), "the lower limit of detection of EBV-DNA (f1)"),
    ],
)
def test_what_is_missing_is_asked_for(fact: Json, asked: str) -> None:
    verdict = verdict_of(a_chart(fact, done("screening", DAY)), "EX-10")

    assert verdict["verdict"] == "indeterminate"
    assert asked in verdict["text"]
