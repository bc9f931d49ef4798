"""What is said at a terminal of an amendment that is not in force yet."""

from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("terminal", "amendments")
@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentWords:
    """One language; every text names its own blanks.

    Attributes:
        compared: which version is compared with which, and for how many subjects.
        same: that both are the same data.
        act, moves: headings, with how many subjects stand below.
        as_before: how many are as before.
        ended: how many paths have ended, which nothing is asked of.
        unreadable: a chart that the new version cannot read, and why.
        unplanned: a chart that the version in force cannot read.
        opens: an alert that would open.
        step: how a step stands, and how it would.
        window: a step that stands as it stood, with another window.
        unbounded: in the place of a window, where nothing bounds the step.
        same_name: that the author gave both versions one name.
        comes, leaves: a step that only the new version has, or only the present one.
        judged: a rule that is judged otherwise, and why.
        judged_done: the same of what is done, which nobody can change.
        not_asked: in the place of a judgement, where a version does not ask.
        unchanged: that nothing was recorded.
        approved, approved_already: that a site plans by a version from a day on.
        consented: after which step it counts for a subject.
        withdrawn: that a site plans by a version no more.
        stands, stands_before: what stands of a version at a site.
        none_approved: that every site plans by the installed version.
    """

    compared: str
    subjects: Counted
    same: str
    act: str
    moves: str
    as_before: str
    ended: str
    subject: str
    unreadable: str
    unplanned: str
    opens: str
    step: str
    window: str
    unbounded: str
    same_name: str
    comes: str
    leaves: str
    judged: str
    judged_done: str
    not_asked: str
    unchanged: str
    approved: str
    approved_already: str
    consented: str
    withdrawn: str
    stands: str
    stands_before: str
    none_approved: str
