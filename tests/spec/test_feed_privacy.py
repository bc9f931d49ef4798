"""Feeds travel to calendar providers outside of the hospital: what never goes with them."""

import re

from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.feed import render_feed
from models.disclosure import Disclosure
from models.reasons.path.windows import CountedFrom
from models.timeline.results import Plan
from models.timeline.values import VerdictValue
from tests.spec.charts import PROTOCOL
from tests.spoken import in_english
from tests.unit.calendars.said_entries import after_a_step, after_a_washout
from tests.unit.timeline.plan_builder import SHANGHAI, a_plan, a_step, a_verdict, first, span
from tests.unit.timeline.reasons_by_hand import DIED, found, measured, pregnancy_result, took

VIOLATION = VerdictValue.VIOLATION
TEN = span("2026-04-15T10:00+08:00")
BOOKED = a_step("infusion", "booked", at="2026-04-15T10:00+08:00")


def text_of(plan: Plan) -> str:
    lines = revise({}, entries_of(plan), first("2026-03-10T08:00+08:00"))
    told = render_feed("CN01-007", lines, SHANGHAI, ceiling=Disclosure.TREATMENT)
    return told.decode().replace("\r\n ", "")


def test_a_test_result_or_a_measurement_is_not_quoted() -> None:
    verdicts = (
        a_verdict("IN-10b", reason=pregnancy_result("positive", "2026-04-13"), value=VIOLATION),
        a_verdict("EX-12a", reason=measured("lvef", 44, "%", "EX-12a"), value=VIOLATION),
        a_verdict("EX-10", reason=found("hbsag", "EX-10"), value=VIOLATION),
    )
    plan = a_plan(BOOKED, verdicts=verdicts)
    said = " ".join(in_english(verdict.reason, plan, PROTOCOL) for verdict in verdicts)
    private = ("positive", "LVEF", "44 %", "HBsAg")

    assert all(word in said for word in private)
    assert not [word for word in private if word in text_of(plan)]


def test_a_birthday_on_which_the_age_rule_clears_is_not_a_line() -> None:
    verdict = a_verdict("IN-02", clears_at="2026-05-02")
    assert "2 May" not in text_of(a_plan(BOOKED, verdicts=(verdict,)))
    assert "20260502" not in text_of(a_plan(BOOKED, verdicts=(verdict,)))


def test_why_a_timeline_closed_stays_in_the_application() -> None:
    text = text_of(a_plan(a_step("infusion", "cancelled"), ended=DIED))
    assert "timeline closed" in text
    assert not re.search("died|death", text)


def test_no_drug_name_goes_out() -> None:
    booked = a_step("infusion", "booked", at="2026-04-15T10:00+08:00")
    verdict = a_verdict(
        "EX-05",
        clears_at="2026-03-23T09:01+08:00",
        reason=took("prednisone", "2026-03-20T09:00+08:00", "EX-05"),
    )
    text = text_of(a_plan(booked, verdicts=(verdict,)))
    assert "EX-05: certainly clear from 23 March 2026 09:01." in text
    assert "prednisone" not in text


def test_the_sites_own_fact_ids_do_not_go_out() -> None:
    booked = a_step(
        "infusion",
        "booked",
        at="2026-04-15T10:00+08:00",
        booked_by="MRN-0815-2",
        because=(
            after_a_washout("EX-05", "2026-03-23T09:01+08:00", fact="MRN-0815"),
            after_a_step(
                "PATH-day-28",
                "2026-05-10",
                CountedFrom(step="infusion", at=TEN, held="booked", fact="MRN-0815-2"),
            ),
        ),
    )
    verdict = a_verdict(
        "EX-05",
        clears_at="2026-03-23T09:01+08:00",
        fact="MRN-0815",
        reason=took("prednisone", "2026-03-20T09:00+08:00", "EX-05", fact="MRN-0815"),
    )
    text = text_of(a_plan(booked, verdicts=(verdict,)))
    assert "0815" not in text
    assert "washout EX-05 (NCT04684147 exclusion 5)" in text
    assert "counted from infusion booked 15 April 2026 10:00\\n" in text
