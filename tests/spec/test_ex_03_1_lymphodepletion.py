"""EX-03.1: fludarabine and cyclophosphamide as the protocol's lymphodepletion are exempt.

The label alone exempts nothing: what carries it must lie within this round's lymphodepletion,
by the local days of its start and its end. Anything else with the label counts, and is asked.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    booked,
    done,
    drug,
    missed,
    picture_of,
    step_of,
    value_of,
    verdict_of,
)

DAY_MINUS_3 = "2026-06-07"
INFUSION = "2026-06-10"


@pytest.mark.parametrize(
    "name",
    ["fludarabine", "cyclophosphamide", "氟达拉滨", "环磷酰胺", "L01BB05", "L01AA01"],
)
def test_lymphodepletion_does_not_count_as_chemotherapy(name: str) -> None:
    chart = a_chart(drug(name, DAY_MINUS_3, first="2026-06-05", purpose="lymphodepletion"))
    verdict = verdict_of(chart, "EX-03", infusion=INFUSION)

    assert verdict["verdict"] == "not_applicable"
    assert "EX-03.1" in verdict["text"]
    assert step_of(chart, "infusion", infusion=INFUSION)["clears_at"] is None


@pytest.mark.parametrize("purpose", ["bridging", "other", "supportive"])
@pytest.mark.parametrize("name", ["fludarabine", "cyclophosphamide"])
def test_the_same_drugs_for_any_other_purpose_count(name: str, purpose: str) -> None:
    chart = a_chart(drug(name, DAY_MINUS_3, purpose=purpose))

    assert value_of(chart, "EX-03", infusion=INFUSION) == "violation"


@pytest.mark.parametrize("name", ["bendamustine", "etoposide", "clofarabine", "melphalan"])
def test_other_chemotherapy_is_not_exempt_even_if_called_lymphodepletion(name: str) -> None:
    chart = a_chart(drug(name, DAY_MINUS_3, purpose="lymphodepletion"))

    assert value_of(chart, "EX-03", infusion=INFUSION) == "violation"


def test_the_purpose_lymphodepletion_does_not_exempt_from_other_rules() -> None:
    chart = a_chart(drug("pegaspargase", "2026-06-01", purpose="lymphodepletion"))

    assert value_of(chart, "EX-03.5", infusion=INFUSION) == "violation"


def test_bridging_counts_beside_exempt_lymphodepletion() -> None:
    chart = a_chart(
        drug("cyclophosphamide", "2026-06-01"),
        drug("cyclophosphamide", "2026-06-13", first="2026-06-11", purpose="lymphodepletion"),
    )

    assert value_of(chart, "EX-03", fact="f1", infusion="2026-06-15") == "violation"
    assert value_of(chart, "EX-03", fact="f2", infusion="2026-06-15") == "not_applicable"
    assert step_of(chart, "infusion")["clears_at"] == "2026-06-16T00:00+08:00"


# -------------------------------------------------------------------- within it, or not


LATER = "2026-06-30T08:00+08:00"
COLLECTED = done("apheresis", "2026-05-04T09:30+08:00")
STARTED, ENDED = done("conditioning_start", "2026-06-05"), done("conditioning_end", "2026-06-07")


def labelled(last: str | None, first: str | None = None) -> Json:
    fields = {} if first is None else {"first": first}
    return drug("cyclophosphamide", last, purpose="lymphodepletion", **fields)


def judged(given: Json, *steps: Json, infusion: str = "2026-06-10") -> str:
    """The verdict on EX-03, of which f1 is the drug."""
    chart = a_chart(given, *steps)
    return str(value_of(chart, "EX-03", fact="f1", now=LATER, infusion=infusion))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-06-05", "2026-06-07", "not_applicable"),
        ("2026-06-06", "2026-06-06T23:00+08:00", "not_applicable"),
        (None, "2026-06-07", "not_applicable"),
        ("2026-06-05T08:00+08:00", "2026-06-07T23:59+08:00", "not_applicable"),
        ("2026-06-04", "2026-06-07", "violation"),  # it began before lymphodepletion did
        ("2026-06-05", "2026-06-08", "violation"),  # it went on after its end
        (None, "2026-06-04", "violation"),
        (None, "2026-06-08", "violation"),
        (None, "2026-05-03", "met"),  # more than two weeks ago
        (None, "2026-06", "indeterminate"),  # some day of June
    ],
)
def test_it_lies_between_the_recorded_start_and_end(
    first: str | None, last: str, expected: str
) -> None:
    assert judged(labelled(last, first), COLLECTED, STARTED, ENDED) == expected


def test_however_far_the_infusion_is_postponed_then() -> None:
    given = labelled("2026-06-07", "2026-06-05")

    assert judged(given, STARTED, ENDED, infusion="2026-06-20") == "not_applicable"
    assert judged(given, STARTED, ENDED, infusion="2026-06-08") == "not_applicable"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-06-07", "not_applicable"),  # as planned: three days
        ("2026-06-08", "indeterminate"),  # nobody recorded when it ended
        ("2026-06-04", "violation"),
    ],
)
def test_an_end_that_is_not_known_is_taken_as_planned(last: str, expected: str) -> None:
    assert judged(labelled(last), COLLECTED, STARTED) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-06-05", "not_applicable"),  # a plan of its own first day
        ("2026-06-04", "violation"),  # “lymphodepletion” that has not begun
        ("2026-05-20", "met"),
    ],
)
def test_a_booked_start_counts_until_it_has_begun(last: str, expected: str) -> None:
    start = booked("conditioning_start", "2026-06-05")

    assert judged(labelled(last), COLLECTED, start, infusion="2026-06-10") == expected


def test_a_course_that_goes_on_ends_with_lymphodepletion() -> None:
    given = labelled(None, "2026-05-29")

    assert judged(given, done("conditioning_start", "2026-05-29")) == "not_applicable"
    ended = (done("conditioning_start", "2026-05-29"), done("conditioning_end", "2026-05-31"))
    assert judged(given, *ended) == "violation"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-05-05", "not_applicable"),
        ("2026-05-04", "indeterminate"),  # before the collection or after
        ("2026-05-03", "violation"),
    ],
)
def test_without_any_step_of_it_what_came_after_the_collection_belongs_to_it(
    last: str, expected: str
) -> None:
    assert judged(labelled(last), COLLECTED, infusion="2026-05-10") == expected


def test_the_lymphodepletion_of_a_lost_product_is_not_this_rounds() -> None:
    given = labelled("2026-05-20")
    lost = (COLLECTED, missed("product_release", "2026-05-22"))

    assert judged(given, COLLECTED, infusion="2026-05-30") == "not_applicable"
    assert judged(given, *lost, infusion="2026-05-30") == "violation"


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        (labelled("2026-05-03"), (COLLECTED,)),
        (labelled("2026-06-04"), (COLLECTED, booked("conditioning_start", "2026-06-05"))),
        (drug("etoposide", "2026-06-06", purpose="lymphodepletion"), (STARTED, ENDED)),
    ],
)
def test_what_only_carries_the_label_counts_and_is_asked_once(
    given: Json, steps: tuple[Json, ...]
) -> None:
    asked = alerts_of(a_chart(given, *steps), "needs_information", now="2026-06-10T08:00+08:00")
    [alert] = [alert for alert in asked if alert["fact"] == "f1"]

    assert alert["severity"] == "warning"
    assert "EX-03.1 does not exempt it" in alert["text"]
    assert "when lymphodepletion began and ended" in alert["text"]


def test_what_lies_within_it_is_not_asked() -> None:
    chart = a_chart(labelled("2026-06-07", "2026-06-05"), COLLECTED, STARTED, ENDED)
    asked = alerts_of(chart, "needs_information", now="2026-06-10T08:00+08:00")

    assert [alert for alert in asked if alert["fact"] == "f1"] == []


HELD_AGAIN = done("conditioning_start", "2026-07-01"), done("conditioning_end", "2026-07-03")


@pytest.mark.parametrize("ended", [(ENDED,), ()], ids=["end recorded", "end as planned"])
def test_what_was_given_in_an_earlier_lymphodepletion_counts_and_is_not_asked(
    ended: tuple[Json, ...],
) -> None:
    given = labelled("2026-06-07", "2026-06-05")
    chart = a_chart(given, COLLECTED, STARTED, *ended, *HELD_AGAIN)
    now = "2026-07-04T08:00+08:00"

    assert value_of(chart, "EX-03", fact="f1", now=now, infusion="2026-07-06") == "met"
    assert value_of(chart, "EX-03", fact="f1", now=now, infusion="2026-06-20") == "violation"
    asked = alerts_of(chart, "needs_information", now=now, infusion="2026-07-06")
    assert [alert for alert in asked if alert["fact"] == "f1"] == []


def test_what_lies_in_none_of_several_lymphodepletions_is_asked() -> None:
    chart = a_chart(labelled("2026-06-20"), COLLECTED, STARTED, ENDED, *HELD_AGAIN)
    asked = alerts_of(chart, "needs_information", now="2026-07-04T08:00+08:00")

    assert [alert["severity"] for alert in asked if alert["fact"] == "f1"] == ["warning"]


def test_what_carries_the_label_and_was_before_consent_is_only_mentioned() -> None:
    chart = a_chart(labelled("2025-10-02"), done("consent", "2026-04-20"), COLLECTED)
    asked = alerts_of(chart, "needs_information", now="2026-06-10T08:00+08:00")

    assert [alert["severity"] for alert in asked if alert["fact"] == "f1"] == ["info"]


def test_a_label_that_exempts_nothing_is_told_with_the_washout_that_it_breaks() -> None:
    infusion = booked("infusion", "2026-06-12T10:00+08:00")
    chart = a_chart(labelled("2026-06-08"), COLLECTED, STARTED, ENDED, infusion)
    alerts = picture_of(chart, now="2026-06-10T08:00+08:00")["alerts"]
    [alert] = [one for one in alerts if one["fact"] == "f1"]

    assert (alert["kind"], alert["severity"]) == ("washout_violated", "critical")
    assert "Record whether cyclophosphamide was given as part of lymph" in alert["text"]
    assert "EX-03.1 does not exempt it" in alert["text"]


# -------------------------------------------------------------------- steps known less exactly


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-06-06", "2026-06-07", "not_applicable"),
        ("2026-06-05", "2026-06-07", "indeterminate"),  # it may have begun a day before
        ("2026-06-04", "2026-06-07", "violation"),
        ("2026-06-06", "2026-06-08", "indeterminate"),  # or ended a day after
        ("2026-06-06", "2026-06-09", "violation"),
        ("2026-06-05", "2026-06-09", "violation"),  # one that is sure is enough
        ("2026-06-04", "2026-06-08", "violation"),
        ("2026-06-05/2026-06-06", "2026-06-07", "indeterminate"),
        ("2026-06-06", "2026-06-07/2026-06-08", "indeterminate"),
    ],
)
def test_days_on_which_it_may_or_may_not_have_gone_on(first: str, last: str, expected: str) -> None:
    start = done("conditioning_start", "2026-06-05/2026-06-06")
    end = done("conditioning_end", "2026-06-07/2026-06-08")

    assert judged(labelled(last, first), COLLECTED, start, end) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-06-07", "not_applicable"),  # three days, if it began on the 5th
        ("2026-06-08", "indeterminate"),
        ("2026-06-09", "indeterminate"),
    ],
)
def test_its_planned_end_is_as_coarse_as_its_start(last: str, expected: str) -> None:
    start = done("conditioning_start", "2026-06-05/2026-06-06")

    assert judged(labelled(last, "2026-06-06"), COLLECTED, start) == expected


@pytest.mark.parametrize(
    ("given", "steps", "expected"),
    [
        # its end alone is known: it began after the collection
        (labelled("2026-06-07"), (COLLECTED, ENDED), "not_applicable"),
        (labelled("2026-06-08"), (COLLECTED, ENDED), "violation"),
        (labelled("2026-06-07", "2026-05-04"), (COLLECTED, ENDED), "indeterminate"),
        (labelled("2026-06-07", "2026-05-03"), (COLLECTED, ENDED), "violation"),
        (labelled("2026-06-07"), (ENDED,), "not_applicable"),
        # a course that goes on, of which nobody recorded the beginning
        (labelled(None), (COLLECTED, STARTED), "indeterminate"),
        (labelled(None), (COLLECTED, STARTED, ENDED), "violation"),
        (labelled(None), (COLLECTED,), "indeterminate"),
        (labelled(None), (), "not_applicable"),
        (labelled(None, "2026-06-05"), (COLLECTED, STARTED), "not_applicable"),
        (
            labelled(None, "2026-06-05"),
            (COLLECTED, STARTED, booked("conditioning_end", "2026-07-07")),
            "not_applicable",
        ),
        (labelled(None, "2026-06-04"), (COLLECTED, STARTED), "violation"),
    ],
)
def test_what_is_not_recorded_of_it_is_not_held_to_be_so(
    given: Json, steps: tuple[Json, ...], expected: str
) -> None:
    assert judged(given, *steps) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-05-04T09:29+08:00", "violation"),
        ("2026-05-04T09:30+08:00", "violation"),  # not after it
        ("2026-05-04T09:31+08:00", "not_applicable"),
        ("2026-05-03/2026-05-04", "indeterminate"),
        ("2026-05-04T09:30+08:00/2026-05-04T12:00+08:00", "indeterminate"),
        ("2026-05-04T09:31+08:00/2026-05-04T12:00+08:00", "not_applicable"),
        ("2026-05-04T08:00+08:00/2026-05-04T09:30+08:00", "violation"),
    ],
)
def test_after_the_collection_is_counted_to_the_minute(last: str, expected: str) -> None:
    assert judged(labelled(last), COLLECTED, infusion="2026-05-10") == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-05-21", "violation"),
        ("2026-05-22", "indeterminate"),  # before the product was lost or after
        ("2026-05-23", "not_applicable"),
    ],
)
def test_until_the_next_collection_a_round_begins_with_the_loss(last: str, expected: str) -> None:
    lost = (COLLECTED, missed("product_release", "2026-05-22"))

    assert judged(labelled(last), *lost, infusion="2026-05-30") == expected
