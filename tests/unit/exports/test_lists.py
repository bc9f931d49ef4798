"""Subjects, visits, deviations and alerts as tables: what a coordinator would look up."""

from datetime import date, datetime

import pytest

from dayzero.desk.exporting.files import LISTS
from exports.lists.standing import Everybody
from exports.tables.table import Row
from models.protocol import load_protocol
from tests.unit.exports.conftest import COMPUTED, COMPUTED_IN_CHINA
from wording.exports import Column
from wording.language import languages


def rows(everybody: Everybody, what: str, subject: str, language: str = "en") -> list[Row]:
    table = LISTS[what](everybody, language)
    return [row for row in table.rows if row[Column.SUBJECT] == subject]


def visit(everybody: Everybody, subject: str, step: str) -> Row:
    [found] = [row for row in rows(everybody, "visits", subject) if row[Column.STEP] == step]
    return found


def test_a_subject_is_one_row_with_day_zero_what_to_do_and_what_is_open(
    everybody: Everybody,
) -> None:
    [row] = rows(everybody, "subjects", "CN01-007")

    assert (row[Column.SITE], row[Column.ZONE]) == ("CN01", "Asia/Shanghai")
    assert row[Column.AS_OF] == datetime.fromisoformat("2026-03-10T08:00")
    assert row[Column.STATE] == "Violated"
    assert row[Column.DAY_ZERO] == datetime.fromisoformat("2026-03-18T10:00")
    assert row[Column.CLEARS_AT] == datetime.fromisoformat(
        "2026-03-18T11:01"
    )  # more than 72 h after the dose
    assert str(row[Column.WHAT]).startswith("Do not go ahead with lymphodepletion start")
    assert row[Column.DEADLINE] == date(2026, 3, 13)
    assert (row[Column.CRITICAL], row[Column.WARNING]) == (2, 0)


def test_every_step_of_the_path_is_a_visit_in_its_order(everybody: Everybody) -> None:
    steps = [row[Column.STEP] for row in rows(everybody, "visits", "CN01-010")]

    assert steps == [step.id for step in load_protocol().step]


def test_a_time_is_as_exact_as_it_was_recorded(everybody: Everybody) -> None:
    assert visit(everybody, "CN01-010", "apheresis")[Column.AT] == datetime.fromisoformat(
        "2026-01-10T09:30"
    )
    assert visit(everybody, "CN01-010", "product_release")[Column.AT] == date(2026, 2, 5)
    assert visit(everybody, "CN01-010", "screening")[Column.AT] == "2026-01-01 to 2026-01-31"
    assert visit(everybody, "CN01-010", "month_3")[Column.AT] is None


def test_a_visit_names_its_window_and_what_binds_it(everybody: Everybody) -> None:
    row = visit(everybody, "CN01-010", "day_28")

    assert (row[Column.STATE_ID], row[Column.DAY], row[Column.FACT]) == ("booked", 28, "f10")
    assert row[Column.OPENS] == date(2026, 3, 15)
    assert row[Column.CLOSES] == datetime.fromisoformat("2026-03-21T23:59")
    assert str(row[Column.OPENED_BY]).startswith("PATH-")


def test_a_deviation_says_its_rule_margin_and_the_reason_given(everybody: Everybody) -> None:
    found = rows(everybody, "deviations", "CN01-010")
    [row] = [one for one in found if one[Column.RULE] == "EX-03.2"]

    assert row[Column.STEP] == "infusion"
    assert row[Column.SOURCE] == "NCT04684147 exclusion 3.2"
    assert row[Column.MARGIN_MINUTES] == -61
    assert (row[Column.STANDS], row[Column.REASON]) == ("yes", COMPUTED)
    assert row[Column.EXPLAINED_AT] == datetime.fromisoformat("2026-03-10T08:00")


def test_an_alert_says_what_to_do_and_who_answered_it(everybody: Everybody) -> None:
    found = rows(everybody, "alerts", "CN01-007")
    [row] = [one for one in found if one[Column.RULE] == "EX-03.2"]

    assert (row[Column.SEVERITY], row[Column.KIND]) == ("critical", "washout_violated")
    assert str(row[Column.WHAT]).startswith("Move infusion")
    assert (row[Column.ANSWER], row[Column.ANSWERED_BY]) == ("acknowledged", "nurse")
    assert row[Column.REASON] == COMPUTED_IN_CHINA


def test_the_most_severe_alerts_come_first_whosever_they_are(everybody: Everybody) -> None:
    said = [str(row[Column.SEVERITY]) for row in LISTS["alerts"](everybody, "en").rows]

    assert said == sorted(said, key=["critical", "warning", "info"].index)
    assert len(set(said)) > 1


@pytest.mark.parametrize("what", LISTS)
@pytest.mark.parametrize("language", languages())
def test_every_column_has_a_title_of_its_own_in_each_language(
    everybody: Everybody, what: str, language: str
) -> None:
    table = LISTS[what](everybody, language)
    titles = [table.titles[column] for column in table.columns]

    assert len(set(titles)) == len(titles)
    assert all(set(row) <= set(table.columns) for row in table.rows)


def test_a_list_in_chinese_has_no_english_word_but_ids(everybody: Everybody) -> None:
    [row] = rows(everybody, "subjects", "CN01-007", "zh")

    assert LISTS["subjects"](everybody, "zh").titles[Column.DAY_ZERO] == "第0天（回输）"
    assert row[Column.STATE] == "违反规则"
    assert str(row[Column.WHAT]).startswith("清淋开始须暂停")
