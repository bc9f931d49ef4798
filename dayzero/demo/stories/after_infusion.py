"""Stories after the infusion: visits that are due, late or done."""

from collections.abc import Sequence

from dayzero.demo.story import (
    Story,
    booked,
    conditioned,
    done,
    dose,
    drug,
    enrolled,
    made,
    man,
    pregnancy_test,
    woman,
)

VISITS_OF_TWO_YEARS = (
    done("day_28", "infusion+28d"),
    done("month_3", "infusion+93d"),
    done("month_6", "infusion+184d"),
    done("month_9", "infusion+274d"),
    done("month_12", "infusion+365d"),
    done("month_15", "infusion+456d"),
    done("month_18", "infusion+548d"),
    done("month_21", "infusion+639d"),
    done("month_24", "infusion+730d"),
)

AFTER_INFUSION: Sequence[Story] = (
    man(
        "CN06-002",
        "infused ten days ago",
        shows="On track",
        born="1966-07-07",
        facts=[
            *enrolled("today-55d"),
            *made("today-40d"),
            *conditioned("today-10d", state="done"),
            booked("day_28", "infusion+28d 10:00"),
        ],
    ),
    man(
        "CN04-002",
        "the day 28 visit is due",
        shows="Due",
        born="1991-05-05",
        facts=[*enrolled("today-80d"), *made("today-62d"), *conditioned("today-29d", state="done")],
    ),
    woman(
        "CN05-002",
        "the month 3 visit is overdue",
        shows="Overdue",
        born="1987-10-23",
        facts=[
            *enrolled("today-160d"),
            *made("today-145d"),
            pregnancy_test("apheresis-1d"),
            *conditioned("today-115d", state="done"),
            pregnancy_test("infusion-1d"),
            done("day_28", "infusion+28d"),
        ],
    ),
    woman(
        "CN08-002",
        "infused too soon after pegaspargase",
        shows="Violated",
        born="1994-08-17",
        facts=[
            *enrolled("today-65d"),
            *made("today-52d"),
            pregnancy_test("apheresis-1d"),
            *conditioned("today-18d", state="done"),
            pregnancy_test("infusion-2d"),
            drug("pegaspargase", last="infusion-20d", route="iv", dose=dose("2500", "mg/m2")),
            booked("day_28", "infusion+28d 10:00"),
        ],
    ),
    man(
        "CN02-003",
        "a year after infusion",
        shows="On track",
        born="1980-02-02",
        facts=[
            *enrolled("today-450d"),
            *made("today-435d"),
            *conditioned("today-400d", state="done"),
            *VISITS_OF_TWO_YEARS[:5],
        ],
    ),
    man(
        "CN06-003",
        "two years after infusion, everything done",
        shows="Done",
        born="1969-09-09",
        facts=[
            *enrolled("today-830d"),
            *made("today-815d"),
            *conditioned("today-770d", state="done"),
            *VISITS_OF_TWO_YEARS,
        ],
    ),
)
