"""The visit calendar on paper: what a patient finds in the folder, and what never is there."""

import re

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    booked,
    cancelled,
    done,
    drug,
    event,
    measurement,
    missed,
    pregnancy_test,
)
from tests.unit.calendars.papers import html_of

CONSENTED = (done("consent", "2026-03-01"), done("screening", "2026-03-02"))
APHERESIS = done("apheresis", "2026-03-09T09:00+08:00")
INFUSION = booked("infusion", "2026-04-15T10:00+08:00")
ON_THE_WAY = (*CONSENTED, APHERESIS, INFUSION)


def rows_of(html: str) -> dict[str, list[str]]:
    """Title → date, state and what is left to write in, as the table says them."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>")]
    plain = [[re.sub(r"</?b>", "", cell).strip() for cell in row] for row in cells if row]
    return {row[0]: row[1:] for row in plain}


def row_of(chart: Json, title: str) -> list[str]:
    return rows_of(html_of(chart))[title]


# ---------------------------------------------------------------- dates


def test_an_appointment_says_its_weekday_day_and_time() -> None:
    assert row_of(a_chart(*ON_THE_WAY), "Infusion (D0)") == [
        "Wed 15 April 2026, 10:00",
        "booked",
        "",
    ]


def test_an_appointment_of_which_only_the_day_is_known_says_no_time() -> None:
    facts = (*CONSENTED, APHERESIS, booked("infusion", "2026-04-15"))
    assert row_of(a_chart(*facts), "Infusion (D0)")[0] == "Wed 15 April 2026"


def test_the_days_of_a_visit_still_to_be_booked_are_its_window() -> None:
    facts = (*ON_THE_WAY, pregnancy_test("2026-03-08T09:00+08:00"))
    title = "Pregnancy test before infusion†"
    assert row_of(a_woman(*facts), title) == ["between 12 and 15 April 2026", "to be booked", ""]


def test_a_window_that_is_open_says_only_its_last_day() -> None:
    html = html_of(a_woman(*ON_THE_WAY), now="2026-04-13T08:00+08:00")
    assert rows_of(html)["Pregnancy test before infusion†"][0] == "by 15 April 2026"


@pytest.mark.parametrize(
    ("infusion", "days"),
    [
        ("2026-05-31T10:00+08:00", "between 25 Jun and 1 Jul 2026*"),  # over a month's end
        ("2026-12-01T10:00+08:00", "between 26 Dec 2026 and 1 Jan 2027*"),
    ],
)
def test_a_window_over_the_end_of_a_month_or_year_names_both(infusion: str, days: str) -> None:
    chart = a_chart(*CONSENTED, APHERESIS, booked("infusion", infusion))
    assert row_of(chart, "Day 28 visit (D+28)")[0] == days


def test_a_window_that_is_ours_is_marked_as_a_site_default() -> None:
    html = html_of(a_woman(*ON_THE_WAY))
    rows = rows_of(html)
    assert rows["Month 3 visit"][0] == "between 8 and 22 July 2026*"
    assert not rows["Pregnancy test before infusion†"][0].endswith("*")  # inclusion 10 says it
    assert "* Site default, not stated by the study&#39;s registry entry." in html


def test_a_sign_that_is_not_used_is_not_explained() -> None:
    html = html_of(a_chart())
    assert "* Site default" not in html
    assert "† The test" not in html


def test_a_test_says_that_it_is_repeated_if_its_days_change() -> None:
    chart = a_woman(*ON_THE_WAY)
    assert "† The test counts only on the days shown; if they change, it is" in html_of(chart)


def test_a_subject_of_whom_no_pregnancy_test_is_owed_has_no_line_for_one() -> None:
    assert "test before" not in html_of(a_chart(*ON_THE_WAY))


def test_a_date_that_nothing_fixes_is_not_guessed() -> None:
    html = html_of(a_chart())
    assert {row[0] for row in rows_of(html).values()} == {"date not set yet"}
    assert "No date is fixed yet." in html


def test_the_end_of_contraception_is_a_date_to_know_and_no_visit() -> None:
    html = html_of(a_chart(*ON_THE_WAY))
    assert "End of contraception: not before 15 April 2028." in html
    assert "End of contraception" not in rows_of(html)


def test_the_end_of_contraception_is_open_while_no_infusion_fixes_it() -> None:
    assert "End of contraception: date not set yet, ask the study team." in html_of(a_chart())


# ---------------------------------------------------------------- steps


def test_what_is_done_is_told_in_one_line_and_not_among_the_visits_to_come() -> None:
    html = html_of(a_chart(*ON_THE_WAY)).replace("\u00a0", " ")
    done_line = "Done: Consent on 1 March 2026; Screening on 2 March 2026; Apheresis on 9 March"
    assert done_line in html
    assert "Apheresis" not in rows_of(html)


def test_what_is_not_the_patients_to_do_is_left_out() -> None:
    html = html_of(a_chart(*ON_THE_WAY))
    assert "roduct release" not in html  # the manufacturer's date
    assert "tudy entry" not in html  # the day of consent under another name


def test_a_step_that_was_overtaken_is_not_asked_of_the_patient() -> None:
    # lymphodepletion came before the infusion: only its record can be missing
    infused = (*CONSENTED, APHERESIS, done("infusion", "2026-04-15T10:00+08:00"))
    html = html_of(a_woman(*infused), now="2026-06-20T08:00+08:00")
    assert next(iter(rows_of(html))) == "Day 28 visit (D+28)"


def test_a_visit_that_is_late_tells_whom_to_call() -> None:
    infused = (*CONSENTED, APHERESIS, done("infusion", "2026-04-15T10:00+08:00"))
    html = html_of(a_chart(*infused), now="2026-06-20T08:00+08:00")
    assert rows_of(html)["Day 28 visit (D+28)"] == ["by 16 May 2026*", "overdue", ""]
    assert "A visit is overdue or missed: call the study team." in html


def test_a_missed_visit_keeps_its_line() -> None:
    infused = (*CONSENTED, APHERESIS, done("infusion", "2026-04-15T10:00+08:00"))
    html = html_of(a_chart(*infused, missed("month_3", "2026-07-15")), now="2026-08-20T08:00+08:00")
    assert rows_of(html)["Month 3 visit"][1] == "missed"
    assert "call the study team" in html


def test_a_cancelled_visit_says_so() -> None:
    infused = (*CONSENTED, APHERESIS, done("infusion", "2026-04-15T10:00+08:00"))
    html = html_of(
        a_chart(*infused, cancelled("month_6", "2026-10-15")), now="2026-05-12T08:00+08:00"
    )
    assert rows_of(html)["Month 6 visit"][1] == "cancelled"


def test_an_appointment_that_may_not_hold_is_to_be_confirmed() -> None:
    still_given = drug("imatinib", dose="400 mg/day", route="oral", first="2026-01-10")
    chart = a_chart(*CONSENTED, APHERESIS, INFUSION, still_given)
    assert row_of(chart, "Infusion (D0)")[1] == "to be confirmed"


def test_a_withdrawn_subjects_paper_says_that_the_timeline_is_closed() -> None:
    chart = a_chart(*ON_THE_WAY, event("withdrawn", "2026-03-10"))
    html = html_of(chart, now="2026-03-12T08:00+08:00")
    assert "This timeline is closed: no more visits are planned." in html
    assert rows_of(html) == {}
    assert "withdr" not in html
    assert "contraception" not in html


def test_after_an_infusion_contraception_outlives_the_withdrawal() -> None:
    infused = (*CONSENTED, APHERESIS, done("infusion", "2026-04-15T10:00+08:00"))
    chart = a_chart(*infused, event("withdrawn", "2026-06-01"))
    html = html_of(chart, now="2026-06-10T08:00+08:00")
    assert "End of contraception: not before 15 April 2028." in html
    assert rows_of(html) == {}


# ---------------------------------------------------------------- the page


def test_the_page_says_when_it_was_printed_and_whose_truth_it_is() -> None:
    html = html_of(a_chart())
    assert "Printed on Tue 10 March 2026." in html
    assert "Dates can change: the application is the truth." in html


def test_the_day_of_printing_is_the_sites_day() -> None:
    html = html_of(a_chart(), now="2026-03-10T23:30+00:00")
    assert "Printed on Wed 11 March 2026." in html


def test_the_page_names_the_number_the_study_and_the_place() -> None:
    html = html_of(a_chart(), "zh", "en")
    assert "<b>CN01-007</b>" in html
    assert "NCT04684147" in html
    assert "地点：北京博仁医院（CN01）\nPlace: Beijing Boren Hospital, Beijing (CN01)" in html


def test_in_chinese_every_word_of_a_row_is_chinese() -> None:
    html = html_of(a_chart(*ON_THE_WAY), "zh")
    assert rows_of(html)["回输（D0）"] == ["2026年4月15日 星期三 10:00", "已预约", ""]
    assert rows_of(html)["第28天访视（D+28）"][0] == "2026年5月10日至16日之间*"
    assert not re.search("[a-z]{3}", str(rows_of(html)))


def test_in_both_languages_each_cell_says_it_twice() -> None:
    rows = rows_of(html_of(a_chart(*ON_THE_WAY), "zh", "en"))
    assert rows["回输（D0）\nInfusion (D0)"] == [
        "2026年4月15日 星期三 10:00\nWed 15 April 2026, 10:00",
        "已预约\nbooked",
        "",
    ]


def test_an_appointment_is_bold_and_days_of_a_rule_are_not() -> None:
    html = html_of(a_chart(*ON_THE_WAY))
    assert "<b>Wed 15 April 2026, 10:00</b>" in html
    assert "<b>between" not in html


def test_no_drug_result_birth_date_measurement_or_fact_id_is_on_the_page() -> None:
    chart = a_woman(
        *ON_THE_WAY,
        drug("dasatinib", "2026-03-08T09:00+08:00", dose="100 mg/day", id="MRN-0815"),
        pregnancy_test("2026-03-08T08:00+08:00", "positive", specimen="serum"),
        measurement("lvef", "44", "%", "2026-03-02"),
        event("coronary_stent", "2025-08-31"),
        born="1988-04-02",
        weight_kg="58",
    )
    told = html_of(chart, "zh", "en").lower()
    private = (
        "dasatinib",
        "达沙",
        "positive",
        "阳性",
        "serum",
        "lvef",
        "44",
        "stent",
        "1988",
        "0815",
    )
    assert not [word for word in private if word in told]
    assert not re.search(r"ex-\d|in-\d|path-|58 ?kg", told)


# ---------------------------------------------------------------- a product that failed


def test_a_collection_that_is_held_again_says_so_and_the_first_stays_among_what_is_done() -> None:
    again = booked("apheresis", "2026-04-13T09:30+08:00")
    chart = a_chart(*CONSENTED, APHERESIS, missed("product_release", "2026-03-25"), again)
    now = "2026-04-03T08:00+08:00"

    english, chinese = (html_of(chart, language, now=now) for language in ("en", "zh"))
    assert rows_of(english)["Second apheresis"][:2] == ["Mon 13 April 2026, 09:30", "booked"]
    assert "Apheresis on 9 March 2026" in english
    assert rows_of(chinese)["第二次单采"][1] == "已预约"
    assert "单采 2026年3月9日" in chinese.replace("\u00a0", " ")
