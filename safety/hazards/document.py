"""The hazards as a page in each language: `docs/safety/hazards.md`, `hazards.zh.md`."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from models.texts import Texts
from safety.hazards.reading import Control, Hazard, Likelihood, Severity
from safety.pages import Words, other_languages, words_of

NAME: Final = "hazards"
HERE: Final = Path(__file__).parent
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
LIKELIHOODS: Final[tuple[Likelihood, ...]] = get_args(Likelihood)


def document(hazards: tuple[Hazard, ...], language: str) -> str:
    """The whole page in one language."""
    words = words_of(HERE, language)
    told = (line for each in hazards for line in _told(each, words, language))
    return "\n".join([*_head(words, language), *_ranking(hazards, words), *told])


def _head(words: Words, language: str) -> Iterator[str]:
    yield f"# {words['title']}\n"
    yield f"{other_languages(NAME, HERE, language)}\n"
    yield f"{words['intro']}\n"


def _ranking(hazards: tuple[Hazard, ...], words: Words) -> Iterator[str]:
    """How many hazards of each severity there are at each likelihood, before and after."""
    before = Counter((each.severity, each.before) for each in hazards)
    after = Counter((each.severity, each.after) for each in hazards)
    yield f"## {words['ranking']}\n"
    yield f"{words['ranked']}\n"
    heads = (words["likelihoods"][how] for how in LIKELIHOODS)
    yield f"| {words['severity']} | {' | '.join(heads)} |"
    yield "|---" * (len(LIKELIHOODS) + 1) + "|"
    for severity in reversed(SEVERITIES):
        cells = (f"{before[severity, how]} → {after[severity, how]}" for how in LIKELIHOODS)
        yield f"| {words['severities'][severity]} | {' | '.join(cells)} |"
    yield ""


def _told(hazard: Hazard, words: Words, language: str) -> Iterator[str]:
    yield f"## {hazard.id} {hazard.title[language]}\n"
    yield from _line("cause", hazard.cause[language], words)
    yield from _line("harm", hazard.harm[language], words)
    yield from _line("severity", words["severities"][hazard.severity], words)
    yield from _line("change", _likelihood(hazard, words), words)
    yield from _line("rules", ", ".join(hazard.rules) or words["no_rules"], words)
    for control in hazard.control:
        yield from _line("control", _control(control, words, language), words)
    named = words["comma"].join(f"`{name}`" for name in hazard.tests)
    yield from _line("tests", named or words["no_tests"], words)
    yield from _awaited(hazard.awaited, words, language)
    yield ""


def _line(what: str, said: str, words: Words) -> Iterator[str]:
    yield f"- **{words[what]}**{words['colon']}{said}"


def _likelihood(hazard: Hazard, words: Words) -> str:
    how = words["likelihoods"]
    return f"{how[hazard.before]} → {how[hazard.after]}"


def _control(control: Control, words: Words, language: str) -> str:
    where: str = words["brackets"].format(f"`{control.where}`")
    return f"{control.what[language]}{where}"


def _awaited(awaited: Texts | None, words: Words, language: str) -> Iterator[str]:
    if awaited is not None:
        yield from _line("awaited", awaited[language], words)
