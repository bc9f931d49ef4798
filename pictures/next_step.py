"""What comes next on a subject's path, and by when: what is shown among what is coming."""

from models.disclosure import PREFECT
from models.protocol import Protocol
from models.records.store import NextStep
from models.timeline.path_word import WORD_OF_STEP
from models.timeline.results import Plan
from pictures.path import next_step
from pictures.path_sentences import OVER


def next_step_of(plan: Plan, protocol: Protocol) -> NextStep:
    """The next step with the last minute of its booking, else of its window.

    Nothing comes next where the path has ended, or where nothing says until when.
    """
    over = {o.step: WORD_OF_STEP[o.state].value for o in plan.steps if o.state in OVER}
    following = None if plan.ended is not None else next_step(plan, protocol)
    if following is None:
        return NextStep(over=over)
    due = following.closes if following.at is None else following.at.latest
    if due is None:
        return NextStep(over=over)
    title = protocol.step_by_id[following.step].named(PREFECT).titles.english
    return NextStep(following.step, title, due, over)
