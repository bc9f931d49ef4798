"""Dates as systems for clinical data write them: what is not known of one stays open.

`2026-03-UN` is any day of March, `2026---15` the fifteenth of any month of 2026, and
`2026-03-01/2026-03-04` any time from the one day to the other, both included.
"""

from zoneinfo import ZoneInfo

import pytest

from dayzero.desk.assumptions import read_assumptions
from models.errors import InputRefused
from models.moments import read_span
from models.recorded_dates import read_recorded
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    done,
    drug,
    event,
    picture_of,
    pregnancy_test,
    radiotherapy,
    step_of,
    value_of,
    verdict_of,
)
from wording.refusals import say_refusal

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its clocks go forward by half an hour


def refusals(chart: Json, **at: str) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as refused:
        picture_of(chart, **at)
    return [(fault.path, say_refusal(fault.reason, "en")) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("written", "plainly"),
    [
        ("2026-03-UN", "2026-03"),
        ("2026-03-UNK", "2026-03"),
        ("2026-03-un", "2026-03"),
        ("2026-UN", "2026"),
        ("2026-UN-UN", "2026"),
        ("2026-UNK-UNK", "2026"),
        ("UN-MAR-2026", "2026-03"),
        ("UN MAR 2026", "2026-03"),
        ("UNK-mar-2026", "2026-03"),
        ("UN-UNK-2026", "2026"),
        ("09-MAR-2026", "2026-03-09"),
        ("9-Mar-2026", "2026-03-09"),
        ("09MAR2026", "2026-03-09"),
        ("29-FEB-2028", "2028-02-29"),
        ("2026-03-09", "2026-03-09"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("2026-03-09T10:00+08:00", "2026-03-09T10:00+08:00"),
        ("2026-03-09/2026-03-09", "2026-03-09"),
    ],
)
def test_each_is_read_as_what_is_known_of_it(written: str, plainly: str) -> None:
    assert read_recorded(written, SHANGHAI) == read_span(plainly, SHANGHAI)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026---15", "2026-01-15", "2026-12-15"),
        ("2026-UN-15", "2026-01-15", "2026-12-15"),
        ("15-UN-2026", "2026-01-15", "2026-12-15"),
        ("2026---31", "2026-01-31", "2026-12-31"),
        ("2026-03-01/2026-03-04", "2026-03-01", "2026-03-04"),
        ("2026-03/2026-04", "2026-03-01", "2026-04-30"),
        ("2026-03-UN/2026-04-02", "2026-03-01", "2026-04-02"),
        ("2026-03-10/2026-03", "2026-03-10", "2026-03-31"),
    ],
)
def test_both_ends_are_included(written: str, first: str, last: str) -> None:
    span = read_recorded(written, SHANGHAI)

    assert span.earliest == read_span(first, SHANGHAI).earliest
    assert span.latest == read_span(last, SHANGHAI).latest


@pytest.mark.parametrize(
    ("zone", "written", "first", "last"),
    [
        (SHANGHAI, "2026-03-01T10", "2026-03-01T10:00+08:00", "2026-03-01T10:59+08:00"),
        (SHANGHAI, "2026-03-01T00", "2026-03-01T00:00+08:00", "2026-03-01T00:59+08:00"),
        (SHANGHAI, "2026-03-01T23", "2026-03-01T23:00+08:00", "2026-03-01T23:59+08:00"),
        # the hour that comes twice is both of them
        (NEW_YORK, "2026-11-01T01", "2026-11-01T01:00-04:00", "2026-11-01T01:59-05:00"),
        # of an hour of which half is skipped, the half that there is
        (LORD_HOWE, "2026-10-04T02", "2026-10-04T02:30+11:00", "2026-10-04T02:59+11:00"),
    ],
)
def test_an_hour_is_all_its_minutes_at_the_site(
    zone: ZoneInfo, written: str, first: str, last: str
) -> None:
    span = read_recorded(written, zone)

    assert span.earliest == read_span(first, zone).earliest
    assert span.latest == read_span(last, zone).latest


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-UN-32", "“2026-UN-32” is not a day of the calendar"),
        ("2026---00", "“2026---00” is not a day of the calendar"),
        ("2026-13-UN", "is not a day of the calendar"),
        ("30-FEB-2026", "is not a day of the calendar"),
        ("UN-MRZ-2026", "is not a date like 2026-03-09 (2026-03-UN where the day is not known)"),
        ("UN-UN-UN", "is not a date like"),
        ("--03-15", "is not a date like"),  # no year is known
        ("03/04/2026", "is not a date like"),
        ("2026-03-01/", "is not a date like"),
        ("/2026-03-01", "is not a date like"),
        ("2026-03-01/2026-03-02/2026-03-03", "is not a date like"),
        ("2026-03-04/2026-03-01", "“2026-03-04/2026-03-01” ends before it begins; write the ear"),
        ("2026-03-01T24", "“2026-03-01T24” is not an instant of the calendar"),
        ("2026-03-01T10:30", "“2026-03-01T10:30” lacks its offset"),
        ("1899-UN-UN", "is outside the years 1900 to 2200"),
        ("BEFORE", "“BEFORE” does not say when; write the date as far as it is known"),
        ("AFTER", "“AFTER” does not say when"),
        ("ONGOING", "“ONGOING” does not say when"),
        ("during", "“during” does not say when"),
        ("DURING/AFTER", "“DURING/AFTER” does not say when"),
        ("COINCIDENT", "“COINCIDENT” does not say when"),
    ],
)
def test_what_is_none_of_these_is_refused_with_its_field(written: str, said: str) -> None:
    [(path, sentence)] = refusals(a_chart(event("cabg", written)))

    assert path == "facts[0].at"
    assert said in sentence


