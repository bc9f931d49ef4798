"""Stories between the product and the infusion: washouts, tests, lymphodepletion."""

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

BEFORE_INFUSION: Sequence[Story] = (
    man(
        "CN08-001",
        "lymphodepletion and infusion are booked",
        shows="On track",
        born="1981-08-08",
        facts=[
            *enrolled("today-42d"),
            *made("today-28d"),
            drug("达沙替尼", last="today-3d 20:00", route="oral", dose=dose("100", "mg/day")),
            *conditioned("today+12d 10:00"),
        ],
    ),
    woman(
        "CN09-001",
        "infusion is near, its pregnancy test is to be taken",
        shows="Due",
        born="1993-03-30",
        facts=[
            *enrolled("today-40d"),
            *made("today-29d"),
            pregnancy_test("apheresis-1d"),
            done("conditioning_start", "today-3d"),
            done("conditioning_end", "today-1d"),
            booked("infusion", "today+2d 10:00"),
        ],
    ),
    man(
        "CN10-001",
        "dasatinib stopped an hour too late for the booked infusion",
        shows="Violated",
        born="1976-01-15",
        facts=[
            *enrolled("today-44d"),
            *made("today-30d"),
            *conditioned("today+7d 10:00"),
            drug(
                "dasatinib",
                first="today-60d",
                last="infusion-71h",
                route="oral",
                dose=dose("100", "mg/day"),
            ),
        ],
    ),
    woman(
        "CN11-001",
        "a steroid whose last hour nobody wrote down",
        shows="Cannot tell",
        born="1989-06-21",
        facts=[
            *enrolled("today-40d"),
            *made("today-31d"),
            pregnancy_test("apheresis-2d"),
            *conditioned("today+12d 10:00"),
            drug(
                "dexamethasone",
                last="infusion-3d",
                purpose="supportive",
                route="iv",
                dose=dose("4", "mg/day"),
            ),
        ],
    ),
    man(
        "CN01-002",
        "a drug that the catalogue does not know",
        shows="Cannot tell",
        born="1997-12-02",
        facts=[
            *enrolled("today-38d"),
            *made("today-27d"),
            *conditioned("today+9d 10:00"),
            drug("herbal decoction, unlabelled", last="today-2d", purpose="other", route="oral"),
        ],
    ),
    woman(
        "CN02-002",
        "methotrexate without its dose, childbearing potential not asked",
        shows="Cannot tell",
        born="1974-04-19",
        fertile=None,
        facts=[
            *enrolled("today-41d"),
            *made("today-30d"),
            pregnancy_test("apheresis-1d"),
            *conditioned("today+10d 10:00"),
            drug("MTX", last="infusion-10d", route="iv"),
        ],
    ),
    woman(
        "CN03-002",
        "the infusion slipped, the pregnancy test did not",
        shows="At risk",
        born="2000-02-29",
        facts=[
            *enrolled("today-43d"),
            *made("today-32d"),
            pregnancy_test("apheresis-1d"),
            *conditioned("today+6d 14:00"),
            pregnancy_test("today-1d"),
        ],
    ),
    woman(
        "CN07-002",
        "several washouts, all met",
        shows="On track",
        born="1985-11-11",
        facts=[
            *enrolled("today-60d"),
            *made("today-45d", days=21),
            pregnancy_test("apheresis-3d"),
            *conditioned("today+13d 09:30"),
            drug("pegaspargase", last="infusion-40d", route="iv", dose=dose("2500", "mg/m2")),
            drug("vincristine", last="infusion-12d", route="iv", dose=dose("1.4", "mg/m2")),
            drug("hydroxyurea", last="infusion-6d", route="oral", dose=dose("1000", "mg/day")),
        ],
    ),
)
