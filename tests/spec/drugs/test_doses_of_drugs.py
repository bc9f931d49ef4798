"""Where the dose decides: methotrexate, cytarabine, steroids and their depots, anthracyclines."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from tests.spec.charts import Json, a_chart, booked, drug, steroid, value_of
from tests.spec.drugs.answers import clear, waits_of, written
from tests.spec.drugs.table import EVERY, TABLE, Depot

LAST = datetime.fromisoformat("2026-04-01T08:00+08:00")
BY_DOSE = [row for row in EVERY.values() if row.at_less]
SCREENING = booked("screening", "2026-06-10T09:00+08:00")
INJECTIONS = [(depot, route) for depot in TABLE.depots for route in depot.routes]


@pytest.mark.parametrize("name", [row.drug for row in BY_DOSE])
def test_below_its_limit_it_waits_one_week_alone(name: str) -> None:
    row = EVERY[name]
    chart = a_chart(drug(name, written(LAST), dose=row.just_less))

    assert row.at_less is not None
    assert waits_of(chart, "f1") == {row.at_less: (written(clear(row.at_less, LAST)),) * 2}


def test_every_systemic_steroid_has_its_equivalent() -> None:
    steroids = {name for name, row in EVERY.items() if "EX-05" in row.waits}

    assert TABLE.ten_mg_of_hydrocortisone.keys() == steroids


@pytest.mark.parametrize("name", TABLE.ten_mg_of_hydrocortisone)
def test_a_steroid_counts_from_what_equals_10_mg_of_hydrocortisone_on(name: str) -> None:
    equal = Decimal(TABLE.ten_mg_of_hydrocortisone[name])
    just_less = equal * Decimal("0.999")

    assert waits_of(_daily(name, equal), "f1") == {"EX-05": (written(clear("EX-05", LAST)),) * 2}
    assert waits_of(_daily(name, just_less), "f1") == {}


def _daily(name: str, milligrams: Decimal) -> Json:
    return a_chart(steroid(name, f"{milligrams.normalize():f} mg/day", written(LAST)))


@pytest.mark.parametrize(("depot", "route"), INJECTIONS)
def test_a_depot_counts_as_given_until_its_last_day(depot: Depot, route: str) -> None:
    chart = a_chart(steroid(depot.name, "40 mg", written(LAST), route=route))

    assert waits_of(chart, "f1") == {
        "EX-05": (written(_possibly(depot)), written(_certainly(depot)))
    }


def _possibly(depot: Depot) -> datetime:
    """72 hours from the first minute of the last day on which it may act."""
    return clear("EX-05", LAST.replace(hour=0) + timedelta(days=depot.days))


def _certainly(depot: Depot) -> datetime:
    return _possibly(depot) + timedelta(days=1)


@pytest.mark.parametrize(("depot", "route"), [each for each in INJECTIONS if each[0].plain])
def test_a_plain_name_by_such_a_route_may_mean_the_depot(depot: Depot, route: str) -> None:
    chart = a_chart(steroid(depot.plain or "", "40 mg", written(LAST), route=route))
    otherwise = written(clear("EX-05", LAST)) if route == "im" else None  # or it acts in the joint

    assert waits_of(chart, "f1") == {"EX-05": (otherwise, written(_certainly(depot)))}


@pytest.mark.parametrize(
    "name",
    [
        "cyclophosphamide",
        *(n for n, row in EVERY.items() if "anthracycline" in row.classes and n != "doxorubicin"),
    ],
)
def test_with_another_cardiotoxic_drug_doxorubicin_has_its_lower_cap(name: str) -> None:
    doxorubicin = drug("doxorubicin", "2025-06-01", cumulative_mg_m2="401")
    other = drug(name, "2025-03-01", cumulative_mg_m2="10")

    assert value_of(a_chart(doxorubicin, SCREENING), "EX-06", fact="f1") == "met"
    assert value_of(a_chart(doxorubicin, other, SCREENING), "EX-06", fact="f1") == "violation"


@pytest.mark.parametrize("name", ["clarithromycin", "etoposide", "bleomycin", "dactinomycin"])
def test_no_other_antibiotic_or_chemotherapy_lowers_it(name: str) -> None:
    doxorubicin = drug("doxorubicin", "2025-06-01", cumulative_mg_m2="401")

    chart = a_chart(doxorubicin, drug(name, "2025-03-01"), SCREENING)
    assert value_of(chart, "EX-06", fact="f1") == "met"


@pytest.mark.parametrize(("total", "expected"), [("550", "met"), ("550.01", "violation")])
def test_the_daunorubicin_of_cpx_351_counts_as_daunorubicin(total: str, expected: str) -> None:
    given = drug("cytarabine-and-daunorubicin", "2025-06-01", cumulative_mg_m2=total)

    assert value_of(a_chart(given, SCREENING), "EX-06", fact="f1") == expected


@pytest.mark.parametrize(
    ("other", "rules"),
    [
        ("HDAC", {"EX-03", "EX-03.3"}),  # high-dose cytarabine, perhaps: then the 10 mg are a slip
        ("cytarabine", {"EX-03.3"}),  # 70 mg/m2 together
    ],
)
def test_a_name_that_says_much_was_given_may_bring_the_day_above_the_limit(
    other: str, rules: set[str]
) -> None:
    chart = a_chart(
        drug("cytarabine", "2026-04-01", dose="60 mg/m2/day"),
        drug(other, "2026-04-01", dose="10 mg/m2/day"),
    )

    assert waits_of(chart, "f1").keys() == rules
