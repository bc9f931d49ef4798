"""The washouts as a library of Clinical Quality Language, generated from the entry's operators.

Hours are written as `minutes between`: `hours between` counts whole hours alone, and `Stopped +
72 hours` of a stop without a time of day is a day without one.
"""

from collections.abc import Iterator
from typing import Final

from safety.exhaustive.rules import WASHOUTS, Rule

_HEAD: Final = """\
library Washouts version '1'
parameter Stopped DateTime
parameter Judged DateTime
parameter StoppedOn Date
parameter JudgedOn Date
context Unfiltered
"""


def judged_in_cql() -> tuple[Rule, ...]:
    """All but those in half-lives, which are no whole minutes."""
    return tuple(rule for rule in WASHOUTS if rule.unit != "seconds" or rule.amount % 60 == 0)


def library() -> str:
    """One definition for each washout: true where it is met, null where that cannot be told."""
    return _HEAD + "".join(f"{line}\n" for line in _definitions())


def _definitions() -> Iterator[str]:
    for rule in judged_in_cql():
        yield f'define "{rule.id}": {_condition(rule)}'


def _condition(rule: Rule) -> str:
    operator = ">=" if rule.exactly else ">"
    match rule.unit:
        case "seconds":
            return f"minutes between Stopped and Judged {operator} {rule.amount // 60}"
        case "days":
            return f"difference in days between StoppedOn and JudgedOn {operator} {rule.amount}"
        case _:
            forwards = f"JudgedOn {operator} StoppedOn + {rule.amount} months"
            backwards = f"JudgedOn - {rule.amount} months {operator} StoppedOn"
            return f"{forwards} and {backwards}"
