"""A judgement that is the criterion itself, in the entry's own words.

It decides until newer values say otherwise; then it is asked for anew. What only confirms values
takes in those of its own day; what says the same as a value must agree with it on that day.
"""

from dataclasses import replace

from models.protocol.conditions import Alternative, Condition, Judgement
from models.reasons.questions.results import ValueWanted, Wanted
from models.timeline.readings.readings import Reading, Values
from models.timeline.readings.weighing import (
    Outcome,
    Weighed,
    need_weighed,
    sign_weighed,
)
from models.timeline.values import VerdictValue


def judged_apart(
    condition: Condition, judgement: Judgement, plain: Outcome, values: Values
) -> Outcome:
    """A condition as its judgement decides it.

    Args:
        plain: how its values alone would.
    """
    asked = Alternative(finding=judgement.finding, present=judgement.present)
    said = sign_weighed(asked, values, condition.max_age)
    if not said.readings or _only_unknown(said):
        return _without(judgement, said, plain)
    if said.holds is None:
        return Outcome(VerdictValue.INDETERMINATE, said.readings, said.asks)
    newer = _newer(condition, judgement, said, values)
    if not _says_otherwise(said, newer, condition):
        value = VerdictValue.MET if said.holds else VerdictValue.VIOLATION
        return Outcome(value, (*said.readings, *_all(newer)))
    ask = ValueWanted(wanted=Wanted.NEWER, about=judgement.finding, fact=_all(newer)[0].fact)
    return Outcome(VerdictValue.INDETERMINATE, (*said.readings, *_all(newer)), (ask,))


def _only_unknown(said: Weighed) -> bool:
    return all(reading.value is None for reading in said.readings)


def _without(judgement: Judgement, said: Weighed, plain: Outcome) -> Outcome:
    """By the values alone; where those do not exclude by themselves, the judgement is asked."""
    if plain.value is VerdictValue.VIOLATION and judgement.confirms:
        readings = (*plain.readings, *said.readings)
        return Outcome(VerdictValue.INDETERMINATE, readings, said.asks)
    if plain.value is VerdictValue.NOT_APPLICABLE and said.readings:
        return Outcome(VerdictValue.INDETERMINATE, said.readings, said.asks)
    return plain


def _newer(
    condition: Condition, judgement: Judgement, said: Weighed, values: Values
) -> list[Weighed]:
    """Each need by those of its values that the judgement may not have taken in."""
    each = (need_weighed(need, values, None) for need in condition.needs)
    newer = (replace(one, readings=_not_taken_in(one, judgement, said, values)) for one in each)
    return [one for one in newer if one.readings]


def _not_taken_in(
    need: Weighed, judgement: Judgement, said: Weighed, values: Values
) -> tuple[Reading, ...]:
    return tuple(
        one
        for one in need.readings
        if any(
            values.may_be_on_a_later_day(one, each)
            or (not judgement.confirms and values.may_be_of_one_day(one, each))
            for each in said.readings
        )
    )


def _says_otherwise(said: Weighed, newer: list[Weighed], condition: Condition) -> bool:
    """One value is enough against a judgement that lets in; against one that does not, all."""
    if said.holds:
        return any(not need.holds for need in newer)
    return len(newer) == len(condition.needs) and all(need.holds for need in newer)


def _all(needs: list[Weighed]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(reading for need in needs for reading in need.readings))
