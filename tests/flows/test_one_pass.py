"""When the next pass is due, and what keeps a calendar from going stale."""

from models.moments import iso
from tasks.passes.one_pass import next_pass
from tests.unit.timeline.plan_builder import SHANGHAI, a_plan, a_step, first


def test_the_next_pass_is_at_the_plans_next_change() -> None:
    plan = a_plan(a_step("apheresis"), next_change_at=first("2026-03-20"))

    assert next_pass(plan) == first("2026-03-20")


def test_a_computed_date_that_now_overtakes_asks_for_a_pass_before() -> None:
    plan = a_plan(
        a_step("apheresis", "overdue", at="2026-03-01", opens="2026-02-01"),
        a_step("conditioning_start", opens="2026-03-15", proposed="2026-03-16"),
        next_change_at=first("2027-01-01"),
    )

    assert iso(next_pass(plan) or 0, SHANGHAI) == "2026-03-15T00:00+08:00"


def test_what_is_done_asks_for_nothing() -> None:
    plan = a_plan(a_step("apheresis", "done", at="2026-03-01", opens="2026-04-01"))

    assert next_pass(plan) is None
