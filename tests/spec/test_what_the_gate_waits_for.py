"""What lymphodepletion waits for: tests for the infusion, washouts and records, each by when."""

from typing import Any

import pytest

from tests.spec.charts import Json, a_chart, a_woman, booked, done, drug, picture_of, pregnancy_test

NOW = "2026-06-01T08:00+08:00"
STARTS, INFUSED = "2026-06-02", "2026-06-07T10:00+08:00"
COLLECTED = (
    done("consent", "2026-04-20"),
    done("screening", "2026-04-21"),
    done("apheresis", "2026-05-06T09:00+08:00"),
)
RELEASED = (*COLLECTED, done("product_release", "2026-05-29"))
START, INFUSION = booked("conditioning_start", STARTS), booked("infusion", INFUSED)
COLLECTION_TEST = pregnancy_test("2026-05-05")


def items(chart: Json, now: str = NOW) -> list[dict[str, Any]]:
    return [dict(one) for one in picture_of(chart, now=now)["gate"]["missing"]]


def waited_for(chart: Json, now: str = NOW) -> list[tuple[str | None, str, str | None]]:
    """Rule, step and the last moment of each thing."""
    return [(one["rule"], one["step"], one["deadline"]) for one in items(chart, now)]


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("2026-06-03", []),  # the very day
        ("2026-06-04", [("PATH-conditioning-after-release", "conditioning_start")]),
    ],
)
def test_what_has_no_rule_hides_no_booking_that_cannot_hold(
    release: str, expected: list[tuple[str, str]]
) -> None:
    """The release is not recorded, the infusion not booked: neither goes by a rule."""
    chart = a_chart(
        *COLLECTED, booked("product_release", release), booked("conditioning_start", "2026-06-03")
    )
    told = [(rule, step) for rule, step, _ in waited_for(chart)]

    assert told == [(None, "product_release"), (None, "infusion"), *expected]


# ---------------------------------------------------------------- a test before the infusion


@pytest.mark.parametrize(
    ("test", "counts"),
    [
        ("2026-06-03T23:59+08:00", False),
        ("2026-06-04T00:00+08:00", True),  # the third day before it
        ("2026-06-04", True),
        ("2026-06-03/2026-06-04", False),  # perhaps a day too early
        ("2026-06-06", True),
        ("2026-06-07T09:59+08:00", True),
        ("2026-06-07T10:00+08:00", False),  # the infusion's own minute
        ("2026-06-07T10:01+08:00", False),  # after the infusion
        ("2026-06-07", False),  # perhaps after it
    ],
)
def test_a_test_that_is_booked_must_lie_within_its_days_with_every_minute(
    test: str, *, counts: bool
) -> None:
    repeat = booked("pregnancy_test_infusion", test)
    chart = a_woman(*RELEASED, COLLECTION_TEST, START, INFUSION, repeat)

    assert waited_for(chart) == ([] if counts else [("IN-10b", "infusion", INFUSED)])


def test_the_test_that_is_booked_for_the_collection_is_none_for_the_infusion() -> None:
    """Another test is booked, and it lies on days that would count."""
    other = booked("pregnancy_test_apheresis", "2026-06-05T10:00+08:00")
    chart = a_woman(*RELEASED, START, INFUSION, other)

    assert ("IN-10b", "infusion", INFUSED) in waited_for(chart)


@pytest.mark.parametrize("test", ["2026-06-05T10:00+08:00", "2026-12-01T10:00+08:00"])
def test_before_an_infusion_without_any_date_a_test_may_be_booked_for_any_day_to_come(
    test: str,
) -> None:
    repeat = booked("pregnancy_test_infusion", test)

    assert waited_for(a_woman(*RELEASED, COLLECTION_TEST, repeat)) == [(None, "infusion", None)]


def test_a_sample_whose_result_is_not_there_is_waited_for_until_the_infusion_begins() -> None:
    """Lymphodepletion was to begin two days ago."""
    sample = pregnancy_test("2026-06-04T07:00+08:00", "pending")
    chart = a_woman(*RELEASED, COLLECTION_TEST, START, INFUSION, sample)
    [item] = items(chart, "2026-06-04T08:00+08:00")

    assert item["ask"] == {"kind": "ask_for_result", "test": "pregnancy", "fact": "f8"}
    assert (item["fact"], item["deadline"]) == ("f8", INFUSED)


