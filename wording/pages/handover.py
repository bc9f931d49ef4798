"""What the hand-over says: notes of one shift for the next."""

from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("registers", "handover")
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverWords:
    """One language; every text names its own blanks.

    Attributes:
        above: over the notes that stand above Today.
        shift: in place of a subject, of a note that is of none.
        private: where notes stand, and where they never go.
        later: how many notes are meant for a later day.
    """

    title: str
    about: str
    private: str
    above: str
    none: str
    of_subject: str
    none_of_subject: str
    shift: str
    meant_for: str
    written: str
    tick: str
    done: str
    done_by: str
    write: str
    subject: str
    subject_about: str
    site: str
    day: str
    text: str
    keep: str
    refused: str
    said_written: str
    said_ticked: str
    later: Counted
