"""Names of things that an author got wrong: refused at their line, in plain words."""

from pathlib import Path

import pytest

from tests.unit.protocol.authored import refusal_beside, refusal_of, with_slip

RELAPSE = 'id = "relapse"'
HAS_ONE = "already names the event"


@pytest.mark.parametrize(
    ("after", "old", "new", "sentence"),
    [
        # ---- a spelling that names two things of one kind
        (RELAPSE, '"recurrence"', '"CR1"', f"“CR1” {HAS_ONE} “first_remission”"),
        (RELAPSE, '"recurrence"', '"C.R.-1"', f"“C.R.-1” {HAS_ONE} “first_remission”"),
        (RELAPSE, '"recurrence"', '"首次緩解"', f"“首次緩解” {HAS_ONE} “first_remission”"),
        (RELAPSE, 'title = "relapse"', 'title = "DVT"', f"“DVT” {HAS_ONE} “dvt”"),
        (RELAPSE, 'title_zh = "复发"', 'title_zh = "肺栓塞"', f"“肺栓塞” {HAS_ONE}"),
        ('id = "alt"', 'also = ["gpt"]', 'also = ["谷草"]', "already names the measure “ast”"),
        ('id = "hbeag"', '"乙肝 e 抗原"', '"乙肝表面抗原"', "already names the finding “hbsag”"),
        # ---- a synonym that says nothing new, or nothing at all
        (RELAPSE, '"recurrence"', '"Re-lapse"', "“Re-lapse” is “relapse” once more"),
        (RELAPSE, '"recurrence"', '"疾病复发"', "“疾病复发” is “relapse” once more"),
        (RELAPSE, '"recurrence"', '"--"', "“--” has no letter or digit"),
        # ---- ids given twice
        ('id = "dvt"', 'id = "dvt"', RELAPSE, "event “relapse” is defined twice"),
        ("[[test]]", 'id = "cd19"', 'id = "pregnancy"', "test “pregnancy” is defined twice"),
        # ---- names that rules speak of and nobody gave
        ('rule = "EX-15"', '"dvt"', '"dtv"', "“dtv” is nothing that this protocol names"),
        ('rule = "IN-03.1"', '"first_remission"', '"remission"', "mean “first_remission”?"),
        ('rule = "IN-03.1"', '["relapse"]', '["relaps"]', "did you mean “relapse”?"),
        ('rule = "IN-03.2"', '"induction_cycles"', '"cycles"', "“cycles” is nothing that"),
        ("[[closing]]", '"lost_to_follow_up"', '"lost_follow_up"', "mean “lost_to_follow_up”?"),
        ('rule = "EX-11"', '"prior_malignancy"', '"malignancy"', "“malignancy” is nothing that"),
        ('rule = "EX-06"', '"anthracycline_dose_accepted"', '"dose"', "“dose” is nothing that"),
        ('rule = "EX-08a"', '["mild"]', '["milder"]', "did you mean “mild”?"),
        ('id = "consent"', 'phase = "screening"', 'phase = "screning"', "mean “screening”?"),
    ],
)
def test_a_name_that_means_two_things_or_none_is_refused_at_its_line(
    tmp_path: Path, after: str, old: str, new: str, sentence: str
) -> None:
    line, said = refusal_of(with_slip(after, old, new), tmp_path)

    assert new in line
    assert sentence in said


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"皮内注射"', '"口服"', "“口服” already names the route “oral”"),
        ('acts = "intrathecally"', 'acts = "in the spine"', "“in the spine” is not allowed"),
        ('"肌注"', '"SC"', "“SC” already names the route “sc”"),
        ('"胸部"', '"全脑"', "“全脑” already names the field “cns”"),
        ('"未检出"', '"Negative"', "“Negative” is “negative” once more"),
        ('id = "urine"', 'id = "serum"', "specimen “serum” is defined twice"),
        ('title = "serum"', 'titel = "serum"', "“titel” is not known here; did you mean “title”?"),
        ('title = "serum"', "title = 3", "“title” must be a text in quotes"),
        ('title_zh = "血清"', "title_zh = 3", "“title_zh” must be a text in quotes"),
        ('title_zh = "血清"', 'title_zh = ""', "“title_zh” is empty"),
        ("[[severity]]", "[[gravity]]", "“gravity” is not known here"),
        (
            "dayzero.vocabulary/1",
            "dayzero.vocabulary/2",
            "“schema”: “dayzero.voc",
        ),
    ],
)
def test_a_slip_in_the_vocabulary_is_refused_at_its_line(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    line, said = refusal_beside("vocabulary.toml", old, new, tmp_path)

    assert new in line
    assert sentence in said


@pytest.mark.parametrize(
    ("slip", "at", "sentence"),
    [
        ("", "[[route]]", "“acts” is missing; say where a drug given so acts: “systemically”,"),
        ('acts = "everywhere"\n', "acts = ", "“acts”: “everywhere” is not allowed; use"),
        ('acts = ""\n', "acts = ", "“acts” is empty; say where a drug given so acts"),
    ],
)
def test_a_route_of_a_sites_older_file_must_say_where_it_acts(
    tmp_path: Path, slip: str, at: str, sentence: str
) -> None:
    line, said = refusal_beside("vocabulary.toml", 'acts = "systemically"\n', slip, tmp_path)

    assert line.startswith(at)
    assert said.startswith(sentence)


# ---------------------------------------------------------------- languages of the data


STEP = '[[step]]\nid = "apheresis"'


@pytest.mark.parametrize(
    ("slip", "at", "sentence"),
    [
        ((STEP, 'title_zh = "单采"\n', ""), 'title = "apheresis"', "“title_zh” is missing"),
        ((STEP, 'title = "apheresis"\n', ""), "[[step]]", "“title” is missing"),
        ((STEP, "title_zh", "title_hz"), "title_hz", "“title_hz” is not known here; did you mean"),
        (
            (STEP, "title_zh", 'title_de = "x"\ntitle_zh'),
            "title_de",
            "“title_de” is not known here",
        ),
        ((STEP, "title_zh", "titel_zh"), "titel_zh", "“titel_zh” is not known here"),
        (("[[step]]", ', title_zh = "单采前检测"', ""), "outside = ", "“title_zh” is missing"),
        (("[gate]", "text_zh", "text_hz"), "text_hz", "did you mean “text_zh”?"),
        (("[[closing]]", 'text_zh = "撤回知情同意"\n', ""), "text = ", "“text_zh” is missing"),
        ((RELAPSE, 'title_zh = "复发"\n', ""), 'title = "relapse"', "“title_zh” is missing"),
    ],
)
def test_a_text_is_there_in_every_language_of_the_protocols_own_title(
    tmp_path: Path, slip: tuple[str, str, str], at: str, sentence: str
) -> None:
    line, said = refusal_of(with_slip(*slip), tmp_path)

    assert line.startswith(at)
    assert sentence in said


@pytest.mark.parametrize(
    ("name", "old", "at", "sentence"),
    [
        ("vocabulary.toml", 'title_zh = "血清"\n', 'title = "serum"', "“title_zh” is missing"),
        ("sites.toml", 'name_zh = "北京博仁医院"\n', "name = ", "“name_zh” is missing"),
    ],
)
def test_so_are_the_names_in_the_files_beside_it(
    tmp_path: Path, name: str, old: str, at: str, sentence: str
) -> None:
    line, said = refusal_beside(name, old, "", tmp_path)

    assert line.startswith(at)
    assert said == sentence
