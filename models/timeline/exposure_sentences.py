"""Why a rule does not count an exposure, and what to know of its class, in both languages."""

from models.chart.drugs import load_catalogue
from models.reasons.verdicts import exposures as why
from models.said import Said
from models.timeline.chinese.words import FINDINGS, SEVERITIES
from models.timeline.words import in_words

_NOTES = {
    why.HalfLifeWithoutSource: Said(
        "its half-life has no source: record where it is stated", "其半衰期没有出处：请记录出处"
    ),
    why.IntrathecalAsProphylaxis: Said(
        "intrathecal treatment runs on the clock of prophylaxis: investigator to confirm",
        "鞘内治疗按中枢预防的洗脱期计算：请研究者确认",
    ),
    why.ClassNotNamed: Said(
        "the entry does not name its class: investigator to confirm",
        "登记条目未列明其类别：请研究者确认",
    ),
    why.ReplacementAboveLimit: Said(
        "usual replacement is above what the entry allows: ask the sponsor before it is changed",
        "常规替代剂量已超过登记条目所允许的剂量：调整之前请询问申办方",
    ),
    why.TotalBodyIsCns: Said(
        "total body irradiation covers the CNS; read as CNS-directed (site default)",
        "全身照射包括中枢神经系统，按中枢放疗处理（中心默认值）",
    ),
}
_CONTESTED = Said(
    "close to the limit, and the equivalence factor is contested: check the dose",
    "接近界限，且等效换算系数有争议：请核对剂量",
)
_CLOSE = Said("close to the limit: check the dose", "接近界限：请核对剂量")


def note_said(note: why.Note) -> Said:
    """What a reader should know of an exposure's class."""
    if isinstance(note, why.CatalogueNote):
        drug = load_catalogue().by_id[note.drug]
        return Said(drug.note, drug.note_zh or drug.note)
    if isinstance(note, why.DoseNearLimit):
        return _CONTESTED if note.contested else _CLOSE
    if isinstance(note, why.DepotActs):
        return Said(
            f"a depot: counted as given for {note.days} days after it was injected (site default)",
            f"长效制剂：注射后 {note.days} 天内均按用药计（中心默认值）",
        )
    return _NOTES[type(note)]


def exemption_said(exempt: why.Exemption) -> Said:
    """Why a rule does not count what it names."""
    match exempt:
        case why.FoundExempt(finding=finding, fact=fact):
            return Said(
                f"{in_words(finding)} ({fact})",
                f"{FINDINGS.get(finding, in_words(finding))}（{fact}）",
            )
        case why.OfExemptSeverity(severity=severity):
            return Said(f"it was {severity}", f"严重程度为{SEVERITIES.get(severity, severity)}")
        case why.ExemptByRule(rule=rule):
            return Said(f"exempt under {rule}", f"按 {rule} 豁免")
        case why.NoTherapeuticDose(milligrams=milligrams):
            return Said(
                f"not a systemic dose of {milligrams} mg hydrocortisone equivalent a day or more",
                f"全身用量未达每日 {milligrams} mg 氢化可的松当量",
            )
        case why.IsMineralocorticoid():
            return Said("a mineralocorticoid", "属盐皮质激素")
        case _:
            return Said("it is not given systemically", "非全身用药")
