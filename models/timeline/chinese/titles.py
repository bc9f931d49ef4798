"""Steps and questions as Chinese sentences quote them."""

from models.timeline.chinese.words import say_when_zh
from models.timeline.results import Verdict
from models.timeline.windows.case import Case


def title_zh(step: str, case: Case) -> str:
    """`「回输」`."""
    return f"「{case.protocol.step_by_id[step].titles['zh']}」"


def on_zh(verdict: Verdict, case: Case) -> str:
    """`「回输」（2026-03-18 10:00）`."""
    title, at = title_zh(verdict.step, case), verdict.judged_at
    return title if at is None else f"{title}（{say_when_zh(at, case.chart.zone)}）"


def ask_zh(verdict: Verdict) -> str:
    """The fact that would settle it, as a sentence; empty where nothing is asked."""
    return f"{verdict.question_zh.rstrip('。')}。" if verdict.question_zh else ""
