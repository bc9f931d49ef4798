"""The catalogue of drugs as a whole: every name finds its drug, every mistake its line."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chart.catalogue.drugs import load_catalogue
from models.errors import ProtocolRefused
from models.protocol import load_protocol
from models.spelling import key_of
from models.texts import Texts
from tests.refusals import refuses, said

CATALOGUE = load_catalogue()
SEPARATORS = ("", "", "", " ", "-", ".", "\u2011", "\u00a0", "\u200b", " - ")
WRITTEN = [(name, drug) for drug in CATALOGUE.drugs for name in (*drug.names, *drug.atc)]
AMBIGUOUS = sorted(CATALOGUE.sentences)

SOUND = """\
schema = "dayzero.drugs/1"

[[drug]]
id = "vincristine"
names = ["vincristine", "VCR"]
atc = ["L01CA02"]
classes = ["one_week"]
source = "NCT04684147 exclusion 3.3"
basis = "registry entry"

[[drug]]
id = "prednisone"
names = ["prednisone"]
atc = ["H02AB07"]
classes = ["steroid"]
hydrocortisone_mg = "20/5"
source = "label ratios"
basis = "site default"

[[ambiguous]]
names = ["VP"]
sentence = "write each drug"

[[class]]
id = "one_week"
title = "one week"

[[class]]
id = "steroid"
title = "steroid"
steroid = true

