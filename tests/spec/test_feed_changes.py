"""What an entry says of its own revision: what changed, and why; in words, for a coordinator."""

import re
from datetime import date

import pytest

from calendars.entries.about import About
from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.texts import description_in
from calendars.feeds.variants import Variant
from models.protocol import load_protocol
from models.reasons.calendar.places import AtSite
from models.reasons.path.conflicts import CannotHold
from models.schedule import PublishedEntry
from models.timeline.results import Conflict, Plan
from models.timeline.values import VerdictValue
from tests.unit.calendars.said_entries import about, changed, place
from tests.unit.timeline.plan_builder import a_plan, a_step, a_verdict, first, span
from tests.unit.timeline.reasons_by_hand import WITHDREW

MONDAY = first("2026-03-09T08:00+08:00")
TUESDAY = first("2026-03-10T16:05+08:00")
BOOKED = {"at": "2026-04-15T10:00+08:00"}

TOO_EARLY = Conflict(
    step="infusion",
    rules=("PATH-conditioning-start",),
    facts=("f3",),
    reason=CannotHold(step="infusion", at=span(BOOKED["at"]), assumed=False, against=()),
)
WHOLE = About(AtSite(site="CN01"), load_protocol())

TRANSITIONS: list[tuple[str, Plan, Plan, str]] = [
    (
        "another appointment",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(a_step("infusion", "booked", at="2026-04-22T09:30+08:00")),
        "moved from 15 April 2026 10:00 to 22 April 2026 09:30. Why: this appointment is recorded.",
    ),
    (
        "a computed date is booked",
        a_plan(a_step("infusion", proposed="2026-04-15T09:00+08:00")),
        a_plan(a_step("infusion", "booked", **BOOKED)),
        (
            "moved from 15 April 2026 09:00 to 15 April 2026 10:00; was planned, now booked."
            " Why: this appointment is recorded."
        ),
    ),
    (
        "a new fact moves a computed date",
        a_plan(a_step("infusion", proposed="2026-04-15T09:00+08:00", opened_by=("EX-05",))),
        a_plan(a_step("infusion", proposed="2026-04-17T09:00+08:00", opened_by=("EX-03.2",))),
        "moved from 15 April 2026 09:00 to 17 April 2026 09:00. Why: bound by EX-03.2.",
    ),
    (
        "a booking that no longer agrees",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(
            a_step("infusion", "at_risk", **BOOKED),
            verdicts=(a_verdict("EX-03.5", value=VerdictValue.VIOLATION),),
        ),
        (
            "was booked, now booked, at risk."
            " Why: the booking breaks EX-03.5, or cannot be judged by it."
        ),
    ),
    (
        "the day has gone by",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(a_step("infusion", "overdue", **BOOKED)),
        "was booked, now overdue. Why: its time has passed and it is not recorded as done.",
    ),
    (
        "done",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(a_step("infusion", "done", **BOOKED)),
        "was booked, now done. Why: it is recorded as done.",
    ),
    (
        "called off",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(a_step("infusion", "cancelled", **BOOKED)),
        "was booked, now cancelled. Why: it is recorded as cancelled.",
    ),
    (
        "withdrawn",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(a_step("infusion", "cancelled", **BOOKED), ended=WITHDREW),
        "was booked, now cancelled. Why: the timeline is closed.",
    ),
    (
        "no longer asked of this subject",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(a_step("consent", "done", at="2026-03-02"), a_step("infusion", "not_applicable")),
        "no longer in the plan. Why: the recorded facts no longer lead to it.",
    ),
    (
        "recorded as not held",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(a_step("infusion", "missed", booked_by="f7")),
        "was booked, now missed. Why: it is recorded that it did not take place, or failed.",
    ),
    (
        "at risk by a rule of the path",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(a_step("infusion", "at_risk", **BOOKED), conflicts=(TOO_EARLY,)),
        (
            "was booked, now booked, at risk."
            " Why: the booking breaks PATH-conditioning-start, or cannot be judged by it."
        ),
    ),
    (
        "at risk by a finding, which no calendar names",
        a_plan(a_step("infusion", "booked", **BOOKED)),
        a_plan(
            a_step("infusion", "at_risk", **BOOKED),
            verdicts=(a_verdict("EX-10", value=VerdictValue.VIOLATION),),
        ),
        (
            "was booked, now booked, at risk. Why: the booking breaks a rule, or cannot be judged"
            " by it; the subject's page names it."
        ),
    ),
    (
        "another reason for the same date",
        a_plan(a_step("infusion", proposed="2026-04-15T09:00+08:00", opened_by=("EX-05",))),
        a_plan(a_step("infusion", proposed="2026-04-15T09:00+08:00", opened_by=("EX-03.2",))),
        "the window or its reasons changed, the date did not. Why: bound by EX-03.2.",
    ),
]


