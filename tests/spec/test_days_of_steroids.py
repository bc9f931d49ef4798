"""On which days a steroid certainly acted, on which it may have, and what they add up to.

Sums are certain only of days and doses that are. Whatever else may be is judged by both.
"""

import pytest

from tests.spec.charts import Json, a_chart, drug, measurement, steroid, verdict_of

JUDGED = "2026-12-01"
Bounds = tuple[str | None, str | None]


def bounds(chart: Json, fact: str = "f1", rule: str = "EX-05") -> Bounds:
    """From when it may be over, and from when it is."""
    verdict = verdict_of(chart, rule, fact=fact, infusion=JUDGED)
    return _day(verdict["possible_from"]), _day(verdict["clears_at"])


def _day(bound: str | None) -> str | None:
    return None if bound is None else bound.removesuffix("T00:00+08:00")


def replacement(dose: str = "8 mg/day", last: str | None = None, **fields: str) -> Json:
    return steroid("hydrocortisone", dose, last, purpose="replacement", **fields)


COUNTS_NEVER: Bounds = (None, None)


# -------------------------------------------------------------------- two courses


@pytest.mark.parametrize(
    ("first", "last", "own", "other"),
    [
        ("2026-05-10", "2026-05-20", ("2026-05-23", "2026-05-24"), ("2026-05-23", "2026-05-24")),
        (
            "2026-05-10/2026-05-12",
            "2026-05-20/2026-05-22",
            ("2026-05-23", "2026-05-26"),
            ("2026-05-23", "2026-05-26"),
        ),
        # all of it lies on days of which none is certain
        (
            "2026-05-10/2026-05-20",
            "2026-05-18/2026-05-20",
            (None, "2026-05-24"),
            (None, "2026-05-24"),
        ),
        (
            "2026-05-10/2026-05-20",
            "2026-05-20",
            ("2026-05-23", "2026-05-24"),
            ("2026-05-23", "2026-05-24"),
        ),
    ],
)
def test_days_of_two_courses_are_shared_for_certain_or_perhaps(
    first: str, last: str, own: Bounds, other: Bounds
) -> None:
    chart = a_chart(
        replacement(first="2026-05-01"),
        steroid("hydrocortisone", "8 mg/day", last, first=first),
    )

    assert bounds(chart, "f2") == own
    assert bounds(chart, "f1") == other


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # the one's last day is the other's first
        (("2026-05-10", "2026-05-20"), ("2026-05-20", "2026-05-25"), ("2026-05-23", "2026-05-24")),
        (("2026-05-10", "2026-05-20"), ("2026-05-21", "2026-05-25"), COUNTS_NEVER),
        (("2026-05-20", "2026-05-25"), ("2026-05-10", "2026-05-20"), ("2026-05-23", "2026-05-24")),
        (("2026-05-01", "2026-05-25"), ("2026-05-10", "2026-05-20"), ("2026-05-23", "2026-05-24")),
    ],
)
def test_a_day_that_two_courses_share_is_enough(
    one: tuple[str, str], other: tuple[str, str], expected: Bounds
) -> None:
    chart = a_chart(*(replacement("6 mg/day", last, first=first) for first, last in (one, other)))

    assert bounds(chart) == expected


def test_of_several_days_that_are_enough_the_last_counts() -> None:
    chart = a_chart(
        replacement("6 mg/day", "2026-05-30", first="2026-05-01"),
        replacement("6 mg/day", "2026-05-10", first="2026-05-05"),
        replacement("6 mg/day", "2026-05-20", first="2026-05-15"),
    )

    assert bounds(chart, "f1") == ("2026-05-23", "2026-05-24")
    assert bounds(chart, "f2") == ("2026-05-13", "2026-05-14")


