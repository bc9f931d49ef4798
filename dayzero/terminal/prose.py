"""Sentences at a terminal, broken into lines as their language is.

Rich breaks a line at spaces alone. Chinese has none between its words: a whole sentence would
be pushed to the next line, or cut before a comma. A line of Chinese may end behind any
character, but no line begins with a closing mark or ends with an opening one.
"""

import re
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

_WIDE = "\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff"
_OPENING, _CLOSING = "“‘（「『《【", "”’）」』》】，。、；：！？…"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*\s*"
)


class Prose(Text):
    """Text that breaks its lines between words, and between Chinese characters."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """The text in lines no wider than so many cells."""
        if options.get("no_wrap"):
            return super().wrap(console, width, **options)
        lines = Lines()
        for paragraph in self.split(allow_blank=True):
            for line in paragraph.divide(list(line_ends(paragraph.plain, width))):
                line.rstrip_end(width)
                lines.append(line)
        return lines


def line_ends(text: str, width: int) -> Iterator[int]:
    """The places at which a text is cut so that no line is wider than so many cells."""
    taken = place = 0
    for piece in _pieces(text, width):
        if taken and taken + cell_len(piece.rstrip()) > width:
            yield place
            taken = 0
        taken += cell_len(piece)
        place += len(piece)


def _pieces(text: str, width: int) -> Iterator[str]:
    """What stays together: a word, or a character with the marks beside it.

    Of a word that is wider than a line, only what fits on one.
    """
    for piece in _PIECE.findall(text):
        if cell_len(piece.rstrip()) > width:
            yield from chop_cells(piece, width)
        elif piece:
            yield piece
