"""How it is told who needs attention: the list among Prefect's artifacts, and the name of a run."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import Severity
from wording.catalogue import Counted
from wording.filled import filled, part
from wording.language import Language


@part("pictures", "attention")
@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionWording:
    """One language; every text names its own blanks.

    Attributes:
        need: how many subjects, and how urgently; `counted` how many of one severity, `named`
            who they are, `names_left` where that is not everybody.
        described: above the list, whom it shows and when somebody looked.
        left: below the list, how many more there are.
        line: one alert; `by` and `since` its deadline ahead and over.
        taken_over, put_off: behind a line, with what stands before them.
    """

    language: Language
    nobody: str
    need: Counted
    counted: str
    named: str
    names_left: str
    listed: str
    severities: Mapping[Severity, str]
    described: str
    left: str
    line: str
    by: str
    since: str
    taken_over: str
    put_off: str


def attention_words(language: Language) -> AttentionWording:
    """The list's words in one language."""
    return filled(AttentionWording, language)
