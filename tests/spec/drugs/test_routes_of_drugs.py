"""What becomes of a drug that is put onto the skin, into the bladder or the cerebrospinal fluid."""

from datetime import datetime

import pytest

from tests.spec.charts import Json, a_chart, alerts_of, drug
from tests.spec.drugs.answers import SYSTEMIC_ALONE, Spans, clear, waits_of, written
from tests.spec.drugs.table import EVERY

LAST = datetime.fromisoformat("2026-04-01T08:00+08:00")
LOCAL_FORMS = [name for name, row in EVERY.items() if row.also_local]
INTRATHECAL = [name for name, row in EVERY.items() if row.intrathecal]


def given(name: str, route: str, purpose: str = "other") -> Json:
    return a_chart(drug(name, written(LAST), route=route, purpose=purpose, dose=EVERY[name].dose))


def asked_for_its_route(chart: Json) -> bool:
    asked = alerts_of(chart, "needs_information")
    return any("no form of it is given so" in alert["text"] for alert in asked)


def certain(*rules: str) -> Spans:
    return {rule: (written(clear(rule, LAST)),) * 2 for rule in rules}


@pytest.mark.parametrize("name", LOCAL_FORMS)
def test_its_local_form_is_not_systemic_and_nobody_asks_about_it(name: str) -> None:
    chart = given(name, "topical")
    counts = [rule for rule in EVERY[name].waits if rule not in SYSTEMIC_ALONE]

    assert waits_of(chart, "f1") == certain(*counts)
    assert not asked_for_its_route(chart)


@pytest.mark.parametrize("name", INTRATHECAL)
def test_into_the_cerebrospinal_fluid_it_is_prophylaxis_of_the_cns(name: str) -> None:
    chart = given(name, "intrathecal")

    assert waits_of(chart, "f1") == certain("EX-03.4")
    assert not asked_for_its_route(chart)


@pytest.mark.parametrize("name", ["imatinib", "deflazacort", "everolimus", "vincristine"])
def test_a_drug_without_such_a_form_waits_all_the_same_and_is_asked_about(name: str) -> None:
    for route in ("topical", "intrathecal"):
        chart = given(name, route)
        assert waits_of(chart, "f1") == certain(*EVERY[name].waits)
        assert asked_for_its_route(chart)


@pytest.mark.parametrize("name", [name for name, row in EVERY.items() if row.local])
@pytest.mark.parametrize("route", ["oral", "topical"])
def test_what_acts_where_it_is_put_is_no_systemic_treatment_of_gvhd(name: str, route: str) -> None:
    assert waits_of(given(name, route, "gvhd"), "f1") == {}


@pytest.mark.parametrize("name", ["fludrocortisone", "rabies-vaccine", "etoposide", "lidocaine"])
def test_any_other_drug_that_treated_gvhd_waits_four_weeks(name: str) -> None:
    waits = waits_of(given(name, "oral", "gvhd"), "f1")

    assert waits == certain(*EVERY[name].waits, "EX-08b")