def test_an_hour_that_the_clocks_skipped_is_refused() -> None:
    chart = a_chart(event("cabg", "2026-03-08T02"), timezone="America/New_York")

    assert refusals(chart) == [
        (
            "facts[0].at",
            "“2026-03-08T02” did not exist: clocks in America/New_York went forward over it",
        )
    ]


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-05-15", "violation"),  # too early even after 1 May
        ("2026-05-16", "indeterminate"),
        ("2026-06-14", "indeterminate"),
        ("2026-06-15", "met"),  # enough even after 31 May
    ],
)
@pytest.mark.parametrize("written", ["2026-05-UN", "UN-MAY-2026", "2026-05-01/2026-05-31"])
def test_a_washout_is_judged_for_all_that_is_open(
    written: str, infusion: str, expected: str
) -> None:
    chart = a_chart(drug("etoposide", written))

    assert value_of(chart, "EX-03", infusion=infusion) == expected


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-01-29", "violation"),  # 14 days after 15 January
        ("2026-01-30", "indeterminate"),
        ("2026-12-29", "indeterminate"),  # 14 days after 15 December
        ("2026-12-30", "met"),
    ],
)
def test_a_day_of_which_the_month_is_not_known_may_be_in_any_of_them(
    infusion: str, expected: str
) -> None:
    chart = a_chart(drug("etoposide", "2026---15"))

    assert value_of(chart, "EX-03", infusion=infusion) == expected


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-04T10:00+08:00", "violation"),  # 72 hours after the hour began
        ("2026-06-04T10:01+08:00", "indeterminate"),
        ("2026-06-04T10:59+08:00", "indeterminate"),
        ("2026-06-04T11:00+08:00", "met"),
    ],
)
def test_an_hour_is_judged_for_all_its_minutes(infusion: str, expected: str) -> None:
    chart = a_chart(drug("imatinib", "2026-06-01T10"))

    assert value_of(chart, "EX-03.2", infusion=infusion) == expected


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ("2026-06-UN", False),  # now is 1 June, 08:00
        ("2026-07-UN", True),
        ("2026-UN-UN", False),
        ("2026---15", False),
        ("2026-06-01T08", False),
        ("2026-06-01T09", True),
        ("2026-05-31/2026-06-30", False),
        ("2026-06-02/2026-06-30", True),
    ],
)
def test_a_span_lies_in_the_future_only_if_all_of_it_does(written: str, *, refused: bool) -> None:
    chart = a_chart(event("cabg", written))

    if refused:
        assert refusals(chart)[0][0] == "facts[0].at"
    else:
        assert picture_of(chart)["verdicts"]


def test_a_course_whose_last_day_is_ongoing_goes_on() -> None:
    goes_on = a_chart(drug("imatinib", "ONGOING", first="2026-05-UN"))
    same = a_chart(drug("imatinib", first="2026-05"))

    assert picture_of(goes_on)["verdicts"] == picture_of(same)["verdicts"]
    assert value_of(goes_on, "EX-03.2", infusion="2026-08-10") == "violation"


