"""What must not stand in a calendar that leaves the hospital: secrets, and who somebody is.

A name cannot be told from a word, so what is looked for is what comes with one: addresses,
telephone and identity numbers, and the labels of a patient's file.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from calendars.checks.content_lines import Property
from models.reasons.refusals.calendars.published_calendars import PrivateFlaw
from wording.calendars.file_labels import file_labels

NAMED_BY_DESIGN = frozenset({"UID", "RELATED-TO", "RECURRENCE-ID", "TZID", "PRODID"})
TOKEN_LENGTH = 32  # characters; what is random and shorter than this nobody uses as a key
DIGITS_OF_A_BIRTHDAY = slice(6, 14)

LINK = re.compile(r"/calendar/[^\s/\"]{16,}\.ics")
CREDENTIALS = re.compile(r"\w://[^\s/@:]+:[^\s/@]+@")
RANDOM = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH},}}")
MAIL = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])", re.ASCII)
MOBILE = re.compile(r"(?<![0-9A-Za-z.-])(\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z-])")
LANDLINE = re.compile(r"(?<![0-9A-Za-z.-])(0\d{2,3}-\d{7,8}|\+\d{1,3}[ -]?\d[\d -]{6,14}\d)(?!\d)")


def faults_of_privacy(item: Property) -> Iterator[PrivateFlaw]:
    """What one property gives away; no reason repeats it."""
    if item.name in NAMED_BY_DESIGN:
        return
    text = re.sub(r"\\([\\;,])", r"\1", item.value.replace("\\n", "\n").replace("\\N", "\n"))
    if LINK.search(text) or CREDENTIALS.search(text) or any(_random(text)):
        yield PrivateFlaw.WHAT_NOBODY_MAY_KNOW
    if MAIL.search(text):
        yield PrivateFlaw.MAIL_ADDRESS
    if any(_identity(found.group()) for found in IDENTITY.finditer(text)):
        yield PrivateFlaw.IDENTITY_NUMBER
    if MOBILE.search(text) or LANDLINE.search(text):
        yield PrivateFlaw.TELEPHONE
    if _labels().search(text):
        yield PrivateFlaw.LABEL


@cache
def _labels() -> re.Pattern[str]:
    return re.compile("|".join(map(_alone, file_labels())), re.IGNORECASE)


def _alone(label: str) -> str:
    """A label of Latin letters is a word of its own; Chinese has no spaces around words."""
    return rf"\b{re.escape(label)}\b" if label.isascii() else re.escape(label)


def _random(text: str) -> Iterator[str]:
    """Long words in which letters and digits are mixed: no language has them."""
    for found in RANDOM.finditer(text):
        word = found.group()
        if re.search(r"\d", word) and re.search(r"[A-Za-z]", word) and not _spelt(word):
            yield word


def _spelt(word: str) -> bool:
    """`second-visit-of-2026-in-the-ward`: short parts between its dashes, or a UUID's."""
    return max(map(len, re.split(r"[-_]", word))) <= TOKEN_LENGTH // 2


def _identity(number: str) -> bool:
    """Eighteen characters with a birthday in their middle."""
    digits = number[DIGITS_OF_A_BIRTHDAY]
    try:
        date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except ValueError:
        return False
    return True
