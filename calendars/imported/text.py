"""From bytes to the text of a calendar; what is no calendar is told apart by what it is."""

import codecs
import re
from collections.abc import Iterator

from calendars.imported.events import cut_off, refused
from models.reasons.refusals.calendars.imported_calendars import ImportedFlaw
from wording.catalogue import catalogue
from wording.language import languages

LARGEST_CALENDAR_BYTES = 2 * 1024 * 1024
_FIRST_WORDS = "BEGIN:VCALENDAR"
# A line may be folded inside a letter (RFC 5545 3.1): the fold goes behind it, so that letters
# are whole and lines keep their numbers. In sound UTF-8 no letter begins with such a byte.
_FOLDED_LETTER = re.compile(rb"(\r?\n[ \t])([\x80-\xbf]{1,3})")


def calendar_text(raw: bytes, source: str) -> str:
    """The calendar's text, without a byte-order mark.

    Raises:
        InputRefused: if it is too large, empty, a web page, or not in UTF-8.
    """
    if len(raw) > LARGEST_CALENDAR_BYTES:
        raise refused(source, ImportedFlaw.TOO_LARGE)
    if not raw.strip():
        raise refused(source, ImportedFlaw.EMPTY)
    text = _decoded(raw, source).lstrip()
    if text.startswith("<"):
        raise refused(source, _web_page(text))
    if not text[: len(_FIRST_WORDS)].upper() == _FIRST_WORDS:
        raise refused(source, ImportedFlaw.NOT_A_CALENDAR)
    return text


def _web_page(text: str) -> ImportedFlaw:
    login = any(word in text.lower() for word in ("password", "log in", *_signing_in()))
    return ImportedFlaw.LOGIN_PAGE if login else ImportedFlaw.WEB_PAGE


def _signing_in() -> Iterator[str]:
    """What a page that asks for a name and a password calls it, in each language."""
    return (catalogue(each, "pages")("common.sign_in").lower() for each in languages())


def _decoded(raw: bytes, source: str) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:64]:
        raise refused(source, ImportedFlaw.UTF16)
    whole = _FOLDED_LETTER.sub(rb"\2\1", raw)
    try:
        return whole.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end == len(whole) and error.reason == "unexpected end of data":
            raise cut_off(source) from error  # in the middle of a letter
        line = whole[: error.start].count(b"\n") + 1
        seen = ImportedFlaw.GBK if _is_gbk(raw) else ImportedFlaw.ANOTHER_ENCODING
        raise refused(source, seen, line) from error


def _is_gbk(raw: bytes) -> bool:
    """Whether it reads as GB 18030, the encoding of Chinese programs that predate UTF-8."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= character <= "\u9fff" for character in text)
