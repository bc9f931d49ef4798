"""A subject's path as a file for a hospital's own systems."""

from datetime import datetime
from typing import Final

from sqlalchemy import Engine

from dayzero.desk.exporting.files import ExportedFile
from dayzero.desk.planning import protocol_of, stand_of
from exports.fhir.bundle import bundle_bytes
from exports.fhir.told import Told
from models.records.store import Reading
from tasks.prefect_pages.attention import read_attention
from wording.language import Language

MEDIA_TYPE: Final = "application/fhir+json"


def fhir_file(
    engine: Engine, reading: Reading, now: datetime, language: Language, base_url: str
) -> ExportedFile:
    """The subject as it stands now, below the ceiling of what leaves.

    Raises:
        InputRefused: if the chart can no longer be planned.
    """
    subject = reading.seen.subject
    told = Told(
        plan=stand_of(reading.document, now, reading.at_sites),
        protocol=protocol_of(reading.document, now, reading.at_sites),
        alerts=[(one.opened, one.told) for one in read_attention(engine, subject)],
        now=now,
        language=language,
        base_url=base_url,
    )
    content = bundle_bytes(told)
    return ExportedFile(
        name=f"{subject}.fhir.json", media_type=MEDIA_TYPE, content=content, lines=1
    )
