"""Any number of trials lie in the folder of data; a word that could mean several is asked for."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import InputRefused, NoTrialInstalled, ProtocolRefused, TrialNotNamed
from models.protocol import every_site, installed_trials, load_protocol, trial_of_chart
from models.protocol.loading.data_folder import BESIDE, SHIPPED
from models.versions.known import known_protocol
from tests.protocols.several import ADULT, CYCLES, TISAGENLECLEUCEL, add_trial, several_trials
from tests.protocols.written import HERE
from tests.refusals import refuses

Installed = Callable[[Path], None]
KNOWN = f"{ADULT}, {CYCLES} or {TISAGENLECLEUCEL}"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    def put(folder: Path) -> None:
        monkeypatch.setenv("DAYZERO_PROTOCOLS", str(folder))

    return put


@pytest.fixture
def several(tmp_path: Path, installed: Installed) -> Path:
    folder = several_trials(tmp_path / "trials")
    installed(folder)
    return folder


@pytest.mark.usefixtures("several")
def test_each_trial_is_known_by_its_id() -> None:
    assert [each.id for each in installed_trials()] == [ADULT, CYCLES, TISAGENLECLEUCEL]
    assert load_protocol(CYCLES).id == CYCLES
    assert load_protocol(TISAGENLECLEUCEL.lower()).id == TISAGENLECLEUCEL


@pytest.mark.usefixtures("several")
def test_a_trial_in_a_folder_of_its_own_is_the_same_trial() -> None:
    assert load_protocol(ADULT).step == load_protocol(ADULT).step
    assert load_protocol(ADULT).hash == shipped_hash()


def shipped_hash() -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DAYZERO_PROTOCOLS", raising=False)
        return load_protocol().hash


@pytest.mark.usefixtures("several")
def test_where_several_are_installed_one_must_be_named() -> None:
    with refuses(
        TrialNotNamed,
        match=f"several trials are installed; name one with --trial: {KNOWN}",
    ):
        load_protocol()


def test_a_folder_without_a_trial_says_what_it_must_hold(
    tmp_path: Path, installed: Installed
) -> None:
    installed(tmp_path)

    with refuses(NoTrialInstalled, match="no trial's file lies there; DAYZERO_PROTOCOLS must name"):
        load_protocol()
    with pytest.raises(NoTrialInstalled):
        installed_trials()


def test_trials_may_lie_side_by_side_in_one_folder(tmp_path: Path, installed: Installed) -> None:
    folder = several_trials(tmp_path / "trials", [])
    shutil.copy(HERE / "eliana" / "protocol.toml", folder / f"{TISAGENLECLEUCEL.lower()}.toml")
    installed(folder)

    assert {each.id for each in installed_trials()} == {ADULT, TISAGENLECLEUCEL}


def test_a_file_that_is_not_called_by_its_trial_is_refused(
    tmp_path: Path, installed: Installed
) -> None:
    folder = several_trials(tmp_path / "trials", [])
    shutil.copy(HERE / "eliana" / "protocol.toml", folder / "eliana.toml")
    installed(folder)

    with refuses(
        ProtocolRefused, match="the file must be called by the trial's id; name it after"
    ) as caught:
        installed_trials()
    assert caught.value.source == "eliana.toml"
    text = (folder / "eliana.toml").read_text("utf-8").splitlines()
    assert text[(caught.value.line or 0) - 1].startswith("id = ")


# ---------------------------------------------------------------- what lies beside a trial


def test_a_trial_is_read_with_the_words_of_its_own_folder(several: Path) -> None:
    words = (several / "vocabulary.toml").read_text("utf-8")
    own = words.replace('title = "oral"', 'title = "by mouth only"', 1)
    (several / "eliana" / "vocabulary.toml").write_text(own, "utf-8")

    titles = {
        trial.id: next(route.titles.english for route in trial.vocabulary.route)
        for trial in installed_trials()
    }

    assert titles == {ADULT: "oral", CYCLES: "oral", TISAGENLECLEUCEL: "by mouth only"}


def test_the_same_drugs_in_a_trial_s_folder_are_no_other_catalogue(several: Path) -> None:
    shutil.copy(several / "drugs.toml", several / "eliana")

    assert load_protocol(TISAGENLECLEUCEL).id == TISAGENLECLEUCEL


def test_a_trial_with_drugs_of_its_own_is_refused(several: Path) -> None:
    drugs = (several / "drugs.toml").read_text("utf-8")
    (several / "eliana" / "drugs.toml").write_text(f"{drugs}\n# ours\n", "utf-8")

    with refuses(
        ProtocolRefused, match="all trials are judged by one catalogue of drugs"
    ) as caught:
        load_protocol(TISAGENLECLEUCEL)
    assert caught.value.source == "eliana/drugs.toml"


def test_a_folder_of_trials_alone_is_read_with_the_drugs_of_the_program(
    tmp_path: Path, installed: Installed
) -> None:
    folder = tmp_path / "trials"
    add_trial(folder / "adult", SHIPPED / f"{ADULT.lower()}.toml")
    shutil.copy(SHIPPED / "sites.toml", folder / "adult")
    installed(folder)

    assert load_protocol().hash == shipped_hash()


@pytest.mark.parametrize("name", BESIDE)
def test_a_trial_that_lies_in_the_folder_itself_needs_all_data_there(
    tmp_path: Path, installed: Installed, name: str
) -> None:
    shutil.copytree(SHIPPED, tmp_path / "trials")
    (tmp_path / "trials" / name).unlink()
    installed(tmp_path / "trials")

    with refuses(ProtocolRefused, match=f"{name}: the file cannot be read"):
        load_protocol()


# ---------------------------------------------------------------- sites


@pytest.mark.usefixtures("several")
def test_a_hospital_with_several_trials_is_one_site() -> None:
    assert list(every_site()) == [f"CN{number:02}" for number in range(1, 12)]


def test_one_id_for_two_hospitals_is_refused(several: Path) -> None:
    sites = (several / "sites.toml").read_text("utf-8")
    other = sites.replace('name = "Beijing Boren Hospital"', 'name = "Another Hospital"', 1)
    (several / "eliana" / "sites.toml").write_text(other, "utf-8")

    with refuses(
        ProtocolRefused,
        match="CN01 is Beijing Boren Hospital in another trial, and Another Hospital here;"
        " one id is one hospital",
    ):
        every_site()


# ---------------------------------------------------------------- charts and words


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("trial", [ADULT, CYCLES, TISAGENLECLEUCEL])
def test_a_chart_is_read_by_its_own_trial(trial: str) -> None:
    assert trial_of_chart({"protocol": trial}).id == trial


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            {"protocol": "NCT99999999"},
            f"protocol: “NCT99999999” is no trial of this installation; use {KNOWN}",
        ),
        ({"protocol": 7}, "protocol: “7” is no trial of this installation; use"),
        (
            {},
            f"protocol: is missing, and several trials are installed; write {KNOWN}",
        ),
    ],
)
def test_a_chart_of_no_trial_is_refused(document: dict[str, object], sentence: str) -> None:
    with refuses(InputRefused, match=sentence):
        trial_of_chart(document)


def test_where_one_trial_is_installed_the_chart_is_read_by_it_whatever_it_says() -> None:
    assert trial_of_chart({}).id == trial_of_chart({"protocol": "NCT99999999"}).id == ADULT


@pytest.mark.usefixtures("several")
def test_what_is_about_no_trial_is_said_by_all_of_them_together() -> None:
    together = known_protocol()

    assert {"apheresis", "cycle_9_day_1", "ltfu_15y"} <= together.step_by_id.keys()
    assert known_protocol(CYCLES).step_by_id.keys() != together.step_by_id.keys()
    assert list(together.sites) == list(every_site())


# ---------------------------------------------------------------- what a path tells by itself


def test_nothing_more_is_given_in_the_follow_up_phases_of_a_trial(
    tmp_path: Path, installed: Installed
) -> None:
    installed(several_trials(tmp_path / "trials", ["eliana", "felix", "cycles"]))

    assert {trial.id: trial.follow_up_phases for trial in installed_trials()} == {
        ADULT: {"follow-up"},
        TISAGENLECLEUCEL: {"follow-up", "long-term"},
        "NCT04404660": {"follow-up"},  # its second infusion has rules of its own
        CYCLES: set(),  # each cycle is treatment
    }
