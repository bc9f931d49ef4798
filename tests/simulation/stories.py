"""What happens to one simulated subject, and when somebody records it.

Nobody in a story reads an alert: appointments are made and kept, slip, are forgotten or kept
against a rule as they would be without this product, so violations of every kind arise.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from tests.simulation.story import SITES, ZONE, Deed, Story, clock, written

Json = dict[str, Any]

MONTHS = (3, 6, 9, 12)
VISITS = {"day_28": 28, **{f"month_{number}": round(30.44 * number) for number in MONTHS}}
"""Each visit, with about how many days it lies after infusion."""


def story_of(number: int, rng: Random, enrolled: date, until: date) -> Story:
    """Everything that comes into one subject's records before a day."""
    story = Story(f"{rng.choice(SITES)}-{number:03}", _header(rng), rng)
    story.header |= {"subject": story.subject, "site": story.subject[:4]}
    _history(story, enrolled)
    screened = _screening(story, enrolled)
    if not story.ended:
        _to_infusion(story, screened)
    _withdrawal(story, enrolled)
    _corrections(story)
    last = clock(until, 0)
    gone = clock(story.ended, 23) if story.ended else last
    story.deeds = [deed for deed in story.deeds if deed.at < last and deed.at <= gone]
    kept = {deed.fact["id"] for deed in story.deeds}
    story.deeds = [d for d in story.deeds if d.fact.get("corrects", d.fact["id"]) in kept]
    return story


def _header(rng: Random) -> Json:
    header: Json = {
        "schema": "dayzero.chart/1",
        "timezone": ZONE.key,
        "protocol": "NCT04684147",
        "sex": rng.choice(["male", "female"]),
    }
    if header["sex"] == "female":
        header["childbearing_potential"] = rng.choice([True, True, True, None, False])
    if rng.random() < 0.5:
        header["born"] = f"{rng.choice([1958, 1960, 1975, 1988, 1999])}-05-20"
    return header


def _history(story: Story, day: date) -> None:
    at = clock(day, 11)
    story.step(at, "consent", "done", written(clock(day, 9, 30)))
    if story.maybe(0.9):
        sampled = day - story.days(1, 105)
        result = story.one_of(["positive"] * 8 + ["pending"])
        known = story.record(at, kind="test", test="cd19", at=sampled.isoformat(), result=result)
        if result == "pending" and story.maybe(0.7):
            story.correct(at + story.days(1, 12), known, result="positive")
    for _ in range(story.rng.randint(0, 3)):
        _earlier_treatment(story, day, at)
    if story.maybe(0.15):
        event, least, most = story.one_of(EVENTS)
        story.record(at, kind="event", event=event, at=(day - story.days(least, most)).isoformat())


EVENTS = (
    ("myocardial_infarction", 120, 240),
    ("live_vaccine", 20, 60),
    ("dvt", 150, 220),
    ("acute_gvhd", 10, 45),
)
DRUGS: tuple[tuple[str, str, str, str | None], ...] = (
    ("imatinib", "oral", "mg/day", "400"),
    ("羟基脲", "oral", "mg/day", "1000"),
    ("vincristine", "iv", "mg", "2"),
    ("methotrexate", "iv", "mg/m2", "20"),
    ("methotrexate", "iv", "mg/m2", "1500"),
    ("methotrexate", "intrathecal", "mg", "12"),
    ("cytarabine", "sc", "mg/m2/day", "20"),
    ("cytarabine", "iv", "mg/m2/day", "1000"),
    ("pegaspargase", "im", "mg", None),
    ("etoposide", "iv", "mg/m2/day", "100"),
    ("cyclophosphamide", "iv", "mg/m2/day", "300"),
    ("prednisone", "oral", "mg/day", "2"),
    ("prednisone", "oral", "mg/day", "40"),
    ("tacrolimus", "oral", "mg/day", "2"),
    ("paracetamol", "oral", "mg/day", "1000"),
    ("xyzmab", "iv", "mg", None),
)


def _drug(story: Story) -> Json:
    name, route, unit, value = story.one_of(DRUGS)
    purpose = "cns_prophylaxis" if route == "intrathecal" else "bridging"
    dose = {} if value is None else {"dose": {"value": value, "unit": unit}}
    return {"kind": "drug", "drug": name, "purpose": purpose, "route": route, **dose}


