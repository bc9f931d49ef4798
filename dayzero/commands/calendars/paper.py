"""`dayzero paper`: one page of visits for the patient's folder."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from calendars.paper.pdf import paper_pdf
from dayzero.clock import now
from dayzero.commands.options import Subject
from dayzero.database import open_database
from dayzero.desk.chart_files import write_file
from dayzero.desk.planning import plan_of
from models.protocol import load_protocol
from models.records.store import all_site_calendars, chart_document
from wording.language import Language


class Printed(StrEnum):
    """Which languages stand on the page."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


LANGUAGES: dict[Printed, tuple[Language, ...]] = {
    Printed.ZH: ("zh",),
    Printed.EN: ("en",),
    Printed.BOTH: ("zh", "en"),
}


def paper(
    subject: Subject,
    *,
    language: Annotated[
        Printed, typer.Option(help="Chinese, English, or each text in both.")
    ] = Printed.ZH,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.pdf", help="Where to; otherwise SUBJECT.pdf in the folder you are in."
        ),
    ] = None,
) -> None:
    """Print a subject's visits on one A4 page for the patient's folder; no name is on it."""
    engine = open_database()
    made = plan_of(chart_document(engine, subject), now(), all_site_calendars(engine))
    file = out or Path(f"{made.subject}.pdf")
    write_file(file, paper_pdf(made, load_protocol(made.protocol_id), LANGUAGES[language]))
    typer.echo(file)
