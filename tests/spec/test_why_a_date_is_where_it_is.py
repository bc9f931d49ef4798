"""Why a step cannot be sooner: each link of the chain, back to a fact, a booking, or now."""

from collections.abc import Sequence

import pytest

from tests.spec.charts import Json, a_chart, booked, done, drug, step_of
from tests.spec.test_dates_that_float import COLLECTED, NOT_YET, NOW, RELEASED

INFUSION = booked("infusion", "2026-06-22T10:00+08:00")
GOES_ON = drug("imatinib", first="2026-05-01")

STARTS = "lymphodepletion starts on Day −5 (PATH-conditioning-start, site default)"
TAKES = (
    "lymphodepletion end not before {}: lymphodepletion takes three days"
    " (PATH-conditioning-course, site default), counted from lymphodepletion start"
)
VISIT = "the day 28 visit is on Day 28 ± 3 days (PATH-day-28, site default)"
MADE = "manufacturing is expected to take 14 days, at worst 28 (PATH-manufacturing, site default)"
WASHOUT = "infusion not before 2026-06-18: washout EX-03.5 of fact f5 (NCT04684147 exclusion 3.5)"
ON_SITE_DAYS = "counted from infusion on the site's working days"
FORBIDDEN = (
    "no date is safe for infusion while fact f5 is ongoing (EX-03.2, NCT04684147 exclusion 3.2)",
    "infusion not before 2026-06-06: fact f5 is ongoing, counted as if it stopped now",
)
AT_BEST = (
    f"infusion not before 2026-06-06: {STARTS}, counted from lymphodepletion start",
    "lymphodepletion start not before 2026-06-01 08:00, as it is not done yet",
)


@pytest.mark.parametrize(
    ("facts", "step", "why"),
    [
        (RELEASED, "infusion", AT_BEST),
        (
            RELEASED,
            "day_28",
            (f"day 28 visit not before 2026-07-03: {VISIT}, {ON_SITE_DAYS}", *AT_BEST),
        ),
        ((*RELEASED, NOT_YET), "infusion", (WASHOUT,)),
        (
            (*RELEASED, NOT_YET),
            "conditioning_end",
            (
                TAKES.format("2026-06-15"),
                f"lymphodepletion start not before 2026-06-13: {STARTS}, {ON_SITE_DAYS}",
                WASHOUT,
            ),
        ),
        ((*RELEASED, GOES_ON), "infusion", FORBIDDEN),
        (
            (*RELEASED, GOES_ON),
            "day_28",
            ("day 28 visit is counted from infusion, which has no safe date yet", *FORBIDDEN),
        ),
        # of two that go on, the first is told
        ((*RELEASED, GOES_ON, drug("dasatinib", first="2026-05-02")), "infusion", FORBIDDEN),
        # what is counted from a booking has its date all the same
        ((*RELEASED, GOES_ON, INFUSION), "infusion", FORBIDDEN),
        (
            (*RELEASED, GOES_ON, INFUSION),
            "day_28",
            (
                (
                    f"day 28 visit not before 2026-07-17: {VISIT},"
                    " counted from infusion booked 2026-06-22 10:00 (f6)"
                ),
            ),
        ),
        (
            (*RELEASED, done("infusion", "2026-05-31T10:00+08:00")),
            "day_28",
            (
                (
                    f"day 28 visit not before 2026-06-25: {VISIT},"
                    " counted from infusion done 2026-05-31 10:00 (f5)"
                ),
            ),
        ),
        ((*RELEASED, done("infusion", "2026-05-31T10:00+08:00")), "infusion", ()),
        (
            COLLECTED,
            "product_release",
            ("product release not before 2026-06-01 08:00, as it is not done yet",),
        ),
    ],
)
def test_each_link_of_the_chain_is_said(
    facts: Sequence[Json], step: str, why: Sequence[str]
) -> None:
    assert step_of(a_chart(*facts), step, now=NOW)["why"] == list(why)


def test_a_date_that_is_only_assumed_is_said_to_be_assumed() -> None:
    visit = step_of(a_chart(*RELEASED), "day_28", now=NOW, infusion="2026-06-22T10:00+08:00")

    assert visit["why"] == [
        (
            f"day 28 visit not before 2026-07-17: {VISIT}, counted from infusion assumed"
            " 2026-06-22 10:00"
        )
    ]


def test_after_opening_hours_the_sites_days_are_said_where_they_bind() -> None:
    chart = a_chart(done("consent", "2026-06-05"), done("screening", "2026-06-05T16:30+08:00"))
    release = step_of(chart, "product_release", now="2026-06-05T17:30+08:00")

    assert release["why"] == [
        (
            f"product release not before 2026-06-22: {MADE},"
            " counted from apheresis on the site's working days"
        ),
        "apheresis not before 2026-06-05 17:30, as it is not done yet",
    ]


COLLECTED_IN_JUNE = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
)
LAPSED = a_chart(
    *COLLECTED_IN_JUNE,
    booked("conditioning_start", "2026-07-22"),
    booked("infusion", "2026-08-10T10:00+08:00"),
)


@pytest.mark.parametrize(
    ("now", "release_closes", "infusion_opens"),
    [
        ("2026-07-22T23:59+08:00", "2026-07-22T23:59+08:00", "2026-07-27T00:00+08:00"),
        # its day is past: from then on nothing is counted from it, in either direction
        ("2026-07-23T00:00+08:00", "2026-08-05T23:59+08:00", "2026-07-28T00:00+08:00"),
    ],
)
def test_from_a_lymphodepletion_that_has_not_begun_nothing_is_counted(
    now: str, release_closes: str, infusion_opens: str
) -> None:
    assert step_of(LAPSED, "product_release", now=now)["closes"] == release_closes
    assert step_of(LAPSED, "infusion", now=now)["opens"] == infusion_opens


def test_it_is_named_without_its_booking() -> None:
    infusion = step_of(LAPSED, "infusion", now="2026-07-24T08:00+08:00")

    assert infusion["why"] == [
        f"infusion not before 2026-07-29: {STARTS}, counted from lymphodepletion start",
        "lymphodepletion start not before 2026-07-24 08:00, as it is not done yet",
    ]
