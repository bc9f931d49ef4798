"""Each dated rule of the registry entry as its operator, and a fact that it counts.

The operators are those of the entry's sentences: "within N before" and "> N" exclude exactly N,
"< N" lets it pass; months are calendar months that must hold both ways.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

Json = dict[str, Any]


class Asks(Enum):
    """What a rule asks of a time on record and of the moment that is judged."""

    FAR_ENOUGH = "far enough after"
    FRESH_BEFORE_START = "fresh, and taken before the start"
    FRESH_BY_DAY = "fresh, and not of a later day"
    SOON_ENOUGH = "soon enough after"
    OF_AGE = "of age"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One dated rule.

    Attributes:
        judges: the step, or the event, whose moment is tried minute by minute.
        amount: in seconds, days or months, as `unit` says; of an age, the birthday looked at.
        exactly: whether exactly the amount complies.
        fact: a fact that it counts, but for its time.
        time_of: the field of the chart that says the time: of the fact, or of the subject.
        counts_only_before: a fact after what is judged is no concern of the rule.
        from_the_last: it may be counted from the last moment at which its fact can have been,
            as one does who owes "at least" so long: then nothing is said of those before.
    """

    id: str
    judges: str
    amount: int
    unit: str
    exactly: bool
    fact: Json
    asks: Asks = Asks.FAR_ENOUGH
    time_of: str = "at"
    counts_only_before: bool = False
    from_the_last: bool = False
    subject: Json = field(default_factory=dict)


def _drug(name: str, **more: Any) -> Json:
    return {"kind": "drug", "drug": name, "purpose": "bridging", "route": "iv", **more}


def _event(name: str, **more: Any) -> Json:
    return {"kind": "event", "event": name, **more}


def _after_drug(rule: str, amount: int, unit: str, fact: Json, *, exactly: bool = False) -> Rule:
    return Rule(
        id=rule,
        judges="infusion",
        amount=amount,
        unit=unit,
        exactly=exactly,
        fact=fact,
        time_of="last",
    )


def _after_event(
    rule: str, judges: str, amount: int, unit: str, fact: Json, *, exactly: bool = False
) -> Rule:
    return Rule(
        id=rule,
        judges=judges,
        amount=amount,
        unit=unit,
        exactly=exactly,
        fact=fact,
        counts_only_before=True,
    )


_FERTILE: Final[Json] = {"sex": "female", "childbearing_potential": True}
_NEGATIVE: Final[Json] = {"kind": "test", "test": "pregnancy", "result": "negative"}
_CD19: Final[Json] = {"kind": "test", "test": "cd19", "result": "positive"}
_HALF_LIFE: Final[Json] = {"half_life_hours": "12.345", "half_life_source": "label"}
_FIVE_HALF_LIVES_SECONDS: Final = 5 * 12345 * 3600 // 1000
HOURS_72: Final = 72 * 3600


WASHOUTS: Final = (
    _after_drug("EX-03", 14, "days", _drug("etoposide")),
    _after_drug("EX-03.2", HOURS_72, "seconds", _drug("dasatinib", route="oral")),
    _after_drug("EX-03.3", 7, "days", _drug("vincristine")),
    _after_drug(
        "EX-03.4", 7, "days", _drug("methotrexate", purpose="cns_prophylaxis", route="intrathecal")
    ),
    _after_drug("EX-03.5", 28, "days", _drug("pegaspargase")),
    _after_drug("EX-04a", 14, "days", {"kind": "radiotherapy", "field": "non_cns"}, exactly=True),
    _after_drug("EX-04b", 56, "days", {"kind": "radiotherapy", "field": "cns"}, exactly=True),
    _after_drug(
        "EX-05",
        HOURS_72,
        "seconds",
        _drug("prednisone", route="oral", dose={"value": "20", "unit": "mg/day"}),
        exactly=True,
    ),
    _after_drug("EX-08b", 28, "days", _drug("ciclosporin", purpose="gvhd", route="oral")),
    _after_drug("EX-20a", 3, "months", _drug("paracetamol", other_trial={"marketed": False})),
    _after_drug(
        "EX-20b",
        _FIVE_HALF_LIVES_SECONDS,
        "seconds",
        _drug("paracetamol", other_trial={"marketed": True, **_HALF_LIFE}),
    ),
    _after_event("EX-12f1", "infusion", 6, "months", _event("coronary_stent"), exactly=True),
    _after_event("EX-08a", "screening", 28, "days", _event("acute_gvhd")),
    _after_event("EX-11", "screening", 60, "months", _event("malignancy_cured"), exactly=True),
    _after_event("EX-15", "screening", 6, "months", _event("dvt")),
    _after_event("EX-17", "screening", 42, "days", _event("live_vaccine")),
)

TESTS: Final = (
    *(
        Rule(
            id=rule,
            judges=step,
            amount=3,
            unit="days",
            exactly=True,
            fact=_NEGATIVE,
            asks=Asks.FRESH_BEFORE_START,
            subject=_FERTILE,
        )
        for rule, step in (("IN-10a", "apheresis"), ("IN-10b", "infusion"))
    ),
    Rule(
        id="IN-04",
        judges="study_entry",
        amount=3,
        unit="months",
        exactly=True,
        fact=_CD19,
        asks=Asks.FRESH_BY_DAY,
    ),
)

INTERVALS: Final = (
    Rule(
        id="IN-03.1",
        judges="relapse",
        amount=12,
        unit="months",
        exactly=True,
        fact=_event("first_remission"),
        asks=Asks.SOON_ENOUGH,
    ),
    Rule(
        id="IN-03.2",
        judges="screening",
        amount=42,
        unit="days",
        exactly=False,
        fact=_event("induction_start"),
    ),
)

AGES: Final = tuple(
    Rule(
        id="IN-02",
        judges="consent",
        amount=years * 12,
        unit="months",
        exactly=True,
        fact={},
        asks=Asks.OF_AGE,
        time_of="born",
    )
    for years in (18, 66)
)

OBLIGATIONS: Final = (
    Rule(
        id="IN-10c",
        judges="contraception_end",
        amount=24,
        unit="months",
        exactly=True,
        fact={"kind": "step", "step": "infusion", "state": "done"},
        from_the_last=True,
        subject=_FERTILE,
    ),
)

ALL_RULES: Final = (*WASHOUTS, *TESTS, *INTERVALS, *AGES, *OBLIGATIONS)
