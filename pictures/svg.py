"""The few marks that a timeline picture is drawn with, as SVG text."""

from html import escape


def text(
    x: float,
    y: float,
    words: str,
    paint: str,
    *,
    anchor: str = "start",
    size: int = 13,
    bold: bool = False,
) -> str:
    """Words on one line; `y` is where they stand."""
    weight = "600" if bold else "400"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{paint}" text-anchor="{anchor}"'
        f' font-size="{size}" font-weight="{weight}">{escape(words)}</text>'
    )


def upright(x: float, top: float, bottom: float, paint: str, *, dashed: bool = False) -> str:
    """A vertical line."""
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}"'
        f' stroke="{paint}"{dashes}/>'
    )


def bar(first: float, last: float, y: float, paint: str, *, open_end: bool = False) -> str:
    """A pale bar around `y`; paler and dashed where nothing fixes one of its ends."""
    pale, dashes = ("0.12", ' stroke-dasharray="2 3"') if open_end else ("0.25", "")
    return (
        f'<rect x="{first:.1f}" y="{y - 5:.1f}" width="{max(last - first, 3):.1f}" height="10"'
        f' rx="3" fill="{paint}" fill-opacity="{pale}" stroke="{paint}"{dashes}/>'
    )


def dot(x: float, y: float, paint: str, *, fill: str) -> str:
    """A ring of one colour filled with another."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="{fill}"'
        f' stroke="{paint}" stroke-width="2"/>'
    )
