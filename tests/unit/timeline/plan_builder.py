"""Small plans by hand, for tests that need no protocol: times are what a person writes."""

from typing import Any
from zoneinfo import ZoneInfo

from models.moments import Minute, Span, read_span
from models.protocol.source import Source
from models.reasons.stated import Stated
from models.reasons.verdicts.uncounted import NothingRecorded
from models.texts import Texts
from models.timeline.results import Plan, StepOutcome, Verdict
from models.timeline.values import StepState, VerdictValue

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")

TITLES = {
    "consent": ("consent", "知情同意", None),
    "apheresis": ("apheresis", "单采", None),
    "pregnancy_test_infusion": ("pregnancy test before infusion", "回输前妊娠试验", None),
    "conditioning_start": ("lymphodepletion start", "清淋开始", -5),
    "infusion": ("infusion", "回输", 0),
    "day_28": ("day 28 visit", "第28天访视", 28),
    "contraception_end": ("end of contraception", "避孕义务结束", None),
}


def span(text: str, zone: ZoneInfo = SHANGHAI) -> Span:
    return read_span(text, zone)


def first(text: str, zone: ZoneInfo = SHANGHAI) -> Minute:
    return span(text, zone).earliest


def last(text: str, zone: ZoneInfo = SHANGHAI) -> Minute:
    return span(text, zone).latest


def a_step(step: str, state: str = "planned", **facts: Any) -> StepOutcome:
    """A step's outcome; its times as text, read in Shanghai."""
    title, chinese, day = TITLES[step]
    readers = {
        "at": span,
        "opens": first,
        "said_opens": first,
        "closes": last,
        "proposed": first,
    }
    read = {name: readers[name](facts.pop(name)) for name in readers if name in facts}
    return StepOutcome(
        **{"titles": Texts(title, (("zh", chinese),)), "day": day, **facts, **read},
        step=step,
        state=StepState(state),
    )


def a_verdict(rule: str, *, clears_at: str | None = None, **facts: Any) -> Verdict:
    """A verdict on the infusion by fact f3, met; `clears_at` as text."""
    return Verdict(
        **{
            "step": "infusion",
            "fact": "f3",
            "value": VerdictValue.MET,
            "reason": NothingRecorded(stated=Stated(rule=rule, source=Source(), site_default=True)),
            **facts,
        },
        rule=rule,
        clears_at=None if clears_at is None else first(clears_at),
    )


def a_plan(*steps: StepOutcome, **facts: Any) -> Plan:
    """A plan of CN01-007 in Shanghai, made on 10 March 2026 at 08:00."""
    return Plan(
        **{
            "subject": "CN01-007",
            "site": "CN01",
            "zone": SHANGHAI,
            "protocol_id": "NCT04684147",
            "protocol_version": "test",
            "protocol_hash": "sha256:test",
            "as_of": first("2026-03-10T08:00+08:00"),
            "feasible": True,
            "verdicts": (),
            **facts,
        },
        steps=steps,
    )
