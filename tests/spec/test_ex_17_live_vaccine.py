"""EX-17: a live vaccine within 6 weeks before screening; exactly 42 days is within.

It may be recorded as an event or as a drug. One given after screening is not caught by
the entry's words: it is pointed out.
"""

import pytest

from tests.spec.charts import Json, a_chart, done, drug, event, picture_of, step_of, value_of

GIVEN = "2026-04-20"


@pytest.mark.parametrize(
    ("screening", "expected"),
    [
        ("2026-05-31", "violation"),  # 41 days
        ("2026-06-01", "violation"),  # 42 days exactly
        ("2026-06-02", "met"),  # 43 days
    ],
)
@pytest.mark.parametrize(
    "vaccine",
    [event("live_vaccine", GIVEN), drug("BCG", GIVEN, purpose="other", route="intradermal")],
)
def test_the_first_day_is_the_43rd_after_the_vaccine(
    vaccine: Json, screening: str, expected: str
) -> None:
    assert value_of(a_chart(vaccine), "EX-17", screening=screening) == expected


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("yellow fever vaccine", "sc"),
        ("MMR", "sc"),
        ("乙脑减毒活疫苗", "sc"),  # Japanese encephalitis, live
        ("J07BK01", "sc"),  # varicella
        ("J07BF02", "oral"),  # polio by mouth
        ("J07BH01", "oral"),  # rotavirus
    ],
)
def test_live_vaccines_count_by_any_name(name: str, route: str) -> None:
    chart = a_chart(drug(name, GIVEN, purpose="other", route=route))

    assert step_of(chart, "screening")["clears_at"] == "2026-06-02T00:00+08:00"


@pytest.mark.parametrize(
    "name",
    [
        "J07BF03",  # polio, inactivated
        "J07BK03",  # zoster, recombinant
        "J07BN01",  # mRNA
        "Ad5-nCoV",  # its vector does not replicate
        "乙脑灭活疫苗",  # Japanese encephalitis, inactivated
    ],
)
def test_vaccines_that_are_not_live_do_not_count(name: str) -> None:
    chart = a_chart(drug(name, "2026-05-31", purpose="other", route="im"))

    assert value_of(chart, "EX-17", screening="2026-06-01") == "not_applicable"


def test_a_vaccine_that_may_be_live_is_asked_for() -> None:
    chart = a_chart(drug("乙脑疫苗", "2026-05-20", purpose="other", route="sc"))

    assert value_of(chart, "EX-17", screening="2026-06-01") == "indeterminate"


def test_the_infusion_does_not_wait_for_a_vaccine() -> None:
    chart = a_chart(event("live_vaccine", GIVEN))

    assert step_of(chart, "infusion")["clears_at"] is None


def test_a_live_vaccine_after_screening_breaks_nothing_and_is_pointed_out() -> None:
    chart = a_chart(done("screening", "2026-05-20"), event("live_vaccine", "2026-05-25"))
    told = [alert for alert in picture_of(chart)["alerts"] if alert["rule"] == "EX-17"]

    assert value_of(chart, "EX-17") == "not_applicable"
    assert [(alert["kind"], alert["fact"]) for alert in told] == [("needs_information", "f2")]
