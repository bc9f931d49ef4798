"""HTML onto one A4 page, in letters that come with the program: no font of the machine.

The bytes hang on nothing but the HTML and the moment that is passed in.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from fpdf import FPDF, TextStyle, ViewerPreferences

from models.errors import DayZeroError

FONTS = files("weblate_fonts") / "static" / "weblate_fonts" / "kurinto" / "ttf"
FAMILY = "paper"
MARGIN_MM = 12  # wide enough for the holes of a folder
RULE_MM = 8  # between two lines to write on by hand
GAP_PT = 4  # of the empty lines around a table; text has its size from the HTML


STYLES = {
    "h1": TextStyle(color=0, font_size_pt=20, font_style="B", b_margin=0.1),
    "p": TextStyle(t_margin=1.2),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How roomy the page is; text is never smaller than 10 points.

    Attributes:
        rules: how many lines to write on must be left below.
    """

    text_pt: float
    padding_mm: float
    rules: int


LAYOUTS = (  # each takes less room than the one before it
    Layout(12, 2.2, 4),
    Layout(11.5, 1.7, 3),
    Layout(11, 1.3, 3),
    Layout(10.5, 1.0, 2),
    Layout(10, 0.7, 1),
    Layout(10, 0.5, 1),
    Layout(10, 0.3, 1),
)
MOST_RULES = 10


class PaperFull(DayZeroError):
    """More than one page holds, in the tightest layout that can still be read."""

    kind = "paper_full"

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.subject = subject


def print_page(
    html: Callable[[Layout], str], *, subject: str, language: str, made: datetime
) -> bytes:
    """Print HTML on exactly one page, as roomy as it can be, with lines to write on below.

    `made` goes into the file as its creation, so that the same facts give the same bytes.

    Raises:
        PaperFull: if it does not fit; nothing is cut off.
    """
    pdf = _blank(language, made)
    first = bisect_left(LAYOUTS, True, key=lambda layout: _fits(pdf, html(layout), layout))
    if first == len(LAYOUTS):
        raise PaperFull(subject)
    _write(pdf, html(LAYOUTS[first]))
    _rule(pdf)
    return bytes(pdf.output())


def _blank(language: str, made: datetime) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_margin(MARGIN_MM)
    pdf.set_auto_page_break(auto=True, margin=MARGIN_MM)
    pdf.set_lang(language)
    pdf.set_creator("Day Zero")
    pdf.set_creation_date(made)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.add_font(FAMILY, "", str(FONTS / "KurintoSansSC-Rg.ttf"))
    pdf.add_font(FAMILY, "B", str(FONTS / "KurintoSansSC-Bd.ttf"))
    pdf.set_font(FAMILY, size=GAP_PT)
    pdf.set_line_width(0.2)
    pdf.add_page()
    return pdf


def _fits(pdf: FPDF, html: str, layout: Layout) -> bool:
    """Whether the page and a few lines to write on fit; nothing stays on it."""
    with pdf.offset_rendering() as rehearsal:
        _write(rehearsal.pdf, html)
        room = pdf.page_break_trigger - pdf.y - layout.rules * RULE_MM
        return pdf.pages_count == 1 and room >= 0


def _write(pdf: FPDF, html: str) -> None:
    # by sections: below a table, the library leaves the height of what stood above it in the
    # same piece of HTML empty once more
    for section in html.split("</section>"):
        pdf.write_html(
            section,
            font_family=FAMILY,
            tag_styles=STYLES,
            table_line_separators=True,
            warn_on_tags_not_matching=False,
        )


def _rule(pdf: FPDF) -> None:
    """Lines to write on by hand, down to the margin or as many as anybody fills."""
    for number in range(1, MOST_RULES + 1):
        y = pdf.y + number * RULE_MM
        if y <= pdf.page_break_trigger:
            pdf.line(pdf.l_margin, y, pdf.w - pdf.r_margin, y)
