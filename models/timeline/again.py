"""Why a step is held again, in one sentence."""

from models.timeline.history.standing import Past
from models.timeline.windows.case import Case
from models.timeline.words import say_when


def say_again(past: Past, case: Case) -> str:
    """What was held before, what became of it, and the protocol's word on it."""
    repeat, steps, zone = past.repeat, case.protocol.step_by_id, case.chart.zone
    held = past.standing[repeat.step]
    when = f" of {say_when(held.at, zone)}" if held.at else ""
    step = f"{steps[repeat.step].title}{when} ({held.fact})"
    basis = "site default" if repeat.site_default else repeat.source
    why = f"{repeat.text} ({repeat.rule}, {basis})"
    if past.loss is None:
        return f"The {step} is held again; {why}."
    mark = f"{past.loss.mark.value} {say_when(past.loss.at, zone)} ({past.loss.id})"
    return f"The product of the {step} was lost: {steps[past.loss.step].title} {mark}; {why}."
