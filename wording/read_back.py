"""How a drug that was typed is read: its INN, its class, and what it is easily taken for."""

from models.chart.catalogue.drugs import load_catalogue
from models.reasons.read_back import DrugReadAs, DrugReadAsAny, DrugUnread
from wording.lexicon.recorded import drug_name
from wording.saying import says
from wording.sentences import joined, listed, told
from wording.voice import Voice

_TOPIC = "drugs"


@says(DrugReadAs)
def drug_read_as(reason: DrugReadAs, voice: Voice) -> str:
    """`“VLB” is read as vinblastine (chemotherapy)` and what it is easily taken for."""
    known = load_catalogue().classes.by_id
    classes = listed(
        (voice.text(known[one].title) for one in reason.classes if one in known), voice
    )
    facts = {
        "written": reason.given.written,
        "drug": _both_names(reason.drug, voice),
        "classes": classes,
    }
    if not reason.like:
        return told(voice, _TOPIC, "read_as", **facts)
    like = joined((_both_names(one, voice) for one in reason.like), "either", voice, _TOPIC)
    return told(voice, _TOPIC, "read_as.like", like=like, **facts)


@says(DrugReadAsAny)
def drug_read_as_any(reason: DrugReadAsAny, voice: Voice) -> str:
    drugs = joined((_both_names(one, voice) for one in reason.drugs), "either", voice, _TOPIC)
    return told(voice, _TOPIC, "read_as_any", written=reason.given.written, drugs=drugs)


@says(DrugUnread)
def drug_unread(reason: DrugUnread, voice: Voice) -> str:
    """With the catalogue's own words on a name that it will not resolve."""
    written = reason.given.written
    explained = load_catalogue().ambiguous(written)
    if explained is not None:
        why = voice.text(explained)
        return told(voice, _TOPIC, "unread.why", written=written, why=why)
    if reason.near:
        near = joined(reason.near, "either", voice, _TOPIC)
        return told(voice, _TOPIC, "unread.near", written=written, near=near)
    return told(voice, _TOPIC, "unread", written=written)


def _both_names(drug: str, voice: Voice) -> str:
    """In the reader's language, with the INN beside it where that is another name."""
    name, known = drug_name(drug, voice), load_catalogue().by_id.get(drug)
    if known is None or name == known.called.english:
        return name
    return told(voice, _TOPIC, "both_names", name=name, inn=known.called.english)
