"""A second opinion on drugs: the classes, doses and daily sums of rules.md and drugs.md."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from tests.properties.naive_days import ONE_DAY, Time, day_at, read_time, whole_day

Json = dict[str, Any]

TKI = ["imatinib", "L01EA02", "nilotinib", "奥雷巴替尼", "ibrutinib", "ruxolitinib", "羟基脲"]
ONE_WEEK = ["mercaptopurine", "L01BB03", "vincristine", "asparaginase", "门冬酰胺酶"]
METHOTREXATE = ["methotrexate", "MTX", "L01BA01"]
CYTARABINE = ["cytarabine", "Ara-C", "L01BC01"]
PEGYLATED = ["pegaspargase", "培门冬酶", "calaspargase pegol"]
CHEMOTHERAPY = ["etoposide", "VP-16", "vindesine", "doxorubicin", "L01AA06", "venetoclax"]
LYMPHODEPLETING = ["fludarabine", "cyclophosphamide"]
GVHD = ["ciclosporin", "tacrolimus", "L04AA06", "sirolimus"]
HYDROCORTISONE_FOR_ONE_MG = {
    "hydrocortisone": Fraction(1),
    "cortisone": Fraction(4, 5),
    "prednisone": Fraction(4),
    "prednisolone": Fraction(4),
    "methylprednisolone": Fraction(5),
    "dexamethasone": Fraction(80, 3),
}
UNKNOWN = ["xyzmab", "no such drug"]
NO_WASHOUT = ["paracetamol", "budesonide"]
INTRATHECAL, SYSTEMIC = {"intrathecal"}, {"oral", "iv", "sc", "im"}
RULE_OF = {
    "EX-03": CHEMOTHERAPY,
    "EX-03.2": TKI,
    "EX-03.3": ONE_WEEK,
    "EX-03.5": PEGYLATED,
    "EX-08b": GVHD,
}
INFUSION_CLASSES = ("EX-03", "EX-03.2", "EX-03.3", "EX-03.5", "EX-05", "EX-08b")

MILLIGRAMS = {"mg": Fraction(1), "g": Fraction(1000), "ug": Fraction(1, 1000)}
NO_DOSE, ANY_DOSE = Fraction(0), Fraction(10**6)

ONGOING = date.max
"""The last day of a course that goes on."""


def drug_worlds(fact: Json, chart: Json, zone: ZoneInfo) -> list[dict[str, Time | None]]:
    """The rules that count a drug, with their stops, for each way to fill in what is missing."""
    marketed = fact.get("other_trial", {}).get("marketed")
    choices = [False, True] if "other_trial" in fact and marketed is None else [marketed]
    worlds = [
        _with_trial(world, fact, on_the_market, zone)
        for world in _class_worlds(fact, chart, zone)
        for on_the_market in choices
    ]
    return [world for place, world in enumerate(worlds) if world not in worlds[:place]]


def _with_trial(
    world: Mapping[str, Time | None], fact: Json, marketed: bool | None, zone: ZoneInfo
) -> dict[str, Time | None]:
    if "other_trial" not in fact:
        return dict(world)
    return {**world, "EX-20b" if marketed else "EX-20a": stop_of(fact, zone)}


def _class_worlds(fact: Json, chart: Json, zone: ZoneInfo) -> Iterator[dict[str, Time | None]]:
    stop = stop_of(fact, zone)
    if fact["drug"] in UNKNOWN:
        by_purpose = _by_purpose(fact)
        for rule in INFUSION_CLASSES:
            yield dict.fromkeys({rule, *by_purpose}, stop)
        yield dict.fromkeys(by_purpose, stop)
        return
    for doses in _doses(chart):
        yield {**dict.fromkeys(_by_purpose(fact), stop), **_by_class(fact, chart, doses, zone)}


def stop_of(fact: Json, zone: ZoneInfo) -> Time | None:
    """The last administration (K6); None while the drug is given."""
    return None if fact.get("ongoing") else read_time(fact["last"], zone)


def _doses(chart: Json) -> Iterator[dict[str, Fraction]]:
    """Every drug's dose by fact id, in what its rule counts, for each way to fill it in."""
    drugs = [fact for fact in chart["facts"] if fact["kind"] == "drug"]
    choices = [_dose_of(fact) for fact in drugs]
    for doses in product(*choices):
        yield dict(zip((fact["id"] for fact in drugs), doses, strict=True))


def _dose_of(fact: Json) -> list[Fraction]:
    """The least and the most: one that is not recorded is nothing, or more than any limit.

    A dose without a day may have been given any number of times on it; a day's dose in one
    part or in many, which matters to methotrexate alone.
    """
    if "dose" not in fact:
        return [NO_DOSE, ANY_DOSE]
    dose = fact["dose"]
    amount, *given_for = dose["unit"].split("/")
    value = Fraction(dose["value"]) * MILLIGRAMS[amount]
    daily, times = "day" in given_for, int(dose.get("times_per_day", "0"))
    if fact["drug"] in METHOTREXATE:
        parts = [NO_DOSE, value] if not times else [value / times]
        return parts if daily else [value]
    if daily or times:
        return [value * (1 if daily else times)]
    return [value, ANY_DOSE]


