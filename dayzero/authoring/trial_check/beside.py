"""What is wrong with the files beside a protocol: drugs, sites, words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from dayzero.authoring.trial_check.document import Document, details_of, form_flaws, open_document
from dayzero.authoring.trial_files import lying_beside
from models.chart.catalogue.drug_checks import reference_faults
from models.chart.catalogue.drug_claims import usage_faults
from models.chart.catalogue.drug_class import DrugClasses
from models.chart.catalogue.drug_file import DrugsFile
from models.errors import ProtocolRefused
from models.protocol.checks.flaws import Flaw
from models.protocol.checks.spellings import spelling_flaws
from models.protocol.loading.data_folder import DRUGS, SITES, VOCABULARY
from models.protocol.loading.listed_drugs import ListedDrugs
from models.protocol.sites import SitesFile
from models.protocol.vocabulary import OF_NO_TRIAL, Vocabulary
from models.reasons.refusals.authored.site_files import SiteIdTwice


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The files that lie beside a protocol, as far as they can be read, and their flaws.

    Attributes:
        documents: by name; a file that is no TOML is not among them.
        drugs, sites, vocabulary: None where the file cannot be what its author meant.
    """

    documents: dict[str, Document]
    flaws: tuple[ProtocolRefused, ...]
    drugs: DrugsFile | None
    sites: SitesFile | None
    vocabulary: Vocabulary | None

    @property
    def listed(self) -> ListedDrugs | None:
        """What a rule can name of the drugs; None where they cannot be read."""
        if self.drugs is None:
            return None
        drugs = self.drugs.drug
        return ListedDrugs(
            {drug.id: tuple(drug.classes) for drug in drugs},
            DrugClasses(self.drugs.class_).systemic_steroids,
            frozenset(drug.id for drug in drugs if drug.half_life),
        )


def read_beside(folder: Path) -> Beside:
    """Read each of the three files, whatever is wrong with the others.

    Of a file that the folder has not, the installation's own is read.
    """
    found, documents = [], {}
    read: dict[str, BaseModel | None] = {}
    for name, model, check in _FILES:
        try:
            documents[name] = document = open_document(lying_beside(folder, name))
        except ProtocolRefused as refused:
            found.append(refused)
            continue
        flaws, read[name] = _checked(document, model, check)
        found += document.refused(flaws)
    return _together(documents, tuple(found), read)


def _together(
    documents: dict[str, Document],
    found: tuple[ProtocolRefused, ...],
    read: dict[str, BaseModel | None],
) -> Beside:
    drugs, sites, words = (read.get(name) for name in (DRUGS, SITES, VOCABULARY))
    return Beside(
        documents=documents,
        flaws=found,
        drugs=drugs if isinstance(drugs, DrugsFile) else None,
        sites=sites if isinstance(sites, SitesFile) else None,
        vocabulary=words if isinstance(words, Vocabulary) else None,
    )


def _checked(
    document: Document, model: type[BaseModel], check: Callable[..., Iterable[Flaw]]
) -> tuple[list[Flaw], BaseModel | None]:
    if details := details_of(model, document.keys):
        return list(form_flaws(document, model, details)), None
    data = model.model_validate(document.keys)
    return [*form_flaws(document, model, []), *check(data)], data


def _of_drugs(file: DrugsFile) -> Iterator[Flaw]:
    named = [
        *(("drug", index, "holds", drug.holds) for index, drug in enumerate(file.drug)),
        *(("ambiguous", index, "drugs", one.drugs) for index, one in enumerate(file.ambiguous)),
        *(("look_alike", index, "drugs", one.drugs) for index, one in enumerate(file.look_alike)),
    ]
    placed = (*usage_faults(file), *reference_faults(file.drug, named))
    yield from (Flaw(table, index, key, reason) for table, index, key, reason in placed)


def _of_sites(file: SitesFile) -> Iterator[Flaw]:
    ids = [site.id for site in file.site]
    for index, site in enumerate(ids):
        if ids.index(site) < index:
            yield Flaw("site", index, "id", SiteIdTwice(site=site))


def _of_words(vocabulary: Vocabulary) -> Iterator[Flaw]:
    for kind in OF_NO_TRIAL:
        yield from spelling_flaws(kind, getattr(vocabulary, kind))


_FILES: tuple[tuple[str, type[BaseModel], Callable[..., Iterable[Flaw]]], ...] = (
    (DRUGS, DrugsFile, _of_drugs),
    (SITES, SitesFile, _of_sites),
    (VOCABULARY, Vocabulary, _of_words),
)