def test_a_course_without_a_first_day_is_certain_of_its_last_alone() -> None:
    goes_on = a_chart(replacement(), replacement(last="2026-05-20", first="2026-05-15"))
    ended = a_chart(
        replacement(last="2026-05-20"), replacement(last="2026-05-18", first="2026-05-15")
    )

    assert bounds(goes_on, "f2") == bounds(goes_on, "f1") == (None, "2026-05-24")
    assert bounds(ended, "f2") == bounds(ended, "f1") == COUNTS_NEVER


def test_a_course_that_goes_on_has_every_day_from_its_first() -> None:
    chart = a_chart(replacement(first="2026-05-18"), replacement(last="2026-05-20"))
    before = a_chart(replacement(first="2026-05-21"), replacement(last="2026-05-20"))
    perhaps = a_chart(replacement(first="2026-05-18/2026-05-21"), replacement(last="2026-05-20"))

    assert bounds(chart, "f2") == ("2026-05-23", "2026-05-24")
    assert bounds(before, "f2") == COUNTS_NEVER
    assert bounds(perhaps, "f2") == (None, "2026-05-24")


def test_a_dose_that_nobody_recorded_may_be_nothing() -> None:
    chart = a_chart(steroid("dexamethasone", None, "2026-06-01"))

    assert verdict_of(chart, "EX-05", infusion="2026-06-02")["verdict"] == "indeterminate"


# -------------------------------------------------------------------- one of some days


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ("9.99 mg/day", COUNTS_NEVER),
        ("10 mg/day", ("2026-05-23", "2026-05-26")),
        ("9.99 mg", (None, "2026-05-26")),  # how many times that day?
        ("10 mg", ("2026-05-23", "2026-05-26")),
    ],
)
def test_a_dose_of_one_of_some_days_counts_whichever_it_was(dose: str, expected: Bounds) -> None:
    assert bounds(a_chart(replacement(dose, "2026-05-20/2026-05-22"))) == expected


def test_beside_another_it_may_have_been_on_any_of_them() -> None:
    chart = a_chart(replacement(first="2026-05-01"), replacement(last="2026-05-20/2026-05-22"))

    assert bounds(chart, "f1") == bounds(chart, "f2") == (None, "2026-05-26")


# -------------------------------------------------------------------- beside a depot


@pytest.mark.parametrize(
    ("depot", "expected"),
    [
        # from 1 June to 11 July it acts; 8 mg beside it count as long
        (steroid("Kenalog", "40 mg", "2026-06-01", route="im"), ("2026-07-14", "2026-07-15")),
        # on 1 June in either form, until 6 July if it was the depot
        (
            steroid("methylprednisolone", "40 mg", "2026-06-01", route="im"),
            ("2026-06-04", "2026-07-10"),
        ),
        # one of all days of May, in either form: no day is certain
        (steroid("methylprednisolone", "40 mg", "2026-05", route="im"), (None, "2026-07-09")),
        # by a route that nobody recorded it may have acted where it was put
        ({**steroid("triamcinolone", "40 mg", "2026-06-01"), "route": None}, (None, "2026-07-15")),
        # of a dose that nobody recorded: on no day certainly
        (steroid("methylprednisolone", None, "2026-06-01", route="im"), (None, "2026-07-10")),
        ({**steroid("hydrocortisone", None, "2026-06-01"), "route": None}, (None, "2026-06-05")),
        # so little that 8 mg beside it are less than ten, were it no depot
        (
            steroid("methylprednisolone", "0.1 mg/day", "2026-06-01", route="im"),
            (None, "2026-07-10"),
        ),
    ],
)
def test_replacement_beside_what_may_be_a_depot(depot: Json, expected: Bounds) -> None:
    fact = {name: value for name, value in depot.items() if value is not None}
    chart = a_chart(fact, replacement(first="2026-05-01"))

    assert bounds(chart, "f2") == expected