[[class]]
id = "no_washout"
title = "none"
"""


@st.composite
def written_otherwise(draw: st.DrawFn, name: str) -> str:
    """The same name with other capitals, and with spaces, hyphens or dots inside it."""
    pieces = []
    for letter in name:
        forms = [form for form in (letter, letter.upper(), letter.lower()) if len(form) == 1]
        pieces += [draw(st.sampled_from(forms)), draw(st.sampled_from(SEPARATORS))]
    return "".join(pieces)


@given(st.data())
def test_every_name_and_code_finds_its_own_drug_however_it_is_written(data: st.DataObject) -> None:
    name, drug = data.draw(st.sampled_from(WRITTEN))

    assert CATALOGUE.find(data.draw(written_otherwise(name))) is drug


def test_every_name_and_code_finds_its_own_drug_as_the_catalogue_writes_it() -> None:
    assert len(WRITTEN) > 3000
    assert [name for name, drug in WRITTEN if CATALOGUE.find(name) is not drug] == []
    assert [name for name, _ in WRITTEN if CATALOGUE.ambiguous(name)] == []


@given(st.data())
def test_no_ambiguous_name_is_resolved_but_in_its_exact_capitals(data: st.DataObject) -> None:
    name = data.draw(written_otherwise(data.draw(st.sampled_from(AMBIGUOUS))))

    drug = CATALOGUE.find(name)
    assert drug is None or key_of(name) in map(key_of, drug.exact_names)
    assert (CATALOGUE.ambiguous(name) is None) == (drug is not None)


@given(st.data())
def test_a_salt_or_a_form_never_turns_one_drug_into_another(data: st.DataObject) -> None:
    name, drug = data.draw(st.sampled_from(WRITTEN))
    forms = CATALOGUE.forms
    word = data.draw(st.sampled_from(sorted(forms.words)))
    before = data.draw(st.sampled_from(forms.before))
    after = data.draw(st.sampled_from(forms.after))

    for longer in (f"{name} {word}", before + name, name + after, before + name + after):
        found = CATALOGUE.find(longer)
        assert found is drug or key_of(longer) in CATALOGUE.by_key


@given(st.text())
def test_any_text_at_all_may_be_looked_up(text: str) -> None:
    drug = CATALOGUE.find(text)

    assert drug is None or drug in CATALOGUE.drugs
    assert len(CATALOGUE.suggestions(text)) <= 3


def test_every_suggestion_is_a_name_that_can_be_used() -> None:
    for misspelt in ("metotrexate", "dexametasone", "cytarabin", "培门冬酰酶", "MTXX"):
        suggested = CATALOGUE.suggestions(misspelt)
        assert suggested
        assert all(CATALOGUE.find(name) for name in suggested)


def test_every_class_has_a_drug_and_every_drug_a_source() -> None:
    used = {name for drug in CATALOGUE.drugs for name in drug.classes}

    assert {"tki_or_hydroxyurea", "one_week", "gvhd", "live_vaccine", "no_washout"} <= used
    assert all(drug.source for drug in CATALOGUE.drugs)


def test_every_doubtful_class_says_why() -> None:
    assert [drug.id for drug in CATALOGUE.drugs if drug.confirm_class and not drug.note] == []


def test_what_no_rule_names_has_no_class_that_a_rule_names() -> None:
    harmless = [drug for drug in CATALOGUE.drugs if "no_washout" in drug.classes]

    assert len(harmless) > 100
    assert [drug.id for drug in harmless if len(drug.classes) > 1] == []


def test_all_anthracyclines_are_chemotherapy_as_well() -> None:
    anthracyclines = {drug for drug in CATALOGUE.drugs if "anthracycline" in drug.classes}
    capped = {cap.drug for each in load_protocol().lifetime_dose for cap in each.caps}
    without = {drug.id for drug in anthracyclines if drug.id not in capped and not drug.holds}

    assert capped < {drug.id for drug in anthracyclines}  # the seven rows of exclusion 6
    assert without == {"zorubicin", "valrubicin", "amrubicin", "pixantrone"}
    assert [drug.id for drug in anthracyclines if drug.holds] == ["cytarabine-and-daunorubicin"]
    assert all("chemotherapy" in drug.classes for drug in anthracyclines)


def test_a_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()


def refusal(tmp_path: Path, text: str | bytes) -> ProtocolRefused:
    file = tmp_path / "drugs.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ProtocolRefused) as caught:
        load_catalogue(file)
    return caught.value


def test_a_sound_catalogue_is_read(tmp_path: Path) -> None:
    file = tmp_path / "drugs.toml"
    file.write_text(SOUND)

    drug = load_catalogue(file).find("VCR")
    assert drug is not None
    assert drug.id == "vincristine"


def test_an_ambiguous_name_is_not_resolved_by_taking_its_salt_off(tmp_path: Path) -> None:
    file = tmp_path / "drugs.toml"
    salts = '\n[form_words]\nwords = ["sulfate"]\n'
    file.write_text(SOUND.replace('["VP"]', '["VCR sulfate"]') + salts)

    catalogue = load_catalogue(file)
    assert catalogue.find("VCR sulfate") is None
    assert catalogue.ambiguous("VCR sulfate") == Texts("write each drug")
    assert catalogue.find("vincristine sulfate") is catalogue.find("VCR")


@pytest.mark.parametrize(
    ("line", "put", "at", "says"),
    [
        (
            'classes = ["one_week"]',
            'classes = ["one_weak"]',
            7,
            "“one_weak” is not a class of drugs: no [[class]] of this file has that id; did you",
        ),
        ('classes = ["one_week"]', "classes = []", 7, "at least one class"),
        ('"VCR"', '"vincristine."', 5, "written twice"),  # a dot makes no other name
        ('"VCR"', '"Prednisone"', 13, "already means vincristine"),
        ('["prednisone"]', '["prednisone", "VCR"]', 13, "already means vincristine"),
        ('["L01CA02"]', '["H02AB07"]', 14, "already means vincristine"),
        ('["L01CA02"]', '["l01ca02"]', 6, "ATC code L01EA01"),
        ('names = ["VP"]', 'names = ["vcr"]', 21, "already means vincristine"),
        ('["vincristine", "VCR"]', '["VCR", "vincristine"]', 5, "is not its INN"),
        ('id = "prednisone"', 'id = "vincristine"', 12, "is written twice"),
        ('id = "vincristine"', 'id = "Vincristine"', 4, "“drug.id”"),
        ('hydrocortisone_mg = "20/5"\n', "", 15, "without its hydrocortisone_mg"),
        ('"20/5"', '"20/0"', 16, "is not a factor above 0"),
        ('"20/5"', "4.0", 16, "is not a factor above 0"),  # a float is not exact
        ('["steroid"]', '["no_washout"]', 16, "but is not a steroid"),
        ('source = "label ratios"\n', "", 11, "“drug.source” is missing"),
        ('source = "label ratios"', 'source = ""', 17, "“drug.source”"),
        ('basis = "registry entry"\n', "", 3, "“drug.basis” is missing"),
        ('basis = "registry entry"', 'basis = "hearsay"', 9, "“drug.basis”"),
        ('basis = "registry entry"', 'basis = "site default"\ncolour = 1', 10, "not a field"),
        ("[[ambiguous]]", "[[unclear]]", 20, "is not a field"),
        ("dayzero.drugs/1", "dayzero.drugs/2", 1, "“schema”"),
        ('sentence = "write each drug"', 'sentence = "', 22, "not TOML"),
    ],
)
def test_a_mistake_is_refused_with_its_line(
    tmp_path: Path, line: str, put: str, at: int, says: str
) -> None:
    assert SOUND.count(line) == 1
    refused = refusal(tmp_path, SOUND.replace(line, put, 1))

    assert (refused.source, refused.line) == ("drugs.toml", at)
    assert says in said(refused.reason)


@pytest.mark.parametrize(
    ("was", "put", "at", "says"),
    [
        (
            'id = "no_washout"',
            'id = "steroid"',
            34,
            "the class “steroid” is listed twice: keep one [[class]]",
        ),
        ('title = "none"', 'title = "none"\ncolour = 1', 36, "“class.colour” is not a field"),
        ('title = "none"', "", 33, "“class.title” is missing"),
        ('title = "none"', 'title = "none"\nlocal = "yes"', 36, "“class.local”"),
        ('title = "none"', 'title = "none"\nof = "steriod"', 36, "did you mean “steroid”?"),
        (
            'title = "none"',
            'title = "none"\nproduct_decides = "vaccine"',
            36,
            "“vaccine” is not a class of drugs: no [[class]] of this file has that id",
        ),
        ('id = "no_washout"', 'id = "No washout"', 34, "“class.id”"),
        ("steroid = true\n", "", 16, "but is not a steroid"),  # what the class says, not its name
        ("steroid = true\n", "steroid = true\nlocal = true\n", 16, "but is not a steroid"),
    ],
)
def test_a_mistake_in_a_class_is_refused_with_its_line(
    tmp_path: Path, was: str, put: str, at: int, says: str
) -> None:
    assert SOUND.count(was) == 1
    refused = refusal(tmp_path, SOUND.replace(was, put, 1))

    assert (refused.source, refused.line) == ("drugs.toml", at)
    assert says in said(refused.reason)


def test_a_form_word_that_could_never_match_is_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, SOUND + '\n[form_words]\nwords = ["Hydro-chloride"]\n')

    assert "“Hydro-chloride” is never met: write it as “hydrochloride”" in said(refused.reason)


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, SOUND.encode() + "# 伊马替尼".encode("gb18030"))

    assert refused.line == 36
    assert "UTF-8" in said(refused.reason)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with refuses(ProtocolRefused, match=re.escape("cannot be read")):
        load_catalogue(tmp_path / "none.toml")


MORE = SOUND.replace(
    'basis = "site default"\n',
    """basis = "site default"
