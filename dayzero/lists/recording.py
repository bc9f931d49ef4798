"""Claims into the records: through the one door by which charts come in, all or none."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine

from dayzero.lists.facts.claims import Claim
from dayzero.lists.read_claims import by_subject
from dayzero.lists.whose import Whose
from models.errors import Fault, InputRefused
from models.records.store import ImportReport, import_charts

_IN_CHART: Final = re.compile(r"(?:(?P<subject>[^\s:]+): )?facts\[(?P<place>\d+)\]\.?(?P<field>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """How claims are brought in.

    Attributes:
        source: the system that numbered the rows.
        digests: the SHA-256 of each file, by its name.
    """

    source: str
    digests: Mapping[str, str]
    moment: datetime
    by: str
    dry_run: bool


def bring_in(
    engine: Engine, claims: Sequence[Claim], whose: Whose, bringing: Bringing
) -> ImportReport:
    """Record what is new of the claims, or say what would be; what was recorded before is not.

    Raises:
        InputRefused: naming the cells, if a chart cannot take them; nothing was written then.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    of_subject = dict(by_subject(claims))
    documents = [(each, _chart(whose, each, of)) for each, of in of_subject.items()]
    try:
        return import_charts(
            engine,
            documents,
            now=bringing.moment,
            by=bringing.by,
            dry_run=bringing.dry_run,
            source=bringing.source,
            origins={each: origin_of(of, bringing.digests) for each, of in of_subject.items()},
        )
    except InputRefused as refused:
        raise InputRefused(_at_cells(refused.faults, of_subject)) from refused


def faults_of(
    engine: Engine, claims: Sequence[Claim], whose: Whose, bringing: Bringing
) -> tuple[Fault, ...]:
    """What the charts refuse of claims, told beside what is refused already."""
    try:
        bring_in(engine, claims, whose, replace(bringing, dry_run=True))
    except InputRefused as refused:
        return refused.faults
    return ()


def _chart(whose: Whose, subject: str, claims: Sequence[Claim]) -> bytes:
    """What the records know of the subject, with the claims for facts."""
    facts: list[dict[str, Any]] = [{"id": claim.key, **claim.fact} for claim in claims]
    return json.dumps({**whose.chart(subject), "facts": facts}, ensure_ascii=False).encode()


def origin_of(claims: Sequence[Claim], digests: Mapping[str, str]) -> str:
    """The files by their hashes, and which row each fact is from; names of files may tell names."""
    of_file: dict[str, list[str]] = {}
    for claim in claims:
        of_file.setdefault(claim.row.name, []).append(f"{claim.key} {claim.row.spot}")
    return "; ".join(
        f"sha256 {digests[name]}: {', '.join(rows)}" for name, rows in sorted(of_file.items())
    )


def _at_cells(
    faults: Iterable[Fault], of_subject: Mapping[str, Sequence[Claim]]
) -> Iterator[Fault]:
    """Faults of charts at the cells that say what is at fault."""
    only = next(iter(of_subject)) if len(of_subject) == 1 else ""
    for fault in faults:
        found = _IN_CHART.fullmatch(fault.path)
        claims = of_subject.get(str(found["subject"] or only), ()) if found else ()
        place = int(found["place"]) if found else 0
        if found is None or place >= len(claims):
            yield fault
        else:
            yield Fault(claims[place].where(found["field"]), fault.reason)