# -------------------------------------------------------------------- doses and the body


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        # no adult has less than half a square metre, none more than five
        ("20 mg/m2/day", "violation"),
        ("19.99 mg/m2/day", "indeterminate"),
        ("2 mg/m2/day", "indeterminate"),
        ("1.99 mg/m2/day", "not_applicable"),
        ("2 mg/m2", "indeterminate"),  # nor how many times that day
        ("20 mg/m2", "violation"),
    ],
)
def test_any_adult_is_meant_where_no_surface_is_measured(dose: str, expected: str) -> None:
    chart = a_chart(replacement(dose, "2026-06-01"))

    assert verdict_of(chart, "EX-05", infusion="2026-06-02")["verdict"] == expected


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ("10 mg/m2", "violation"),
        ("9.99 mg/m2", "indeterminate"),
        ("1 mg/m2", "indeterminate"),
        ("0.99 mg/m2", "not_applicable"),
    ],
)
def test_so_it_is_of_a_dose_given_twice(dose: str, expected: str) -> None:
    chart = a_chart(steroid("hydrocortisone", dose, "2026-06-01", times="2"))

    assert verdict_of(chart, "EX-05", infusion="2026-06-02")["verdict"] == expected


def bsa(value: str, at: str = "2026-05-20", unit: str = "m2") -> Json:
    return {"kind": "measurement", "measure": "bsa", "value": value, "unit": unit, "at": at}


LVEF = measurement("lvef", "58", "%", "2026-05-25")


@pytest.mark.parametrize(
    ("dose", "measured", "expected"),
    [
        ("6.25 mg/m2/day", [bsa("1.6")], "violation"),  # 10 mg
        ("6.24 mg/m2/day", [bsa("1.6")], "not_applicable"),
        ("6.25 mg/m2/day", [bsa("1.6", unit="m²")], "violation"),
        ("6.25 mg/m2/day", [], "indeterminate"),
        ("6.25 mg/m2/day", [bsa("1.6"), LVEF], "violation"),  # another measure
        ("19.99 mg/m2/day", [bsa("0.5")], "not_applicable"),  # the smallest that is believed
        ("2 mg/m2/day", [bsa("5")], "violation"),  # the largest
        ("6.25 mg/m2/day", [bsa("1.6"), bsa("1.6")], "violation"),
        ("6.25 mg/m2/day", [bsa("1.6"), bsa("1.7")], "indeterminate"),  # two of one day
        ("6.25 mg/m2/day", [bsa("1.6"), bsa("1.5", "2026-05-19")], "violation"),
        ("6.25 mg/m2/day", [bsa("1.5"), bsa("1.6", "2026-05-19")], "not_applicable"),
    ],
)
def test_a_dose_by_surface_is_that_of_the_surface_last_measured(
    dose: str, measured: list[Json], expected: str
) -> None:
    chart = a_chart(replacement(dose, "2026-06-01"), *measured)

    assert verdict_of(chart, "EX-05", fact="f1", infusion="2026-06-02")["verdict"] == expected


@pytest.mark.parametrize(
    ("dose", "weight", "measured", "rules"),
    [
        ("1 mg/kg", "50", [bsa("2")], {"EX-03"}),  # 25 mg/m2
        ("0.99 mg/kg", "50", [bsa("2")], {"EX-03.3"}),
        ("1 mg/kg", "50", [], {"EX-03", "EX-03.3"}),
        ("1 mg/kg", None, [bsa("2")], {"EX-03", "EX-03.3"}),
        ("50 mg", None, [bsa("2")], {"EX-03"}),
        ("49 mg", None, [bsa("2")], {"EX-03.3"}),
    ],
)
def test_methotrexate_by_weight_or_whole_is_held_against_its_limit_by_surface(
    dose: str, weight: str | None, measured: list[Json], rules: set[str]
) -> None:
    head = {} if weight is None else {"weight_kg": weight}
    chart = a_chart(drug("methotrexate", "2026-06-01", dose=dose), *measured, **head)
    said = {rule: bounds(chart, rule=rule) for rule in rules}

    assert set(said.values()) == {
        ("2026-06-16", "2026-06-16")
        if rules == {"EX-03"}
        else ("2026-06-09", "2026-06-09")
        if rules == {"EX-03.3"}
        else ("2026-06-09", "2026-06-16")
    }
