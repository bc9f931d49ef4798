"""What must be on record before a step, and is not, though what comes after it has been done."""

from models.timeline.windows.case import Case


def records_wanted(step: str, case: Case) -> tuple[str, ...]:
    """The anchors without whose record a step cannot be told to hold, nor to have held.

    Before what comes between them is done, they are only still to come themselves.
    """
    links = (link for link in case.links if link.step == step and link.needs_record)
    return tuple(
        link.anchor
        for link in links
        if not case.recorded[link.anchor].done and case.overtaking(link.anchor)
    )
