"""Visit calendars on paper, read back from their bytes."""

import json
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from calendars.paper.pdf import paper_html, paper_pdf
from models.chart import read_chart
from models.moments import read_span
from models.plan import assess
from models.protocol import load_protocol
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from tests.spec.charts import Json
from tests.unit.timeline.plan_builder import SHANGHAI
from wording.language import Language

PROTOCOL = load_protocol()
NOW = "2026-03-10T08:00+08:00"


def planned(chart: Json, now: str = NOW) -> Plan:
    """The real plan of a chart, but for its next change, which no paper shows."""
    minute = read_span(now, SHANGHAI).earliest
    return assess(
        open_case(read_chart(chart, protocol=PROTOCOL, now=minute), PROTOCOL, None), minute
    )


def html_of(chart: Json, *languages: Language, now: str = NOW) -> str:
    return paper_html(planned(chart, now), PROTOCOL, languages or ("en",))


def printed(chart: Json, languages: Sequence[Language] = ("zh",), now: str = NOW) -> bytes:
    """The page's bytes; for the same chart, languages and moment those of the first time."""
    return _printed(json.dumps(chart), tuple(languages), now)


@cache
def _printed(chart: str, languages: tuple[Language, ...], now: str) -> bytes:
    return printed_anew(json.loads(chart), languages, now)


def printed_anew(chart: Json, languages: Sequence[Language], now: str = NOW) -> bytes:
    return paper_pdf(planned(chart, now), PROTOCOL, languages)


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    """The text of all pages as a reader copies it, without its line breaks and spaces."""
    pages = opened(pdf).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def sizes_of(pdf: bytes) -> set[float]:
    """The sizes, in points, in which something is printed."""
    sizes: set[float] = set()

    def note(text: str, _cm: Any, tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(tm[3]), 1))

    for page in opened(pdf).pages:
        page.extract_text(visitor_text=note)
    return sizes