def _earlier_treatment(story: Story, day: date, at: datetime) -> None:
    last = day - story.days(0, 50)
    if story.maybe(0.2):
        field_ = story.one_of(["non_cns", "cns", "mediastinal"])
        story.record(at, kind="radiotherapy", field=field_, last=last.isoformat())
        return
    first = last - story.days(0, 20)
    if story.maybe(0.3):  # goes on into the path; its stop is recorded some day, or never
        known = story.record(at, **_drug(story), first=first.isoformat(), ongoing=True)
        if story.maybe(0.9):
            stopped = day + story.days(3, 40)
            story.correct(clock(stopped, 18), known, last=_time(story, stopped, 9))
        return
    story.record(at, **_drug(story), first=first.isoformat(), last=last.isoformat())


def _time(story: Story, day: date, hour: int) -> str:
    """An instant, or as often only the day."""
    return written(clock(day, hour)) if story.maybe(0.5) else day.isoformat()


def _screening(story: Story, day: date) -> date:
    planned = day + story.days(1, 4)
    story.step(clock(day, 11, 30), "screening", "booked", written(clock(planned, 10)))
    screened = _kept(story, "screening", planned, 10)
    if story.maybe(0.1):
        _end(story, screened + story.days(1, 6), "screen_failure")
    return screened


def _kept(story: Story, step: str, day: date, hour: int) -> date:
    """A booked step is done: on its day or after a slip, recorded at once or days later."""
    while story.maybe(0.2):
        moved = day + story.days(1, 7)
        # the slip is written down before the day, or only after it has passed
        told = day - timedelta(days=1) if story.maybe(0.6) else min(day + story.days(1, 2), moved)
        story.step(clock(told, 16, 30), step, "booked", written(clock(moved, hour)))
        day = moved
    written_down = day if story.maybe(0.8) else day + story.days(1, 4)
    story.step(clock(written_down, 17), step, "done", _time(story, day, hour))
    return day


def _to_infusion(story: Story, screened: date) -> None:
    collected = _apheresis(story, screened + story.days(4, 12), screened)
    released = _manufacturing(story, collected)
    if released is None:
        return
    infusion = released + story.days(5, 12)
    started = infusion - timedelta(days=5)
    if story.maybe(0.1):
        started += story.days(-1, 2)
    booked = clock(released, 15)
    story.step(booked, "conditioning_start", "booked", started.isoformat())
    story.step(booked, "infusion", "booked", written(clock(infusion, 10)))
    if story.maybe(0.25):  # an infection before lymphodepletion: all of it slips
        slip = story.days(2, 12)
        told = clock(released, 18) + (clock(started, 18) - clock(released, 18)) / 2
        started, infusion = started + slip, infusion + slip
        if story.maybe(0.85):
            story.step(told, "conditioning_start", "booked", started.isoformat())
        story.step(told, "infusion", "booked", written(clock(infusion, 10)))
    _conditioning(story, started)
    _infusion(story, started, infusion)


def _apheresis(story: Story, day: date, screened: date) -> date:
    story.step(clock(screened, 17, 30), "apheresis", "booked", written(clock(day, 9)))
    collected = _kept(story, "apheresis", day, 9)
    _pregnancy_test(story, collected)
    return collected


def _pregnancy_test(story: Story, before: date) -> None:
    """Mostly in its window and answered by night; missed, early, positive or unanswered too."""
    if not story.woman or story.maybe(0.12):
        return
    sampled = before - (story.days(0, 3) if story.maybe(0.85) else story.days(4, 6))
    known = story.record(
        clock(sampled, 8, 30),
        kind="test",
        test="pregnancy",
        at=written(clock(sampled, 8)),
        result="pending",
    )
    result = story.one_of(["negative"] * 15 + ["positive"])
    if story.maybe(0.93):
        answered = clock(sampled, 16) + (story.days(1, 4) if story.maybe(0.15) else timedelta())
        story.correct(answered, known, result=result)


def _manufacturing(story: Story, collected: date) -> date | None:
    """The day of release; None where the product was lost."""
    planned = collected + story.days(13, 20)
    told = clock(collected, 17, 30)
    story.step(told, "product_release", "booked", planned.isoformat())
    for _ in range(story.rng.randint(0, 2)):
        last = collected + story.days(1, 14)
        story.record(
            clock(last, 19),
            **_drug(story),
            first=(last - story.days(0, 1)).isoformat(),
            last=_time(story, last, 9),
        )
    if story.maybe(0.08):
        story.step(clock(planned, 12), "product_release", "missed", planned.isoformat())
        return None
    return _kept(story, "product_release", planned, 12)