def infusion_after(*plans: Plan) -> PublishedEntry:
    lines: dict[str, PublishedEntry] = {}
    for plan, now in zip(plans, (MONDAY, TUESDAY), strict=False):
        lines = {line.entry.key: line for line in revise(lines, entries_of(plan, WHOLE), now)}
    return lines["infusion"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [case[1:] for case in TRANSITIONS],
    ids=[case[0] for case in TRANSITIONS],
)
def test_a_revision_says_what_changed_and_why(before: Plan, after: Plan, said: str) -> None:
    assert changed(infusion_after(before, after)) == said


@pytest.mark.parametrize("case", TRANSITIONS, ids=[case[0] for case in TRANSITIONS])
def test_the_same_is_said_in_chinese(case: tuple[str, Plan, Plan, str]) -> None:
    said = changed(infusion_after(case[1], case[2]), "zh")

    assert "原因：" in said
    assert said.endswith("。")
    without_rules = re.sub(r"[A-Z]+-[\w.-]+", "", said, flags=re.ASCII)
    assert not set(without_rules) & set("abcdefghijklmnopqrstuvwxyz")


def test_below_the_reasons_stands_the_revision_with_the_moment_it_was_computed() -> None:
    line = infusion_after(*TRANSITIONS[0][1:3])

    assert description_in(line, Variant()).splitlines()[-2:] == [
        (
            "Revision 1, computed 10 March 2026 16:05: moved from 15 April 2026 10:00"
            " to 22 April 2026 09:30. Why: this appointment is recorded."
        ),
        "The application is the truth; a calendar may lag by a day.",
    ]


def test_what_is_new_says_since_when() -> None:
    line = infusion_after(TRANSITIONS[0][1])

    assert "First published, computed 9 March 2026 08:00." in description_in(line, Variant())


def test_nothing_is_added_while_nothing_changes() -> None:
    plan = TRANSITIONS[0][1]

    assert infusion_after(plan, plan) == infusion_after(plan)


def test_a_band_whose_step_is_booked_says_so() -> None:
    window = {"opens": "2026-04-12", "closes": "2026-04-15"}
    before = a_plan(a_step("infusion", **window))
    after = a_plan(a_step("infusion", "booked", **BOOKED, **window))
    first_lines = {e.entry.key: e for e in revise({}, entries_of(before), MONDAY)}
    lines = {e.entry.key: e for e in revise(first_lines, entries_of(after), TUESDAY)}

    assert changed(lines["infusion.window"]).startswith("was computed, now booked.")


def test_a_rule_is_named_with_where_it_is_stated() -> None:
    plan = a_plan(
        a_step(
            "infusion",
            opens="2026-03-31",
            opened_by=("EX-03.5",),
            closes="2026-04-20",
            closed_by=("PATH-conditioning-start",),
        )
    )
    [band] = entries_of(plan, WHOLE)

    assert "Opened by EX-03.5 (NCT04684147 exclusion 3.5)." in about(band)
    assert "Closed by PATH-conditioning-start (site default)." in about(band)
    assert "结束依据：PATH-conditioning-start（中心默认值）。" in about(band, "zh")
    assert (place(band), place(band, "zh")) == ("Beijing Boren Hospital", "北京博仁医院")
    assert band.first_day == date(2026, 3, 31)
