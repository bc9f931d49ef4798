"""The second judges are asked what the entry says; whether they can be had is another matter."""

import pytest

from safety.exhaustive.rules import WASHOUTS
from safety.judges.cql.library import judged_in_cql, library
from safety.judges.cql.questions import questions
from safety.judges.solver.__main__ import disagreements
from safety.judges.solver.rules import InMonths, rules_in_months


def test_hours_are_written_as_minutes_between_with_the_operator_of_the_entry() -> None:
    text = library()
    assert 'define "EX-03.2": minutes between Stopped and Judged > 4320\n' in text
    assert 'define "EX-05": minutes between Stopped and Judged >= 4320\n' in text


def test_days_and_months_are_written_as_the_entry_counts_them() -> None:
    text = library()
    assert 'define "EX-03": difference in days between StoppedOn and JudgedOn > 14\n' in text
    months = "JudgedOn >= StoppedOn + 6 months and JudgedOn - 6 months >= StoppedOn"
    assert f'define "EX-12f1": {months}\n' in text


def test_only_half_lives_are_not_put_to_that_judge() -> None:
    assert {rule.id for rule in WASHOUTS} - {rule.id for rule in judged_in_cql()} == {"EX-20b"}


def test_each_washout_is_asked_with_each_of_three_answers_to_be_had() -> None:
    said: dict[str, set[str]] = {}
    for question in questions():
        said.setdefault(question.rule.id, set()).add(question.said)
    assert set(said) == {rule.id for rule in judged_in_cql()}
    assert all(values == {"met", "violation", "indeterminate"} for values in said.values())


@pytest.mark.parametrize("one", rules_in_months(), ids=lambda one: one.rule.id)
def test_what_the_solver_is_asked_about_is_what_the_code_does(one: InMonths) -> None:
    assert list(disagreements(one, every=53)) == []
