"""`dayzero paper`: one page of visits for the patient's folder."""

from pathlib import Path
from typing import Annotated

import typer

from calendars.paper.pdf import paper_pdf
from dayzero.clock import now
from dayzero.commands.options import Subject, one_of_ours
from dayzero.database import open_database
from dayzero.desk.chart_files import write_file
from dayzero.desk.patients_language import PATIENTS
from dayzero.desk.planning import plan_of, protocol_of
from models.records.store import all_at_sites, chart_document
from wording.language import ENGLISH, languages

BOTH = "both"


def _printed(asked: str) -> str:
    return asked if asked == BOTH else str(one_of_ours(asked))


def paper(
    subject: Subject,
    *,
    language: Annotated[
        str,
        typer.Option(
            metavar=f"[{'|'.join((*languages(), BOTH))}]",
            callback=_printed,
            help="One language, or each text in Chinese and English.",
        ),
    ] = PATIENTS,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.pdf", help="Where to; otherwise SUBJECT.pdf in the folder you are in."
        ),
    ] = None,
) -> None:
    """Print a subject's visits on one A4 page for the patient's folder; no name is on it."""
    engine = open_database()
    document, moment, at_sites = chart_document(engine, subject), now(), all_at_sites(engine)
    made = plan_of(document, moment, at_sites)
    file = out or Path(f"{made.subject}.pdf")
    printed = (PATIENTS, ENGLISH) if language == BOTH else (language,)
    write_file(file, paper_pdf(made, protocol_of(document, moment, at_sites), printed))
    typer.echo(file)