high_dose_names = ["prednisone"]
holds = ["vincristine"]

[[drug.depot]]
names = ["prednisone"]
routes = ["im"]
days = 28
source = "a label"
""",
    1,
).replace(
    'sentence = "write each drug"',
    """sentence = "write each drug"
drugs = ["vincristine", "prednisone"]

[[look_alike]]
drugs = ["vincristine", "prednisone"]
source = "a list"
""",
)


@pytest.mark.parametrize(
    ("was", "put", "at", "says"),
    [
        ('high_dose_names = ["prednisone"]', 'high_dose_names = ["HDP"]', 19, "“HDP” is not among"),
        ('holds = ["vincristine"]', 'holds = ["vincristin"]', 20, "“vincristin” is the id of no"),
        ('names = ["prednisone"]\nroutes', 'names = ["depot"]\nroutes', 22, "“depot” is not among"),
        ('routes = ["im"]', 'routes = ["into"]', 22, "“drug.depot.routes”"),
        ("days = 28", "days = 0", 22, "“drug.depot.days”"),
        ('source = "a label"\n', "", 22, "“drug.depot.source” is missing"),
        (
            'drugs = ["vincristine", "prednisone"]\n\n[[look',
            'drugs = ["VCR"]\n\n[[look',
            31,
            "“VCR” is the id of no drug",
        ),
        (
            'drugs = ["vincristine", "prednisone"]\nsource',
            'drugs = ["vincristine", "pred"]\nsource',
            34,
            "“pred” is the id of no drug",
        ),
    ],
)
def test_what_a_drug_refers_to_must_be_there(
    tmp_path: Path, was: str, put: str, at: int, says: str
) -> None:
    assert MORE.count(was) == 1
    refused = refusal(tmp_path, MORE.replace(was, put))

    assert (refused.source, refused.line) == ("drugs.toml", at)
    assert says in said(refused.reason)


def test_what_a_drug_refers_to_is_read(tmp_path: Path) -> None:
    file = tmp_path / "drugs.toml"
    file.write_text(MORE)
    catalogue = load_catalogue(file)

    assert [drug.id for drug in catalogue.read("VP").drugs] == ["vincristine", "prednisone"]
    assert catalogue.read("prednisone").high_dose
    assert catalogue.look_alikes == {
        "vincristine": ("prednisone",),
        "prednisone": ("vincristine",),
    }


def test_a_catalogue_of_before_classes_were_listed_has_those_of_this_program(
    tmp_path: Path,
) -> None:
    (tmp_path / "drugs.toml").write_text(SOUND.partition("[[class]]")[0], "utf-8")

    own = load_catalogue(tmp_path / "drugs.toml")

    assert own.classes == load_catalogue().classes
    assert own.drugs != load_catalogue().drugs
