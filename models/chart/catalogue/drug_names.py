"""How the name of a drug may be written, and what of it does not matter.

What `models.spelling` leaves out never tells two drugs apart, with the few exceptions that the
catalogue lists. Salts and dosage forms ("mesylate", 注射用) are taken off only when the whole
name is unknown, the fewest that will do, and so are strengths ("50 mg", which are no dose) and
words for how much was given ("high-dose"). Nothing is guessed: a name is never cut to a shorter
one otherwise.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from models.reasons.refusals.authored.drug_files import FormNeverMet
from models.reasons.refusals.refusal import ValueRefused
from models.spelling import key_of

BRACKETS = re.compile(r"(?P<before>[^(]*)\((?P<inside>[^()]+)\)(?P<after>[^()]*)")
_BRACKET_FORMS = str.maketrans("[]【】〔〕", "()()()")
_NO_BRACKETS = str.maketrans(dict.fromkeys("()[]【】〔〕", " "))
_EMPTY_BRACKETS = re.compile(r"\([\s,;/*×]*\)")
_MOST_FORMS = 6  # of more form words in one name only all are left out


@dataclass(frozen=True, slots=True)
class FormWords:
    """What may stand beside a drug's name without naming another drug.

    Attributes:
        words: whole words of Latin script, such as "hydrochloride".
        before, after: what a Chinese name may begin or end with, such as 注射用 and 注射液.
    """

    words: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_never_met((*self.words, *self.before, *self.after))


@dataclass(frozen=True)
class Strengths:
    """How the strength and the size of a pack stand in a name: `50 mg`, `5mg*100片`.

    Attributes:
        units: of a strength.
        packs: what a pack holds.
    """

    units: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One strength with the pack after it, in a normalized name."""
        units, packs = _any_of(self.units), _any_of((*self.units, *self.packs))
        number = r"\d+(?:[.,]\d+)*"
        joined = rf"(?<=[A-Za-z]){number}(?:{_any_of(u for u in self.units if len(u) > 1)})"
        apart = rf"(?<![A-Za-z0-9.,-]){number}\s*(?:{units})"
        beside = rf"\s*[/:：]\s*(?:{number})?\s*(?:{packs})|\s*[x×*]\s*{number}\s*(?:{packs})?"
        return re.compile(rf"(?:{joined}|{apart})(?![A-Za-z])(?:{beside})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DoseWords:
    """What a name may begin with that says how much was given.

    Attributes:
        high: such as "high-dose"; `low` likewise.
    """

    high: tuple[str, ...] = ()
    low: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_never_met((*self.high, *self.low))


def _refuse_never_met(words: tuple[str, ...]) -> None:
    for word in words:
        if not word or word != key_of(word):
            raise ValueRefused(FormNeverMet(word=word, key=key_of(word)))


def _any_of(words: Iterator[str] | tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def shorter_keys(name: str, forms: FormWords) -> Iterator[str]:
    """Keys of a name as fewer and fewer salts and dosage forms are left in it."""
    words = [key_of(word) for word in re.split(r"[\s\-_.]+", name)]
    places = [place for place, word in enumerate(words) if word in forms.words]
    counts = range(len(places) + 1) if len(places) <= _MOST_FORMS else (0, len(places))
    for count in counts:
        for left_out in combinations(reversed(places), count):
            rest = "".join(word for place, word in enumerate(words) if place not in left_out)
            yield from _without_ends(rest, forms)


def without_strength(name: str, strengths: Strengths) -> str:
    """A name without strengths and packs, which are no dose; the same where it has none."""
    spelled = unicodedata.normalize("NFKC", name).translate(_BRACKET_FORMS)
    rest = strengths.pattern.sub(" ", spelled)
    return name if rest == spelled else _EMPTY_BRACKETS.sub(" ", rest).strip(" ,;/*×")


def in_and_outside_brackets(name: str) -> tuple[str, ...]:
    """The two names of "imatinib (Glivec)"; nothing where there is no such pair."""
    spelled = unicodedata.normalize("NFKC", name).translate(_BRACKET_FORMS)
    match = BRACKETS.fullmatch(spelled)
    if match is None or not (match["before"] + match["after"]).strip():
        return ()
    return (f"{match['before']} {match['after']}", match["inside"])


def without_dose_word(name: str, words: tuple[str, ...]) -> str | None:
    """The key beside a word for how much was given; None where a name has none at its ends.

    A word of two letters is told at the end only where it stands apart: it may be part of a name.
    """
    plain = unicodedata.normalize("NFKC", name).translate(_NO_BRACKETS)
    key, (*others, last) = key_of(plain), re.split(r"[\s\-_]+", plain.strip()) or [""]
    before = [word for word in words if key.startswith(word) and key != word]
    if before:
        return key.removeprefix(max(before, key=len))
    after = [word for word in words if key.endswith(word) and key != word and word[2:]]
    if after:
        return key.removesuffix(max(after, key=len))
    return key_of("".join(others)) if others and key_of(last) in words else None


def _without_ends(key: str, forms: FormWords) -> Iterator[str]:
    """The key, and what is left as forms are taken off its ends, the fewest first."""
    left, seen = deque([key]), {key}
    while left:
        longer = left.popleft()
        if longer:
            yield longer
        shorter = [longer.removesuffix(f) for f in forms.after if longer.endswith(f)]
        shorter += [longer.removeprefix(f) for f in forms.before if longer.startswith(f)]
        for one in sorted(shorter, key=len):
            if one and one not in seen:
                seen.add(one)
                left.append(one)
