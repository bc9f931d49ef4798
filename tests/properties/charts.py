"""Random charts: drugs of every class, radiotherapy and events, by date and by instant."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.properties.naive_days import ONE_MINUTE, midnight
from tests.properties.oracle_drugs import (
    CHEMOTHERAPY,
    CYTARABINE,
    GVHD,
    HYDROCORTISONE_FOR_ONE_MG,
    LYMPHODEPLETING,
    METHOTREXATE,
    NO_WASHOUT,
    ONE_WEEK,
    PEGYLATED,
    TKI,
    UNKNOWN,
)

Json = dict[str, Any]

ZONES = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",
    "Australia/Lord_Howe",
]
FIRST_STOP, LAST_STOP = date(2026, 1, 1), date(2026, 4, 30)  # all zones change their clocks here
NEAR_LIMITS = [
    *range(-3, 6),
    *(weeks * 7 + day for weeks in (1, 2, 4, 6, 8) for day in (-1, 0, 1, 2)),
    *(88, 89, 90, 91, 92, 93, 180, 181, 182, 183, 184, 185, 1826, 1827),
]
"""Days after a stop at which some rule changes its answer."""

zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
days = st.dates(FIRST_STOP, LAST_STOP)
minutes_of_day = st.one_of(
    st.sampled_from([0, 1, 479, 480, 481, 719, 1439]), st.integers(0, 24 * 60 - 1)
)


@st.composite
def times(draw: st.DrawFn, zone: ZoneInfo, on: st.SearchStrategy[date] = days) -> str:
    """A date, or an instant of that day with the site's offset or with UTC's."""
    day = draw(on)
    if draw(st.booleans()):
        return day.isoformat()
    moment = midnight(day, zone) + draw(minutes_of_day) * ONE_MINUTE
    return moment.astimezone(draw(st.sampled_from([zone, UTC]))).isoformat(timespec="minutes")


def day_of(text: str, zone: ZoneInfo) -> date:
    """The local day of a date or an instant."""
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(zone).date()


# ------------------------------------------------------------------ exposures


@st.composite
def courses(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    """When a course was: to a last day, from a first one or not, or still going on."""
    last = draw(times(zone))
    ended = day_of(last, zone)
    first = ended - timedelta(days=draw(st.integers(1, 12)))
    match draw(st.sampled_from(["last", "last", "first and last", "first and last", "ongoing"])):
        case "last":
            return {"last": last}
        case "ongoing":
            return {"first": first.isoformat(), "ongoing": True}
        case _:
            return {"first": draw(times(zone, st.just(first))), "last": last}


purposes = st.sampled_from(["bridging", "supportive", "other", "other", "gvhd", "cns_prophylaxis"])


@st.composite
def ordinary_drugs(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    names = [*TKI, *ONE_WEEK, *PEGYLATED, *CHEMOTHERAPY, *GVHD, *NO_WASHOUT]
    return {
        "kind": "drug",
        "drug": draw(st.sampled_from(names)),
        "purpose": draw(purposes),
        "route": draw(st.sampled_from(["oral", "iv", "sc", "im"])),
        **draw(courses(zone)),
    }


@st.composite
def lymphodepletion(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    return {
        "kind": "drug",
        "drug": draw(st.sampled_from(LYMPHODEPLETING)),
        "purpose": draw(st.sampled_from(["lymphodepletion", "bridging", "other"])),
        "route": "iv",
        **draw(courses(zone)),
    }


_WRITTEN_IN = {"mg": 0, "g": -3, "ug": 3}
"""Units of doses, and how far the point of a number of milligrams moves in each."""


@st.composite
def _dose(draw: st.DrawFn, values: Iterable[str], unit: str) -> Json:
    """A dose around its limit, in one of its units; now and then it is not recorded.

    It is of a day or of one administration, of which the number is recorded or not.
    """
    value = draw(st.sampled_from([None, *values, *values]))
    if value is None:
        return {}
    written = draw(st.sampled_from(["mg", "mg", "g", "ug"]))
    number = f"{Decimal(value).scaleb(_WRITTEN_IN[written]):f}"
    given_for = unit.removeprefix("mg")
    if draw(st.sampled_from([False, False, True])):
        given_for = given_for.removesuffix("/day") if "/day" in unit else f"{given_for}/day"
    times = draw(st.sampled_from([{}, {}, {"times_per_day": "1"}, {"times_per_day": "2"}]))
    return {"dose": {"value": number, "unit": f"{written}{given_for}", **times}}


@st.composite
def drugs_whose_dose_decides(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    low_or_high = ["24.999", "25", "1500"]
    if draw(st.booleans()):
        name, dose = draw(st.sampled_from(METHOTREXATE)), draw(_dose(low_or_high, "mg/m2"))
    else:
        name = draw(st.sampled_from(CYTARABINE))
        dose = draw(_dose(["20", "40", "60", "99.9", "100", "2000"], "mg/m2/day"))
    route = draw(st.sampled_from(["iv", "sc", "intrathecal"]))
    return {
        "kind": "drug",
        "drug": name,
        "purpose": draw(purposes),
        "route": route,
        **dose,
        **draw(courses(zone)),
    }


@st.composite
def steroids(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    doses = ["0.374", "0.375", "1", "1.25", "2", "2.49", "2.5", "5", "9.99", "10", "40"]
    routes = ["oral", "iv", "oral", "iv", "topical", "inhaled", "intrathecal"]
    return {
        "kind": "drug",
        "drug": draw(st.sampled_from([*HYDROCORTISONE_FOR_ONE_MG])),
        "purpose": draw(st.sampled_from(["supportive", "replacement", "gvhd", "other"])),
        "route": draw(st.sampled_from(routes)),
        **draw(_dose(doses, "mg/day")),
        **draw(courses(zone)),
    }


@st.composite
def unknown_drugs(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    return {
        "kind": "drug",
        "drug": draw(st.sampled_from(UNKNOWN)),
        "purpose": draw(st.sampled_from(["bridging", "supportive"])),
        "route": "iv",
        **draw(courses(zone)),
    }


@st.composite
def other_trial_drugs(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    trial: Json = {}
    marketed = draw(st.sampled_from([True, True, False, None]))
    if marketed is not None:
        trial["marketed"] = marketed
    if marketed is not False and draw(st.sampled_from([True, True, False])):
        trial["half_life_hours"] = draw(st.sampled_from(["4", "17", "295.2", "0.1", "12.345"]))
        trial["half_life_source"] = "label"
    return {**draw(ordinary_drugs(zone)), "other_trial": trial}


@st.composite
def radiotherapy(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    field = draw(st.sampled_from(["non_cns", "cns", "mediastinal", "total_body", None]))
    named = {} if field is None else {"field": field}
    return {"kind": "radiotherapy", **named, **draw(courses(zone))}


@st.composite
def events(draw: st.DrawFn, zone: ZoneInfo) -> Json:
    name = draw(
        st.sampled_from(
            ["myocardial_infarction", "cabg", "coronary_stent", "dvt", "pulmonary_embolism",
             "live_vaccine", "malignancy_cured", "acute_gvhd", "chronic_gvhd"]
        )
    )  # fmt: skip
    severity = draw(st.sampled_from(["mild", "moderate", "severe", None]))
    graded = {"severity": severity} if name == "chronic_gvhd" and severity else {}
    return {"kind": "event", "event": name, "at": draw(times(zone)), **graded}


def exposures(zone: ZoneInfo) -> st.SearchStrategy[Json]:
    """One recorded fact that a washout may count."""
    return st.one_of(
        ordinary_drugs(zone),
        lymphodepletion(zone),
        drugs_whose_dose_decides(zone),
        steroids(zone),
        unknown_drugs(zone),
        other_trial_drugs(zone),
        radiotherapy(zone),
        events(zone),
    )


def numbered(facts: Iterable[Json]) -> list[Json]:
    return [{"id": f"f{number}", **fact} for number, fact in enumerate(facts, start=1)]


def a_chart(facts: Iterable[Json], zone: ZoneInfo, **header: Any) -> Json:
    """A man's chart: no pregnancy test is owed."""
    return {
        "schema": "dayzero.chart/1",
        "subject": "CN01-007",
        "site": "CN01",
        "timezone": zone.key,
        "protocol": "NCT04684147",
        "sex": "male",
        **header,
        "facts": numbered(facts),
    }


@st.composite
def anchor_times(draw: st.DrawFn, facts: list[Json], zone: ZoneInfo) -> str:
    """A time for infusion or screening, mostly where some rule on some fact changes its answer."""
    fact = draw(st.sampled_from(facts))
    recorded = str(fact.get("last") or fact.get("at") or fact["first"])
    days_after = timedelta(days=draw(st.one_of(st.sampled_from(NEAR_LIMITS), st.integers(0, 400))))
    if "T" in recorded and draw(st.booleans()):
        minutes = draw(st.sampled_from([-1, 0, 1])) * ONE_MINUTE
        moment = datetime.fromisoformat(recorded).astimezone(UTC) + days_after + minutes
        return moment.isoformat(timespec="minutes")
    return draw(times(zone, st.just(day_of(recorded, zone) + days_after)))
