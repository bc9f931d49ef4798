"""What is printed where an output cannot show a character: its nearest in plain ASCII.

A terminal in an old locale, or a pipe into a program that reads GBK, lacks some of the
dashes and blocks that tables and sentences use. Nothing may fail for that.
"""

import codecs
from io import TextIOWrapper
from typing import TextIO

NEAREST = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "–": "-",
    "—": "-",
    "−": "-",
    "±": "+/-",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "²": "2",
    "•": "*",
    "·": "*",
    "━": "=",
    "─": "-",
    "│": "|",
    "└": "-",
    "◆": "#",
    "→": ">",
    "←": "<",
}
_NAME = "dayzero.nearest"


def print_anywhere(*streams: TextIO) -> None:
    """Let these streams replace what their encoding lacks instead of failing."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_NAME)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(NEAREST.get(character, "?") for character in lacking), error.end


codecs.register_error(_NAME, _replaced)
