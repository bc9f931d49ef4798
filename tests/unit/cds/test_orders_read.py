"""What is read of an order, and what an order that says less is taken for."""

from datetime import UTC, datetime
from typing import Any

import pytest

from dayzero.web.cds.orders import drug_name, facts_of
from tests.unit.cds.hospital import order

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def first_read(**dosage: Any) -> dict[str, Any]:
    return next(facts_of(order("dexamethasone", dosageInstruction=[dosage]), NOW))


def repeated(**repeat: Any) -> dict[str, Any]:
    return first_read(timing={"repeat": repeat})


@pytest.mark.parametrize(
    ("repeat", "times"),
    [
        ({"frequency": 2, "period": 1, "periodUnit": "d"}, "2"),
        ({"frequency": 1, "period": 12, "periodUnit": "h"}, "2"),
        ({"frequency": 1, "period": 8, "periodUnit": "h"}, "3"),
        ({"frequency": 1, "period": 2, "periodUnit": "d"}, None),  # not on each day
        ({"frequency": 1, "period": 9, "periodUnit": "h"}, None),  # two or three
        ({}, None),
    ],
)
def test_how_often_a_day_is_read_where_it_is_a_whole_number(
    repeat: dict[str, Any], times: str | None
) -> None:
    rate = {"doseQuantity": {"value": "0.75", "unit": "mg"}}
    fact = first_read(timing={"repeat": repeat}, doseAndRate=[rate])

    assert fact["dose"].get("times_per_day") == times
    assert (fact["dose"]["value"], fact["dose"]["unit"]) == ("0.75", "mg")


def test_a_course_has_the_first_and_the_last_day_that_it_names() -> None:
    bounds = {"start": "2026-03-12", "end": "2026-03-14"}
    fact = repeated(boundsPeriod=bounds, frequency=1, period=1, periodUnit="d")

    assert (fact["first"], fact["last"]) == ("2026-03-12", "2026-03-14")


def test_a_course_that_names_no_end_goes_on() -> None:
    assert repeated(boundsPeriod={"start": "2026-03-12"})["ongoing"] is True
    assert repeated(frequency=1, period=1, periodUnit="d")["ongoing"] is True


def test_a_course_of_so_many_days_ends_then() -> None:
    fact = repeated(boundsDuration={"value": 3, "code": "d"}, frequency=1)

    assert fact["last"] == "2026-03-13T00:00:00+00:00"


def test_an_order_without_any_time_is_given_now() -> None:
    assert first_read()["last"] == "2026-03-10T00:00:00+00:00"


def test_a_drug_inside_the_order_is_read_too() -> None:
    inside = {
        "medicationReference": {"reference": "#m1"},
        "contained": [
            {"resourceType": "Medication", "id": "m1", "code": {"text": "地塞米松"}},
        ],
    }
    written = {name: value for name, value in order("x").items() if "Codeable" not in name}

    assert drug_name({**written, **inside}) == "地塞米松"


def test_a_name_that_nobody_knows_is_kept_as_it_is_written() -> None:
    assert drug_name(order("Nonesuch 5 mg")) == "Nonesuch 5 mg"
    assert drug_name({"resourceType": "MedicationRequest"}) == "?"


def test_what_a_chart_cannot_hold_is_left_out_one_after_the_other() -> None:
    tried = list(facts_of(order("dexamethasone", "2026-03-12"), NOW))

    assert [sorted(set(tried[0]) - set(fact)) for fact in tried] == [
        [],
        ["route"],
        ["dose", "route"],
        ["dose", "first", "route"],
    ]


@pytest.mark.parametrize("broken", [None, "x", 1, [], ["x"], {"timing": []}, {"route": "iv"}])
def test_an_order_in_any_shape_is_read_without_a_fault(broken: Any) -> None:
    odd = order("dexamethasone", dosageInstruction=[broken])

    assert next(facts_of(odd, NOW))["drug"] == "dexamethasone"
