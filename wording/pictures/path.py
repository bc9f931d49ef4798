"""How a path is told in sentences, in each language: steps, rules and dates, and no fact's words.

Names, states and logs of Prefect's runs are English, as programs read them; the timeline that
people read is in the installation's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import AlertKind
from wording.filled import filled, part
from wording.language import Language


@part("pictures", "path")
@dataclass(frozen=True, slots=True, kw_only=True)
class PathWording:
    """One language; every text names its own blanks.

    Attributes:
        between: a time of which only its first and last day are known.
        joined: between the two ends of a window; `listed` before what is proposed.
        some_violated, some_cannot_tell, all_met: the same without a rule's name.
        kinds: what an alert is about; `near` where what comes is not ready.
        apart: between two sentences on one step.
        more: where the subject's own page is; `columns` and `summary` of the timeline as text.
    """

    language: Language
    between: str
    not_applicable: str
    done: str
    booked: str
    no_date: str
    opens: str
    closes: str
    proposed: str
    joined: str
    listed: str
    before: str
    violated: str
    violated_until: str
    cannot_tell: str
    cannot_tell_until: str
    last_met: str
    some_violated: str
    some_violated_until: str
    some_cannot_tell: str
    some_cannot_tell_until: str
    all_met: str
    kinds: Mapping[AlertKind, str]
    near: str
    about_step: str
    about_rule: str
    act_by: str
    since: str
    closed: str
    all_done: str
    next: str
    no_washout: str
    apart: str
    more: str
    columns: tuple[str, str, str]
    summary: str


def path_words(language: Language) -> PathWording:
    """A path's words in one language."""
    return filled(PathWording, language)
