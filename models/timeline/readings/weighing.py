"""Weighing one need of a criterion: which of its values counts, and whether it holds.

The newest evidence counts, entered or worked out. Of one day, two that say the same count as
one; two that do not are asked about. What is remembered for life is not unsaid by a later no.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from models.protocol.arithmetic.quantity import Quantity
from models.protocol.conditions import Alternative, Need, Sign
from models.reasons.questions.results import ValueWanted, Wanted
from models.timeline.readings.formulas import worked_out
from models.timeline.readings.measured import readings_of
from models.timeline.readings.readings import Reading, Values, last_of
from models.timeline.values import VerdictValue


@dataclass(frozen=True, slots=True)
class Weighed:
    """One need, or one alternative of it.

    Attributes:
        holds: None where it cannot be told.
        readings: what was recorded of it; empty where nothing was.
        asks: what would settle it; empty where it is settled.
        for_good: nothing that is recorded later changes it.
    """

    holds: bool | None
    readings: tuple[Reading, ...] = ()
    asks: tuple[ValueWanted, ...] = ()
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A condition judged: its value, the readings that decide it, what is to be asked for."""

    value: VerdictValue
    readings: tuple[Reading, ...] = ()
    asks: tuple[ValueWanted, ...] = ()


def need_weighed(need: Need, values: Values, max_age: Quantity | None) -> Weighed:
    """One way of saying it that holds, or one exception; an unrecorded exception might hold."""
    said = dict.fromkeys(alternative.waives for alternative in need)
    parts = [_agreed([a for a in need if a.waives == name], values, max_age) for name in said]
    readings = tuple(chain.from_iterable(part.readings for part in parts))
    for part in parts:
        if part.holds:
            outdated = _outdated(part, parts, need, values)
            if outdated is not None:
                return replace(outdated, readings=readings)
            return part if part is parts[0] else Weighed(True, readings)
    unsettled = [part for part in parts if part.holds is None]
    return Weighed(None, readings, _asked_of(unsettled)) if unsettled else Weighed(False, readings)


def _asked_of(unsettled: Sequence[Weighed]) -> tuple[ValueWanted, ...]:
    """What is only too old is repeated, before something is asked of which nothing is known."""
    old = (part for part in unsettled if any(one.wanted is Wanted.REPEAT for one in part.asks))
    first = unsettled[0]
    return first.asks if first.readings else next(old, first).asks


def _outdated(
    part: Weighed, parts: Sequence[Weighed], need: Need, values: Values
) -> Weighed | None:
    """A value that holds, where a newer one of what the same organ does fails: asked anew."""
    own = part.readings[0]
    by = {each.outdated_by for each in need if own.about in {each.measure, each.finding}}
    for other in parts:
        against = other.holds is False and other.readings[0].about in by
        if against and all(values.is_on_a_later_day(one, own) for one in other.readings):
            ask = ValueWanted(wanted=Wanted.NEWER, about=own.about, fact=other.readings[0].fact)
            return Weighed(None, (), (ask,))
    return None


def _agreed(ways: list[Alternative], values: Values, max_age: Quantity | None) -> Weighed:
    """Several ways of saying one thing: the newest counts; of one day they must agree."""
    each_way = (sign_weighed(each, values, max_age) for each in ways)
    recorded = [way for way in each_way if way.readings]
    first = ways[0].about
    if not recorded:
        return Weighed(None, (), (ValueWanted(wanted=Wanted.RECORD, about=first),))
    for_good = [way for way in recorded if way.for_good]
    if for_good:
        return for_good[0]
    newest = set(last_of(list(chain.from_iterable(way.readings for way in recorded))))
    counting = [way for way in recorded if newest.intersection(way.readings)]
    readings = tuple(chain.from_iterable(way.readings for way in counting))
    if len({way.holds for way in counting}) == 1:
        return Weighed(counting[0].holds, readings, counting[0].asks)
    asks = tuple(chain.from_iterable(way.asks for way in counting))
    return Weighed(None, readings, asks or (_disagreeing(first, readings[0]),))


def sign_weighed(sign: Sign, values: Values, max_age: Quantity | None) -> Weighed:
    """One way of saying it, by what counts of it."""
    readings = _of(sign, values)
    if not readings:
        return Weighed(None, (), (ValueWanted(wanted=Wanted.RECORD, about=sign.about),))
    remembered = _remembered(sign, readings, values)
    if remembered:
        return Weighed(False, remembered, for_good=True)
    counting = last_of(readings)
    held = {_holds(sign, reading) for reading in counting}
    asks = tuple(reading.ask for reading in counting if reading.ask is not None)
    if len(held) > 1:
        return Weighed(None, counting, asks or (_disagreeing(sign.about, counting[0]),))
    return _if_young(Weighed(held.pop(), counting, asks), values, max_age)


def _if_young(way: Weighed, values: Values, max_age: Quantity | None) -> Weighed:
    """What was seen long ago lets nobody in: it is asked to be repeated.

    So is a measured value that cannot be compared: what it lacks would not make it young.
    """
    if way.holds is False or max_age is None:
        return way
    old = [one for one in way.readings if values.is_older_than(max_age, one)]
    if way.holds is None and not (_are_measured(way, values) and len(old) == len(way.readings)):
        return way
    asks = tuple(dict.fromkeys(_repeated(one, values, max_age) for one in old))
    return Weighed(None, way.readings, asks) if old else way


def _are_measured(way: Weighed, values: Values) -> bool:
    return all(values.measured_as(one) is not None for one in way.readings)


def _repeated(reading: Reading, values: Values, max_age: Quantity) -> ValueWanted:
    """Of a value that was worked out, what was measured for it."""
    name = values.measured_as(reading) or reading.about
    return ValueWanted(wanted=Wanted.REPEAT, about=name, fact=reading.fact, max_age=max_age)


def _remembered(sign: Sign, readings: Sequence[Reading], values: Values) -> tuple[Reading, ...]:
    """What was once so, of what the criterion asks of a whole life, with what denied it since.

    Not where a no of the same day says that one of the two is a slip.
    """
    if sign.present or not values.is_for_life(sign.finding):
        return ()
    denied = [one for one in readings if one.value is False]
    sure = [
        one
        for one in readings
        if one.value is True
        and not any(one.stated and values.may_be_of_one_day(one, other) for other in denied)
    ]
    return (*sure, *denied) if sure else ()


def _disagreeing(name: str, reading: Reading) -> ValueWanted:
    """Two that disagree, and no telling which came last."""
    return ValueWanted(wanted=Wanted.TIME, about=name, fact=reading.fact)


def _of(sign: Sign, values: Values) -> tuple[Reading, ...]:
    if sign.finding is not None:
        return values.found(sign.finding)
    if sign.measure is None:
        return ()
    measure = values.protocol.measure_by_id[sign.measure]
    entered = readings_of(measure, sign.times, values)
    return last_of([*entered, *worked_out(measure, values)])


def _holds(sign: Sign, reading: Reading) -> bool | None:
    if reading.value is None:
        return None
    if isinstance(reading.value, bool):
        return reading.value == sign.present
    return sign.holds_for(reading.value)