def _conditioning(story: Story, started: date) -> None:
    for step, day in (("conditioning_start", started), ("conditioning_end", started + TWO_DAYS)):
        if story.maybe(0.95):
            recorded = day if story.maybe(0.85) else day + story.days(1, 3)
            story.step(clock(recorded, 19), step, "done", _time(story, day, 9))
    for drug in ("fludarabine", "cyclophosphamide"):
        story.record(
            clock(started + TWO_DAYS, 19, 30),
            kind="drug",
            drug=drug,
            purpose="lymphodepletion",
            route="iv",
            first=started.isoformat(),
            last=(started + TWO_DAYS).isoformat(),
        )


TWO_DAYS = timedelta(days=2)


def _infusion(story: Story, started: date, infusion: date) -> None:
    earliest = started + timedelta(days=3)
    if story.maybe(0.2):  # fever after lymphodepletion: the infusion alone slips
        told = clock(max(earliest, infusion - timedelta(days=1)), 15)
        infusion = max(infusion, earliest) + story.days(1, 8)
        story.step(told, "infusion", "booked", written(clock(infusion, 10)))
    if story.maybe(0.25):  # a steroid for an allergic reaction
        given = clock(infusion, 10) - timedelta(hours=story.rng.randint(6, 90))
        when = given.astimezone(ZONE).date()
        story.record(
            given + timedelta(hours=1),
            kind="drug",
            drug=story.one_of(["dexamethasone", "methylprednisolone"]),
            purpose="supportive",
            route="iv",
            dose={"value": "10", "unit": "mg"},
            last=written(given) if story.maybe(0.6) else when.isoformat(),
            **({"first": when.isoformat()} if story.maybe(0.5) else {}),
        )
    _pregnancy_test(story, infusion)
    if story.maybe(0.04):
        _end(story, infusion - timedelta(days=1), story.one_of(["death", "withdrawn"]))
        return
    infused = _kept(story, "infusion", infusion, 10)
    for visit, days in VISITS.items():
        _visit(story, visit, infused + timedelta(days=days))


def _visit(story: Story, step: str, ideal: date) -> None:
    day = ideal + story.days(-9, 9)
    booked = story.maybe(0.7)
    if booked:
        story.step(clock(ideal - story.days(14, 20), 10), step, "booked", _time(story, day, 10))
    if story.maybe(0.08):
        story.step(clock(day + story.days(1, 3), 17), step, "missed", day.isoformat())
    elif story.maybe(0.9):
        if booked:
            _kept(story, step, day, 10)
        else:
            recorded = day + story.days(0, 3)
            story.step(clock(recorded, 17), step, "done", _time(story, day, 10))


# ------------------------------------------------------------------ endings and corrections


def _withdrawal(story: Story, enrolled: date) -> None:
    if story.ended is None and story.maybe(0.1):
        kind = story.one_of(["withdrawn", "lost_to_follow_up", "death"])
        _end(story, enrolled + story.days(5, 150), kind)


def _end(story: Story, day: date, event: str) -> None:
    story.ended = day
    story.record(clock(day, 22), kind="event", event=event, at=day.isoformat())


def _corrections(story: Story) -> None:
    """Source data verification finds, days later, that a date was wrong."""
    corrected = {deed.fact.get("corrects") for deed in story.deeds}
    for deed in list(_datable(story.deeds, corrected)):
        if story.maybe(0.05):
            name = "last" if deed.fact["kind"] == "drug" else "at"
            day = date.fromisoformat(deed.fact[name][:10]) - story.days(1, 3)
            changed: Json = {name: day.isoformat()}
            if deed.fact.get("first", "") > changed[name]:
                changed["first"] = changed[name]
            story.correct(deed.at + story.days(1, 10), deed.fact["id"], **changed)


def _datable(deeds: Iterable[Deed], corrected: set[str | None]) -> Iterator[Deed]:
    for deed in deeds:
        if deed.fact["id"] in corrected or "corrects" in deed.fact:
            continue
        kind, step = deed.fact["kind"], deed.fact.get("step")
        if (kind == "drug" and "last" in deed.fact) or (
            kind == "step" and deed.fact["state"] == "done" and step != "consent"
        ):
            yield deed
