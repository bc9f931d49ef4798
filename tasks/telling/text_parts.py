"""A long text in parts that a service takes, cut between lines where there are any."""

from collections.abc import Iterator

MARK_BYTES = 16  # room for " (12/34)" and a line end
FULLEST_BYTE = 4  # the longest character in UTF-8


def parts_of(text: str, longest_bytes: int, *, key: str) -> list[str]:
    """The text whole where it fits; otherwise parts that say which they are, each with the key.

    Nothing is left out: joined without their marks, the parts are the text.
    """
    if len(text.encode()) <= longest_bytes:
        return [text]
    room = longest_bytes - len(key.encode()) - MARK_BYTES
    pieces = list(_pieces(text, room))
    return [f"{piece}\n{key} ({at}/{len(pieces)})" for at, piece in enumerate(pieces, 1)]


def _pieces(text: str, room: int) -> Iterator[str]:
    piece = ""
    for line in _short_lines(text, room):
        if piece and len((piece + line).encode()) > room:
            yield piece
            piece = ""
        piece += line
    if piece:
        yield piece


def _short_lines(text: str, room: int) -> Iterator[str]:
    """Its lines; one that is too long by itself is cut between characters."""
    for line in text.splitlines(keepends=True):
        if len(line.encode()) <= room:
            yield line
        else:
            step = room // FULLEST_BYTE
            yield from (line[start : start + step] for start in range(0, len(line), step))