@pytest.mark.parametrize(
    ("infusion", "first", "until"),
    [
        (INFUSED, "2026-06-04", INFUSED),
        ("2026-06-07", "2026-06-04", "2026-06-07T00:00+08:00"),  # its first possible minute
        ("2026-06-07/2026-06-08", "2026-06-05", "2026-06-07T00:00+08:00"),
    ],
)
def test_a_test_may_be_had_until_the_infusion_may_begin(
    infusion: str, first: str, until: str
) -> None:
    chart = a_woman(*RELEASED, COLLECTION_TEST, START, booked("infusion", infusion))
    [item] = items(chart)

    assert (item["ask"]["kind"], item["ask"]["first"]) == ("book_test", first)
    assert item["deadline"] == until


# ---------------------------------------------------------------- an infusion without a date


def test_without_a_date_for_the_infusion_what_is_over_when_lymphodepletion_starts_is_not_told() -> (
    None
):
    chart = a_chart(
        *RELEASED,
        START,
        drug("etoposide", "2026-05-28"),
        drug("vincristine", "2026-05-25"),  # over on 2 June, its very first minute
        drug("vincristine", "2026-05-26"),
        drug("pegaspargase", "2026-05-01/2026-05-20", route="im"),  # the latest of its ends
    )
    book = {item["fact"]: item["ask"] for item in items(chart) if item["step"] == "infusion"}

    assert book == {
        None: {"kind": "book_step", "step": "infusion"},
        "f6": {"kind": "book_on_or_after", "step": "infusion", "to": "2026-06-12T00:00+08:00"},
        "f8": {"kind": "book_on_or_after", "step": "infusion", "to": "2026-06-03T00:00+08:00"},
        "f9": {"kind": "book_on_or_after", "step": "infusion", "to": "2026-06-18T00:00+08:00"},
    }


def test_without_any_date_what_is_over_now_is_not_told() -> None:
    chart = a_chart(
        *RELEASED,
        drug("imatinib", first="2026-05-01"),  # no date can be proposed while it goes on
        drug("vincristine", "2026-05-24"),  # over on 1 June, its very first minute
        drug("vincristine", "2026-05-25"),
    )
    found = [item["fact"] for item in items(chart, "2026-06-01T00:00+08:00") if item["rule"]]

    assert found == ["f5", "f7"]


def test_where_no_date_is_certain_what_is_recorded_of_the_drug_is_to_be_checked() -> None:
    unknown = drug("XY-101", "2026-05-30", purpose="other", other_trial={"marketed": True})
    goes_on = drug("imatinib", first="2026-05-01")
    found = items(a_chart(*RELEASED, goes_on, unknown))
    [ask] = [item["ask"] for item in found if item["rule"] == "EX-20b"]

    assert (ask["kind"], ask["fact"]) == ("check_fact", "f6")


# ---------------------------------------------------------------- what must be on record


def test_every_step_before_it_is_waited_for_in_the_order_of_the_path() -> None:
    chart = a_chart(done("consent", "2026-04-20"), booked("apheresis", "2026-06-04"), INFUSION)
    found = [(one["step"], one["ask"]["kind"]) for one in items(chart) if one["rule"] is None]

    assert found == [
        ("screening", "record_or_book"),
        ("apheresis", "record_once_done"),
        ("product_release", "record_or_book"),
    ]


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        ((START, INFUSION), "2026-06-02T00:00+08:00"),  # the start that is booked
        ((INFUSION,), "2026-06-02T23:59+08:00"),  # the last minute of Day −5
        ((), None),
    ],
)
def test_a_missing_record_is_due_when_lymphodepletion_starts(
    facts: tuple[Json, ...], until: str | None
) -> None:
    gate = picture_of(a_chart(*COLLECTED, *facts), now=NOW)["gate"]
    [release] = [item for item in gate["missing"] if item["step"] == "product_release"]

    assert (gate["step"], gate["rule"]) == ("conditioning_start", "PATH-no-return")
    assert (release["deadline"], gate["deadline"]) == (until, until)
    assert gate["open"] is False


@pytest.mark.parametrize(
    ("infusion", "until"),
    [
        (INFUSED, INFUSED),
        ("2026-06-07", "2026-06-07T00:00+08:00"),  # its first possible minute
        (None, None),
    ],
)
def test_once_lymphodepletion_has_begun_the_infusion_waits_for_the_record_of_the_product(
    infusion: str | None, until: str | None
) -> None:
    bookings = () if infusion is None else (booked("infusion", infusion),)
    chart = a_chart(*COLLECTED, done("conditioning_start", "2026-06-01"), *bookings)
    gate = picture_of(chart, now="2026-06-02T08:00+08:00")["gate"]
    [item] = gate["missing"]

    assert (gate["step"], gate["rule"]) == ("infusion", "PATH-infusion-after-release")
    assert (item["step"], item["ask"]["kind"]) == ("product_release", "record_or_book")
    assert (gate["deadline"], item["deadline"]) == (until, until)
