"""How the name of a drug may be written, and what of it does not matter.

What `models.spelling` leaves out never tells two drugs apart, with the few exceptions that the
catalogue lists. Salts and dosage forms ("mesylate",
注射用) are taken off only when the whole name is unknown. Nothing is guessed: a name is never
cut to a shorter one otherwise.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from models.reasons.refusals.protocol_files import FormNeverMet
from models.reasons.refusals.refusal import ValueRefused
from models.spelling import key_of

BRACKETS = re.compile(r"(?P<before>[^(]*)\((?P<inside>[^()]+)\)(?P<after>[^()]*)")
_BRACKET_FORMS = str.maketrans("[]【】〔〕", "()()()")


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
        for form in (*self.words, *self.before, *self.after):
            if not form or form != key_of(form):
                raise ValueRefused(FormNeverMet(word=form, key=key_of(form)))


def shorter_keys(name: str, forms: FormWords) -> Iterator[str]:
    """Keys of a name as fewer and fewer salts and dosage forms are left in it."""
    words = (key_of(word) for word in re.split(r"[\s\-_.]+", name))
    key = "".join(word for word in words if word not in forms.words)
    while key:
        yield key
        shorter = _without_one(key, forms)
        if shorter == key:
            return
        key = shorter


def in_and_outside_brackets(name: str) -> tuple[str, ...]:
    """The two names of "imatinib (Glivec)"; nothing where there is no such pair."""
    spelled = unicodedata.normalize("NFKC", name).translate(_BRACKET_FORMS)
    match = BRACKETS.fullmatch(spelled)
    if match is None or not (match["before"] + match["after"]).strip():
        return ()
    return (f"{match['before']} {match['after']}", match["inside"])


def _without_one(key: str, forms: FormWords) -> str:
    """Take the longest form off the front, or else off the end; never the whole name."""
    for form in sorted(forms.before, key=len, reverse=True):
        if key.startswith(form) and key != form:
            return key.removeprefix(form)
    for form in sorted(forms.after, key=len, reverse=True):
        if key.endswith(form) and key != form:
            return key.removesuffix(form)
    return key
