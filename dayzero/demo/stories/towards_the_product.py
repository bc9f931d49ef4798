"""Stories from consent to the product: before apheresis, and while the product is made."""

from collections.abc import Sequence

from dayzero.demo.story import (
    Story,
    booked,
    done,
    enrolled,
    event,
    made,
    man,
    missed,
    radiotherapy,
    woman,
)

BEFORE_APHERESIS: Sequence[Story] = (
    woman(
        "CN01-001",
        "consented, screening is booked",
        shows="On track",
        born="1988-04-02",
        facts=[
            *enrolled("today-3d")[:2],
            booked("screening", "today+6d 10:00"),
        ],
    ),
    man(
        "CN02-001",
        "screened, apheresis is to be booked",
        shows="On track",
        born="1979-11-20",
        facts=enrolled("today-6d"),
    ),
    woman(
        "CN03-001",
        "apheresis is near, its pregnancy test is to be taken",
        shows="Due",
        born="1995-07-13",
        facts=[*enrolled("today-12d"), booked("apheresis", "today+2d 09:30")],
    ),
    man(
        "CN04-001",
        "apheresis is booked",
        shows="On track",
        born="1990-01-31",
        facts=[*enrolled("today-9d"), booked("apheresis", "today+8d 09:30")],
    ),
    man(
        "CN05-001",
        "apheresis was booked and is not recorded",
        shows="Overdue",
        born="1971-06-05",
        facts=[*enrolled("today-20d"), booked("apheresis", "today-4d 10:00")],
    ),
    man(
        "CN10-002",
        "a thrombosis two months before screening",
        shows="Ineligible",
        born="1983-03-09",
        facts=[event("dvt", "today-70d"), *enrolled("today-8d")],
    ),
    man(
        "CN09-002",
        "withdrew after screening",
        shows="Closed",
        born="1968-12-24",
        facts=[*enrolled("today-25d"), event("withdrawn", "today-3d")],
    ),
)

MANUFACTURING: Sequence[Story] = (
    woman(
        "CN06-001",
        "cells collected, the product is being made",
        shows="On track",
        born="1962-02-18",
        fertile=False,
        facts=[*enrolled("today-22d"), done("apheresis", "today-9d")],
    ),
    man(
        "CN07-001",
        "the product is late; its date is the manufacturer's",
        shows="On track",
        born="1986-09-27",
        facts=[*enrolled("today-50d"), done("apheresis", "today-35d")],
    ),
    man(
        "CN11-002",
        "cranial radiotherapy keeps the infusion back",
        shows="On track",
        born="1999-05-16",
        facts=[
            *enrolled("today-45d"),
            *made("today-30d", days=20),
            radiotherapy("cns", last="today-12d"),
        ],
    ),
    man(
        "CN04-003",
        "the product failed, another apheresis is booked",
        shows="On track",
        born="1984-08-19",
        facts=[
            *enrolled("today-50d"),
            done("apheresis", "today-38d"),
            missed("product_release", "today-6d"),
            booked("apheresis", "today+8d 09:30"),
        ],
    ),
    man(
        "CN01-003",
        "infusion booked before the product can be there",
        shows="Violated",
        born="1992-10-10",
        facts=[
            *enrolled("today-16d"),
            done("apheresis", "today-3d"),
            booked("infusion", "today+9d 10:00"),
        ],
    ),
)
