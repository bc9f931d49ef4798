"""Orders of drugs that are about to be signed (FHIR MedicationRequest), as facts of a chart.

Only what a rule can read is taken: drug, dose, route, times. Names of people, notes and numbers of
the hospital are left where they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from models.chart.catalogue.drugs import load_catalogue

Json = Mapping[str, Any]
Fact = dict[str, Any]
ATC: Final = "http://www.whocc.no/atc"
SNOMED: Final = "http://snomed.info/sct"
ROUTES: Final[Mapping[str, str]] = {
    "26643006": "oral",
    "47625008": "iv",
    "34206005": "sc",
    "78421000": "im",
    "72607000": "intrathecal",
    "6064005": "topical",
}
"""SNOMED CT's codes of the routes that orders are usually given by."""

HOURS_A_DAY: Final = 24
UNITS: Final = {"h": timedelta(hours=1), "d": timedelta(days=1), "wk": timedelta(weeks=1)}
HARDLY_READ: Final = ("route", "dose", "first")
"""What an order is tried without, one after the other, where a chart cannot hold it as it is."""


def drug_orders(bundle: Json) -> Iterator[Json]:
    """Each order of a drug that is to be given."""
    for entry in list_of(bundle.get("entry")):
        order = dict_of(dict_of(entry).get("resource"))
        if order.get("resourceType") == "MedicationRequest" and not order.get("doNotPerform"):
            yield order


def facts_of(order: Json, now: datetime) -> Iterator[Fact]:
    """The order as a fact, then as ever less of it: what is left out is judged as unknown."""
    dosage = dict_of(next(iter(list_of(order.get("dosageInstruction"))), None))
    fact: Fact = {
        "kind": "drug",
        "drug": drug_name(order),
        **_dose(dosage),
        **_route(dosage),
        **_times(dosage, now),
    }
    yield fact
    for name in HARDLY_READ:
        if name in fact:
            fact = {key: value for key, value in fact.items() if key != name}
            yield fact


def drug_name(order: Json) -> str:
    """The first name or ATC code of the order that the catalogue knows; else as it is written."""
    names = list(dict.fromkeys(_names(order)))
    known = load_catalogue()
    return next((name for name in names if known.find(name) is not None), (names or ["?"])[-1])


def _names(order: Json) -> Iterator[str]:
    concept = dict_of(order.get("medicationCodeableConcept")) or _contained(order)
    codings = [dict_of(one) for one in list_of(concept.get("coding"))]
    yield from (str(one["code"]) for one in codings if one.get("system") == ATC and "code" in one)
    yield from (str(one["display"]) for one in codings if "display" in one)
    if "text" in concept:
        yield str(concept["text"])


def _contained(order: Json) -> Json:
    """The code of a Medication that lies inside the order."""
    wanted = str(dict_of(order.get("medicationReference")).get("reference", "")).removeprefix("#")
    for one in list_of(order.get("contained")):
        if dict_of(one).get("id") == wanted:
            return dict_of(dict_of(one).get("code"))
    return {}


def _dose(dosage: Json) -> Fact:
    rate = dict_of(next(iter(list_of(dosage.get("doseAndRate"))), None))
    quantity = dict_of(rate.get("doseQuantity"))
    unit = quantity.get("unit") or quantity.get("code")
    if "value" not in quantity or not unit:
        return {}
    times = _times_a_day(dict_of(dict_of(dosage.get("timing")).get("repeat")))
    often = {} if times is None else {"times_per_day": str(times)}
    return {"dose": {"value": str(quantity["value"]), "unit": str(unit), **often}}


def _times_a_day(repeat: Json) -> int | None:
    """2 for every 12 hours; None where it is no whole number of times on each day."""
    often, period = repeat.get("frequency", 1), repeat.get("period")
    hours = {"h": 1, "d": HOURS_A_DAY}.get(str(repeat.get("periodUnit")))
    if not isinstance(often, int) or not isinstance(period, int) or hours is None:
        return None
    times, rest = divmod(often * HOURS_A_DAY, max(period * hours, 1))
    return times if times and not rest else None


def _route(dosage: Json) -> Fact:
    route = dict_of(dosage.get("route"))
    for one in map(dict_of, list_of(route.get("coding"))):
        if one.get("system") == SNOMED and one.get("code") in ROUTES:
            return {"route": ROUTES[one["code"]]}
    return {"route": str(route["text"])} if "text" in route else {}


def _times(dosage: Json, now: datetime) -> Fact:
    """From the first to the last administration.

    A course without an end goes on; an order without any time is one that is given now.
    """
    timing = dict_of(dosage.get("timing"))
    repeat, events = dict_of(timing.get("repeat")), sorted(map(str, list_of(timing.get("event"))))
    bounds = dict_of(repeat.get("boundsPeriod"))
    first = bounds.get("start") or next(iter(events), None)
    since: Fact = {} if first is None else {"first": str(first)}
    last = bounds.get("end") or _after(repeat, now) or (events[-1] if events else None)
    if last is not None:
        return {**since, "last": str(last)}
    if first is not None or ("frequency" in repeat and "count" not in repeat):
        return {**since, "ongoing": True}
    return {"last": now.isoformat(timespec="seconds")}


def _after(repeat: Json, now: datetime) -> str | None:
    """The end of a course of so many hours or days from now."""
    lasts = dict_of(repeat.get("boundsDuration"))
    unit, value = UNITS.get(str(lasts.get("code"))), lasts.get("value")
    if unit is None or not isinstance(value, int):
        return None
    return (now + value * unit).isoformat(timespec="seconds")


def dict_of(value: object) -> Json:
    """An object of JSON; an empty one in place of anything else."""
    return value if isinstance(value, Mapping) else {}


def list_of(value: object) -> Sequence[Any]:
    """A list of JSON; an empty one in place of anything else."""
    return value if isinstance(value, list) else ()
