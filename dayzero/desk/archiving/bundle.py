"""A trial's records as one file for the trial master file, readable without this program."""

import csv
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from calendars.feeds.feed import render_feed
from calendars.feeds.subscription import NOBODYS_ZONE
from dayzero.desk.checkpoint_files import checkpoint_text
from exports.tables.csv_file import csv_cell
from exports.tables.table import Cell
from models.disclosure import Disclosure
from models.protocol import load_protocol
from models.protocol.loading.data_folder import BESIDE, beside, data_folder, trial_paths
from models.records.store import (
    Plain,
    PlainRow,
    Verified,
    Whole,
    export_chart,
    published_entries,
)

ABOUT: Final = Path(__file__).parent / "about"
"""What is told of the bundle, and the program that checks it, as they are put into it."""

SUMS: Final = "SHA256SUMS"
SCHEMA: Final = "dayzero.archive/1"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can tell: the same records, same bytes


def bundle(engine: Engine, trial: str, whole: Whole, now: datetime) -> bytes:
    """One ZIP: what is recorded, sealed and published, each file listed with its SHA-256."""
    files = dict(_files(engine, trial, whole, now))
    sums = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (SUMS, *sorted(files)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, sums.encode() if name == SUMS else files[name])
    return packed.getvalue()


def _files(engine: Engine, trial: str, whole: Whole, now: datetime) -> Iterator[tuple[str, bytes]]:
    for file in sorted(ABOUT.iterdir()):
        yield file.name.removesuffix(".in"), file.read_bytes()
    yield "about.json", _json(_about(trial, whole, now))
    yield "verify.json", _json(_verified(whole.verified))
    yield "checkpoint.json", checkpoint_text(whole.verified.checkpoint, now).encode()
    yield "chains.jsonl", _lines(whole.links)
    for name, (columns, rows) in whole.tables.items():
        yield f"tables/{name}.csv", _csv(columns, rows)
        yield f"tables/{name}.jsonl", _lines(_row(row) for row in rows)
    for key, content in whole.imported.items():
        yield f"imported/{key}", content
    for subject in whole.subjects:
        yield f"charts/{subject}.chart.json", export_chart(engine, subject)
        yield f"calendars/{subject}.ics", _calendar(engine, subject)
    for file in _data_of(trial):
        yield f"protocol/{file.name}", file.read_bytes()


def _data_of(trial: str) -> tuple[Path, ...]:
    """The trial's own file, what it is read with, and the data that is one for all trials."""
    trials = trial_paths()
    own = trials[trial.lower()]
    read_with = (beside(own, name) for name in BESIDE)
    for_all = set(data_folder().glob("*.toml")) - {*trials.values()}
    found = {file.name: file for file in (*sorted(for_all), *read_with, own)}
    return tuple(found[name] for name in sorted(found))


def _calendar(engine: Engine, subject: str) -> bytes:
    """As it was last published, with the treatments that a calendar may tell."""
    lines = published_entries(engine, subject)
    zone = ZoneInfo(lines[0].entry.zone if lines else NOBODYS_ZONE)
    return render_feed(subject, lines, zone, ceiling=Disclosure.TREATMENT)


def _about(trial: str, whole: Whole, now: datetime) -> Mapping[str, object]:
    return {
        "schema": SCHEMA,
        "trial": trial,
        "written_at": now.isoformat(),
        "program": version("dayzero"),
        "protocol_sha256": load_protocol(trial).hash,
        "subjects": len(whole.subjects),
        "rows": {name: len(rows) for name, (_, rows) in whole.tables.items()},
    }


def _verified(looked: Verified) -> Mapping[str, object]:
    found = [
        {
            "chain": one.chain,
            "link": one.number,
            "what": one.what,
            "table": one.kind,
            "row": one.row,
        }
        for one in looked.findings
    ]
    told = {"links": looked.links, "chains": looked.chains}
    return {**told, "checkpoint": looked.checkpoint.hash, "findings": found}


def _row(row: PlainRow) -> Mapping[str, object]:
    return {"chain": row.chain, "row": row.key, "values": row.values}


def _csv(columns: tuple[str, ...], rows: tuple[PlainRow, ...]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("row", *columns))
    writer.writerows((row.key, *(_cell(row.values.get(one)) for one in columns)) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Plain | None) -> Cell:
    return str(value).lower() if isinstance(value, bool) else csv_cell(value)


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _lines(rows: Iterable[object]) -> bytes:
    told = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return "".join(f"{line}\n" for line in told).encode()
