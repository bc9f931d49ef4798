"""Why a rule does not count an exposure, and what to know of its class; as parts of a sentence."""

from models.chart.catalogue.drugs import load_catalogue
from models.protocol.vocabulary import WordKind
from models.reasons.verdicts.exposures import (
    CatalogueNote,
    ClassNotNamed,
    DepotActs,
    DoseNearLimit,
    ExemptByRule,
    FoundExempt,
    HalfLifeWithoutSource,
    IntrathecalAsProphylaxis,
    IsMineralocorticoid,
    NoTherapeuticDose,
    NoTherapeuticDoseBySurface,
    NotSystemic,
    OfExemptSeverity,
    ReplacementAboveLimit,
    TotalBodyIsCns,
)
from wording.lexicon import called
from wording.saying import says
from wording.sentences import told
from wording.voice import Voice

_TOPIC = "exposures"

# -------------------------------------------------------------------- why it does not count


@says(FoundExempt)
def found_exempt(reason: FoundExempt, voice: Voice) -> str:
    name = called(WordKind.FINDING, reason.finding, voice)
    return told(voice, "recorded", "with_fact", name=name, fact=reason.fact)


@says(OfExemptSeverity)
def of_exempt_severity(reason: OfExemptSeverity, voice: Voice) -> str:
    severity = called(WordKind.SEVERITY, reason.severity, voice)
    return told(voice, _TOPIC, "exempt.severity", severity=severity)


@says(ExemptByRule)
def exempt_by_rule(reason: ExemptByRule, voice: Voice) -> str:
    return told(voice, _TOPIC, "exempt.rule", rule=reason.rule)


@says(NoTherapeuticDose)
def no_therapeutic_dose(reason: NoTherapeuticDose, voice: Voice) -> str:
    return told(voice, _TOPIC, "exempt.dose", milligrams=reason.milligrams)


@says(NoTherapeuticDoseBySurface)
def no_therapeutic_dose_by_surface(reason: NoTherapeuticDoseBySurface, voice: Voice) -> str:
    return told(voice, _TOPIC, "exempt.dose_by_surface", milligrams=reason.milligrams)


@says(IsMineralocorticoid)
def is_mineralocorticoid(_reason: IsMineralocorticoid, voice: Voice) -> str:
    return told(voice, _TOPIC, "exempt.mineralocorticoid")


@says(NotSystemic)
def not_systemic(_reason: NotSystemic, voice: Voice) -> str:
    return told(voice, _TOPIC, "exempt.not_systemic")


# -------------------------------------------------------------------- what to know of its class


@says(HalfLifeWithoutSource)
def half_life_without_source(_reason: HalfLifeWithoutSource, voice: Voice) -> str:
    return told(voice, _TOPIC, "note.half_life_without_source")


@says(IntrathecalAsProphylaxis)
def intrathecal_as_prophylaxis(_reason: IntrathecalAsProphylaxis, voice: Voice) -> str:
    return told(voice, _TOPIC, "note.intrathecal")


@says(ClassNotNamed)
def class_not_named(_reason: ClassNotNamed, voice: Voice) -> str:
    return told(voice, _TOPIC, "note.class_not_named")


@says(ReplacementAboveLimit)
def replacement_above_limit(_reason: ReplacementAboveLimit, voice: Voice) -> str:
    return told(voice, _TOPIC, "note.replacement")


@says(DoseNearLimit)
def dose_near_limit(reason: DoseNearLimit, voice: Voice) -> str:
    return told(voice, _TOPIC, "note.near_contested" if reason.contested else "note.near")


@says(DepotActs)
def depot_acts(reason: DepotActs, voice: Voice) -> str:
    return told(voice, _TOPIC, "note.depot", days=reason.days)


@says(TotalBodyIsCns)
def total_body_is_cns(_reason: TotalBodyIsCns, voice: Voice) -> str:
    return told(voice, _TOPIC, "note.total_body")


@says(CatalogueNote)
def catalogue_note(reason: CatalogueNote, voice: Voice) -> str:
    """The catalogue's own words; empty where it no longer has the drug."""
    drug = load_catalogue().by_id.get(reason.drug)
    return voice.text(drug.note) if drug and drug.note else ""