def test_so_does_radiotherapy() -> None:
    assert step_of(a_chart(radiotherapy("cns", "ongoing")), "infusion")["clears_at"] is None


@pytest.mark.parametrize("field", ["first", "last"])
@pytest.mark.parametrize("word", ["BEFORE", "AFTER", "DURING", "DURING/AFTER", "COINCIDENT"])
def test_a_word_that_leaves_out_before_what_is_refused(field: str, word: str) -> None:
    chart = a_chart({**drug("imatinib", "2026-05-20"), field: word})

    assert [path for path, _ in refusals(chart)] == [f"facts[0].{field}"]


@pytest.mark.parametrize(
    ("born", "consent", "expected"),
    [
        ("2008-05-UN", "2026-04-30", "violation"),  # 17 even if born on the 1st
        ("2008-05-UN", "2026-05-01", "indeterminate"),
        ("2008-05-UN", "2026-05-30", "indeterminate"),
        ("2008-05-UN", "2026-05-31", "met"),  # 18 even if born on the 31st
        ("1960-05-UN", "2026-04-30", "met"),  # 65 even if born on the 1st
        ("1960-05-UN", "2026-05-01", "indeterminate"),
        ("1960-05-UN", "2026-05-30", "indeterminate"),
        ("1960-05-UN", "2026-05-31", "violation"),  # 66 even if born on the 31st
        ("UN-MAY-1988", "2026-05-20", "met"),
        ("1988", "2026-05-20", "met"),
        ("1960", "2026-05-20", "indeterminate"),
    ],
)
def test_a_birth_date_may_be_known_by_its_month_or_year(
    born: str, consent: str, expected: str
) -> None:
    assert value_of(a_chart(done("consent", consent), born=born), "IN-02") == expected


def test_where_the_birth_date_leaves_the_age_open_it_is_asked_for() -> None:
    chart = a_chart(done("consent", "2026-05-20"), born="1960")

    assert verdict_of(chart, "IN-02")["question"] == "record the day of birth"


def test_where_the_consent_leaves_it_open_that_is_asked_for() -> None:
    chart = a_chart(done("consent", "2026-05-UN"), born="2008-05-20")

    assert verdict_of(chart, "IN-02")["question"] == "record the day of consent"


@pytest.mark.parametrize(
    ("born", "expected"),
    [("1961-05", "met"), ("1961", "indeterminate"), ("1961-03-UN/1961-05-02", "indeterminate")],
)
def test_a_clearance_needs_an_age_that_does_not_hang_on_the_birth_date(
    born: str, expected: str
) -> None:
    creatinine: Json = {"kind": "measurement", "measure": "creatinine", "unit": "mg/dL"}
    measured = {**creatinine, "value": "1.0", "at": "2026-04-15"}
    chart = a_chart(measured, done("screening", "2026-04-20"), born=born, weight_kg="70")

    assert value_of(chart, "IN-08.4") == expected


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2026-05-UN", "2026-05-01/2026-05-31"),
        ("2026-05-01/2026-05-04", "2026-05-01/2026-05-04"),
        ("2026-05-01T10", "2026-05-01T10:00+08:00/2026-05-01T10:59+08:00"),
    ],
)
def test_a_plan_shows_what_is_known_and_no_more(at: str, shown: str) -> None:
    assert step_of(a_chart(done("consent", at)), "consent")["at"] == shown


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-05-UN", "2026-05-01 to 2026-05-31"),
        ("2026-05-28T10", "2026-05-28 10:00 to 2026-05-28 10:59"),
    ],
)
def test_a_sentence_says_from_when_to_when(at: str, said: str) -> None:
    chart = a_chart(pregnancy_test(at), sex="female", childbearing_potential=True)
    verdict = verdict_of(chart, "IN-10b", infusion="2026-05-28T10:30+08:00")

    assert f"of {said} (f1)" in verdict["text"]


@pytest.mark.parametrize("when", ["2026-06-UN", "2026-06", "2026-06-10/2026-06-12"])
def test_an_assumption_is_a_date_or_an_instant_as_before(when: str) -> None:
    with pytest.raises(InputRefused):
        read_assumptions([f"infusion={when}"], PROTOCOL, SHANGHAI)
