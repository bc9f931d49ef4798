"""The exhaustive comparison is of worth only if it turns red: three faults are planted in it."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.protocol import Protocol
from models.protocol.arithmetic.quantity import Quantity, read_quantity
from models.protocol.arithmetic.shifts import first_day_after
from models.timeline.exposures import stops
from models.timeline.exposures.stops import Clearance
from safety.exhaustive.comparing import Tally, compare
from safety.exhaustive.judged import PROTOCOL
from safety.exhaustive.recorded import Recorded, an_instant, each_form
from safety.exhaustive.rules import ALL_RULES, Rule
from safety.exhaustive.sweeps import CLOCK_CHANGES, Sweep, all_sweeps

BERLIN = ZoneInfo("Europe/Berlin")
BEFORE_SUMMER = an_instant(datetime(2025, 3, 28, 10, 37, tzinfo=BERLIN))
END_OF_AUGUST = date(2025, 8, 31)


def test_without_a_fault_nothing_differs_around_a_limit() -> None:
    for rule, recorded in _SLICES:
        tally = _around(rule, recorded)
        assert tally.clean, tally.examples
        assert tally.verdicts > 100
        assert len(tally.said) > 1, "a limit lies inside"


def test_a_washout_that_ends_a_minute_early_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = stops.clearance

    def early(*asked: object) -> Clearance:
        bounds: Clearance = real(*asked)  # type: ignore[arg-type]
        return replace(bounds, clears_at=bounds.clears_at - 1)

    monkeypatch.setattr("models.timeline.exposures.clearings.clearance", early)
    tally = _around(_rule("EX-03.2"), BEFORE_SUMMER)
    assert tally.unsafe == 1


def test_hours_counted_as_days_are_found() -> None:
    tally = _around(_rule("EX-03.2"), BEFORE_SUMMER, _with_gap("EX-03.2", "2 days"))
    assert tally.unsafe > 0


def test_days_counted_as_hours_are_found() -> None:
    tally = _around(_rule("EX-04a"), BEFORE_SUMMER, _with_gap("EX-04a", "336 hours"))
    assert tally.unsafe or tally.different


def test_a_month_that_is_counted_forwards_alone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def forwards(day: date, amount: Quantity, *, both_ways: bool = False) -> date:
        del both_ways
        return first_day_after(day, amount)

    monkeypatch.setattr(stops, "first_day_after", forwards)
    tally = _around(_rule("EX-12f1"), _day(END_OF_AUGUST), days=5)
    assert tally.unsafe > 1000


def test_a_plan_says_what_its_own_function_says() -> None:
    for identifier in ("EX-03.2", "IN-10b", "IN-03.1", "IN-10c"):
        rule = _rule(identifier)
        tally = compare(Sweep(rule, BEFORE_SUMMER, BERLIN), [29_000_000], plan_every=1)
        assert (tally.plans, tally.plans_differ) == (1, 0), tally.examples


def test_every_rule_is_tried_in_each_zone_as_moment_day_month_and_days() -> None:
    tried = {(s.rule.id, s.zone.key, s.recorded.form) for s in all_sweeps()}
    forms = ("instant", "day", "month", "interval")
    wanted = {
        (rule.id, zone, form)
        for rule in ALL_RULES
        for zone in CLOCK_CHANGES
        for form in forms
        if (rule.time_of, form) != ("born", "instant")  # nobody's birth is told by the minute
    }
    assert tried == wanted


def test_every_dated_rule_of_the_protocol_is_tried() -> None:
    dated = {each.rule for each in PROTOCOL.washout} | {each.rule for each in PROTOCOL.evidence}
    dated |= {each.rule for each in PROTOCOL.interval} | {PROTOCOL.age.rule, "IN-10c"}
    assert dated == {rule.id for rule in ALL_RULES}


def test_all_minutes_together_are_five_million_at_least() -> None:
    assert sum(sum(1 for _ in sweep.minutes()) for sweep in all_sweeps()) >= 5_000_000


# -------------------------------------------------------------------- what is compared


def _rule(identifier: str) -> Rule:
    return next(rule for rule in ALL_RULES if rule.id == identifier)


def _day(day: date) -> Recorded:
    return next(each for each in each_form(day, BERLIN) if each.form == "day")


_SLICES = [
    (_rule("EX-03.2"), BEFORE_SUMMER),
    (_rule("EX-04a"), BEFORE_SUMMER),
    (_rule("EX-12f1"), _day(END_OF_AUGUST)),
]


def _around(rule: Rule, recorded: Recorded, protocol: Protocol = PROTOCOL, days: int = 2) -> Tally:
    sweep = Sweep(rule, recorded, BERLIN)
    return compare(sweep, sweep.minutes(around=days * 1440), plan_every=0, protocol=protocol)


def _with_gap(rule: str, gap: str) -> Protocol:
    changed = [
        each.model_copy(update={"gap": read_quantity(gap)}) if each.rule == rule else each
        for each in PROTOCOL.washout
    ]
    return PROTOCOL.model_copy(update={"washout": tuple(changed)})
