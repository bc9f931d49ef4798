"""Steps as Chinese sentences quote them."""

from models.timeline.windows.case import Case


def title_zh(step: str, case: Case) -> str:
    """`「回输」`."""
    return f"「{case.protocol.step_by_id[step].title_zh}」"
