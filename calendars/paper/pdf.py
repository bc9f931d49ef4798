"""The visit calendar on paper: one page for the patient's folder.

A plan becomes HTML, the HTML becomes a PDF. Both are pure: the day that is printed is the
plan's own.
"""

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from calendars.paper.page import LAYOUTS, Layout, print_page
from calendars.paper.sheet import sheet_of
from models.moments import at_zone
from models.protocol import Protocol
from models.timeline.results import Plan
from wording.calendars.paper import paper_words
from wording.language import Language

_PAGES = Environment(
    loader=PackageLoader("calendars.paper"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def paper_html(
    plan: Plan, protocol: Protocol, languages: Sequence[Language], *, layout: Layout = LAYOUTS[0]
) -> str:
    """The page as HTML; with several languages each text stands in all of them.

    `protocol` is the one that the plan was made by.
    """
    sheets = [sheet_of(plan, protocol, paper_words(language)) for language in languages]
    rows = list(zip(*(sheet.rows for sheet in sheets), strict=True))
    page = _PAGES.get_template("paper.html.j2")
    return page.render(sheets=sheets, rows=rows, plan=plan, layout=layout)


def paper_pdf(plan: Plan, protocol: Protocol, languages: Sequence[Language]) -> bytes:
    """The page as a PDF, ready to print; the same plan gives the same bytes.

    Raises:
        PaperFull: if it does not fit on one page.
    """

    def html(layout: Layout) -> str:
        return paper_html(plan, protocol, languages, layout=layout)

    return print_page(
        html,
        subject=plan.subject,
        language=paper_words(languages[0]).tag,
        made=at_zone(plan.as_of, plan.zone),
    )