def _by_purpose(fact: Json) -> set[str]:
    rules = set()
    if fact["route"] in INTRATHECAL or fact["purpose"] == "cns_prophylaxis":
        rules.add("EX-03.4")
    if fact["purpose"] == "gvhd" and fact["route"] in SYSTEMIC and fact["drug"] != "budesonide":
        rules.add("EX-08b")
    return rules


def _by_class(
    fact: Json, chart: Json, doses: Mapping[str, Fraction], zone: ZoneInfo
) -> dict[str, Time | None]:
    name, stop = fact["drug"], stop_of(fact, zone)
    if fact["route"] not in SYSTEMIC:
        return {}
    if name in METHOTREXATE:  # its limit is for one administration
        return {"EX-03" if doses[fact["id"]] >= 25 else "EX-03.3": stop}
    if name in CYTARABINE:
        return _by_daily_sum(fact, chart, doses, zone)
    if name in HYDROCORTISONE_FOR_ONE_MG:
        return _by_daily_equivalent(fact, chart, doses, zone)
    rule = next((rule for rule, names in RULE_OF.items() if name in names), None)
    if name in LYMPHODEPLETING and fact["purpose"] != "lymphodepletion":
        rule = "EX-03"
    return {} if rule is None else {rule: stop}


# ------------------------------------------------------------------ sums of a local day


def _by_daily_equivalent(
    fact: Json, chart: Json, doses: Mapping[str, Fraction], zone: ZoneInfo
) -> dict[str, Time | None]:
    """EX-05 counts a day from 10 mg of hydrocortisone equivalent, all systemic steroids summed."""
    amounts = {
        other["id"]: doses[other["id"]] * HYDROCORTISONE_FOR_ONE_MG[other["drug"]]
        for other in _systemic(chart, [*HYDROCORTISONE_FOR_ONE_MG])
    }
    last = _last_day_reaching(Fraction(10), fact, chart, amounts, zone)
    return {} if last is None else {"EX-05": _stop_on(last, fact, zone)}


def _by_daily_sum(
    fact: Json, chart: Json, doses: Mapping[str, Fraction], zone: ZoneInfo
) -> dict[str, Time | None]:
    """Cytarabine from 100 mg/m² a day is chemotherapy; the lower days after it are not."""
    amounts = {other["id"]: doses[other["id"]] for other in _systemic(chart, CYTARABINE)}
    last = _last_day_reaching(Fraction(100), fact, chart, amounts, zone)
    if last is None:
        return {"EX-03.3": stop_of(fact, zone)}
    if last == _days_of(fact, zone)[1]:
        return {"EX-03": stop_of(fact, zone)}
    return {"EX-03": _stop_on(last, fact, zone), "EX-03.3": stop_of(fact, zone)}


def _systemic(chart: Json, names: list[str]) -> list[Json]:
    return [
        fact
        for fact in chart["facts"]
        if fact["kind"] == "drug" and fact["drug"] in names and fact["route"] in SYSTEMIC
    ]


def _days_of(fact: Json, zone: ZoneInfo) -> tuple[date, date]:
    """The first and last local day of a course; with a last date alone, that one day."""
    stop = stop_of(fact, zone)
    last = ONGOING if stop is None else day_at(stop.first, zone)
    return (day_at(read_time(fact["first"], zone).first, zone) if "first" in fact else last), last


def _last_day_reaching(
    limit: Fraction, fact: Json, chart: Json, amounts: Mapping[str, Fraction], zone: ZoneInfo
) -> date | None:
    """The last day of a course on which all that was given reaches a limit, looking day by day."""
    courses = {f["id"]: _days_of(f, zone) for f in chart["facts"] if f["id"] in amounts}
    first, last = courses[fact["id"]]
    changes = [end for _, end in courses.values() if end != ONGOING]
    day = last
    if last == ONGOING:  # every day after the last change is like the first of them
        if _sum_on(ONGOING, courses, amounts) >= limit:
            return ONGOING
        day = max([first, *changes])
    while day >= first:
        if _sum_on(day, courses, amounts) >= limit:
            return day
        day -= ONE_DAY
    return None


def _sum_on(
    day: date, courses: Mapping[str, tuple[date, date]], amounts: Mapping[str, Fraction]
) -> Fraction:
    given = (amounts[name] for name, (first, last) in courses.items() if first <= day <= last)
    return sum(given, start=Fraction(0))


def _stop_on(day: date, fact: Json, zone: ZoneInfo) -> Time | None:
    """On its last day a course ended as recorded; on an earlier one, at some time of that day."""
    return stop_of(fact, zone) if day == _days_of(fact, zone)[1] else whole_day(day, zone)
