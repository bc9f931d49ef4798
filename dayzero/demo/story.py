"""A synthetic subject as a story: facts with relative dates, and what is to be seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Fact = Mapping[str, Any]
"""A fact of the chart's format whose dates are relative; see `relative_dates`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One synthetic subject.

    Attributes:
        shows: the word that Prefect's pages must find for the path.
        fertile: childbearing potential; None where nobody has asked.
    """

    subject: str
    title: str
    shows: str
    sex: str
    fertile: bool | None = None
    born: str
    facts: Sequence[Fact]


def man(subject: str, title: str, *, shows: str, born: str, facts: Iterable[Fact]) -> Story:
    return Story(
        subject=subject, title=title, shows=shows, sex="male", born=born, facts=tuple(facts)
    )


def woman(
    subject: str,
    title: str,
    *,
    shows: str,
    born: str,
    facts: Iterable[Fact],
    fertile: bool | None = True,
) -> Story:
    return Story(
        subject=subject,
        title=title,
        shows=shows,
        sex="female",
        fertile=fertile,
        born=born,
        facts=tuple(facts),
    )


# ------------------------------------------------------------------ facts


def done(step: str, at: str) -> Fact:
    return {"kind": "step", "step": step, "state": "done", "at": at}


def booked(step: str, at: str) -> Fact:
    return {"kind": "step", "step": step, "state": "booked", "at": at}


def missed(step: str, at: str) -> Fact:
    return {"kind": "step", "step": step, "state": "missed", "at": at}


def drug(name: str, *, last: str, purpose: str = "bridging", **more: Any) -> Fact:
    return {"kind": "drug", "drug": name, "purpose": purpose, "last": last, **more}


def dose(value: str, unit: str) -> Mapping[str, str]:
    return {"value": value, "unit": unit}


def pregnancy_test(at: str) -> Fact:
    return {
        "kind": "test",
        "test": "pregnancy",
        "at": at,
        "result": "negative",
        "specimen": "serum",
    }


def radiotherapy(field: str, *, last: str) -> Fact:
    return {"kind": "radiotherapy", "field": field, "last": last}


def event(name: str, at: str) -> Fact:
    return {"kind": "event", "event": name, "at": at}


# ------------------------------------------------------------------ stretches of a path


def enrolled(at: str) -> tuple[Fact, ...]:
    """CD19 shown, consent signed, screened the day after."""
    return (
        done("consent", at),
        {"kind": "test", "test": "cd19", "at": "consent-10d", "result": "positive"},
        done("screening", "consent+1d"),
    )


def made(apheresis: str, *, days: int = 18) -> tuple[Fact, ...]:
    """Cells collected, and the product released that many days later."""
    return (done("apheresis", apheresis), done("product_release", f"apheresis+{days}d"))


def conditioned(infusion: str, *, state: str = "booked") -> tuple[Fact, ...]:
    """Infusion at its date, lymphodepletion from Day −5 to Day −3 before it."""
    step = done if state == "done" else booked
    return (
        step("infusion", infusion),
        step("conditioning_start", "infusion-5d"),
        step("conditioning_end", "infusion-3d"),
    )
