"""Copies of the records that only who holds a key can read."""

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from pyrage import x25519

from tests.unit.commands.command_line import Answer, Run, exported
from tests.unit.records.recorded import SUBJECT

OF_BEFORE = Path(__file__).parents[2] / "upgrades" / "records-0010.sql.gz"
BEGINS = b"age-encryption.org/v1\n"
KEPT = "; the records are as they were\n"


class Key(NamedTuple):
    """A key of age: the file as `age-keygen` writes it, and what others may know."""

    file: Path
    public: str
    secret: str


def a_key(file: Path) -> Key:
    secret = x25519.Identity.generate()
    public = str(secret.to_public())
    file.write_text(f"# created: 2026-03-10T08:00:00+08:00\n# public key: {public}\n{secret}\n")
    return Key(file, public, str(secret))


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return a_key(tmp_path / "key.txt")


@pytest.fixture
def recipients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes every copy one for the public keys of a file."""

    def named(content: str) -> Path:
        file = tmp_path / "recipients.txt"
        file.write_text(content)
        monkeypatch.setenv("DAYZERO_BACKUP_RECIPIENTS", str(file))
        return file

    return named


@pytest.fixture
def encrypted(enrolled: Run, key: Key, recipients: Callable[[str], Path], tmp_path: Path) -> Path:
    """A copy for one key, of one fact; another fact was recorded since."""
    recipients(f"# the archive's\n{key.public}\n")
    copy = tmp_path / "copy.db.age"
    done = enrolled("backup", copy)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("bytes\nit is encrypted for 1 of age's keys\n")
    enrolled("book", SUBJECT, "infusion", "2026-04-13T10:00")
    return copy


def all_octets(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def refused_by(run: Run, *words: str | Path) -> Answer:
    """What a restore says that changes nothing: no record, no copy, no file left over."""
    refused = run("restore", *words)
    home = Path(words[0]).parent / "home"
    assert refused.code != 0
    assert refused.out == ""
    assert len(exported(run)["facts"]) == 2
    assert not list((home / "backups").glob("*"))
    assert not list(home.rglob("*.part*"))
    return refused


def test_an_encrypted_copy_names_no_subject_and_is_put_back_with_its_key(
    enrolled: Run, encrypted: Path, key: Key
) -> None:
    restored = enrolled("restore", encrypted, "--identity", key.file)

    assert SUBJECT.encode() not in encrypted.read_bytes()
    assert encrypted.read_bytes().startswith(BEGINS)
    assert encrypted.stat().st_mode & 0o777 == 0o600
    assert (restored.code, restored.err) == (0, "")
    assert len(exported(enrolled)["facts"]) == 1
    assert SUBJECT.encode() in all_octets(encrypted.parent / "home")  # there it is in clear
    assert not list(encrypted.parent.rglob("*.part*"))


def test_each_of_several_recipients_opens_a_copy(
    enrolled: Run, key: Key, recipients: Callable[[str], Path], tmp_path: Path
) -> None:
    other = a_key(tmp_path / "other.txt")
    recipients(f"{key.public}\n{other.public}\n")

    said = enrolled("backup", tmp_path / "copy.age")

    assert said.out.endswith("it is encrypted for 2 of age's keys\n")
    for one in (key, other):
        assert enrolled("restore", tmp_path / "copy.age", "--identity", one.file).code == 0


def test_without_a_key_an_encrypted_copy_replaces_nothing(enrolled: Run, encrypted: Path) -> None:
    refused = refused_by(enrolled, encrypted)

    assert refused.err == (
        f"the copy {encrypted} is encrypted; name the file with the secret key by --identity{KEPT}"
    )


def test_with_another_key_an_encrypted_copy_replaces_nothing(
    enrolled: Run, encrypted: Path, tmp_path: Path
) -> None:
    other = a_key(tmp_path / "other.txt")

    refused = refused_by(enrolled, encrypted, "--identity", other.file)

    assert refused.err == (
        f"the copy {encrypted} is encrypted for another key than that of --identity{KEPT}"
    )


@pytest.mark.parametrize("octet", [150, 5_000, -1])  # of its head, of its body, the last one
def test_an_encrypted_copy_of_which_one_bit_was_changed_replaces_nothing(
    enrolled: Run, encrypted: Path, key: Key, octet: int
) -> None:
    raw = bytearray(encrypted.read_bytes())
    raw[octet] ^= 1
    encrypted.write_bytes(raw)

    refused = refused_by(enrolled, encrypted, "--identity", key.file)

    assert refused.err == f"the copy {encrypted} is damaged{KEPT}"


def test_an_encrypted_copy_that_was_cut_off_replaces_nothing(
    enrolled: Run, encrypted: Path, key: Key
) -> None:
    encrypted.write_bytes(encrypted.read_bytes()[:-70_000])

    refused = refused_by(enrolled, encrypted, "--identity", key.file)

    assert refused.err == f"the copy {encrypted} is damaged{KEPT}"


@pytest.mark.parametrize("content", ["", "# a remark\n", "{public}\n", "{secret}x\n"])
def test_a_file_without_a_secret_key_opens_nothing(
    enrolled: Run, encrypted: Path, key: Key, content: str
) -> None:
    key.file.write_text(content.format(public=key.public, secret=key.secret))

    refused = refused_by(enrolled, encrypted, "--identity", key.file)

    assert refused.err == f"{key.file}: holds no secret key of age (AGE-SECRET-KEY-1…)\n"


def test_a_copy_in_clear_is_put_back_whether_or_not_a_key_is_named(
    enrolled: Run, key: Key, tmp_path: Path
) -> None:
    enrolled("backup", tmp_path / "copy.db")

    assert enrolled("restore", tmp_path / "copy.db", "--identity", key.file).code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("# nobody yet\n", ": holds no public key of age (age1…), so a copy would be for nobody"),
        ("{public}\nthe archive\n", ", line 2: is no public key of age (age1…)"),
        ("{secret}\n", ", line 1: is no public key of age (age1…)"),
    ],
)
def test_recipients_that_are_none_give_no_copy_and_are_not_repeated(
    enrolled: Run, key: Key, recipients: Callable[[str], Path], content: str, said: str
) -> None:
    file = recipients(content.format(public=key.public, secret=key.secret))

    refused = enrolled("backup", file.with_name("copy.age"))

    assert (refused.code, refused.out, refused.err) == (2, "", f"{file}{said}\n")
    assert not list(file.parent.glob("copy*"))


def test_recipients_whose_file_is_gone_give_no_copy_in_clear(
    enrolled: Run, recipients: Callable[[str], Path], tmp_path: Path
) -> None:
    file = recipients("")
    file.unlink()

    refused = enrolled("backup", tmp_path / "copy.age")

    assert refused.code == 2
    assert refused.err.startswith(f"{file}: ")
    assert not list(tmp_path.glob("copy*"))


def test_what_a_restore_replaces_is_encrypted_too(enrolled: Run, encrypted: Path, key: Key) -> None:
    enrolled("restore", encrypted, "--identity", key.file)

    [kept] = (encrypted.parent / "home" / "backups").iterdir()
    assert kept.read_bytes().startswith(BEGINS)
    assert enrolled("restore", kept, "--identity", key.file).code == 0
    assert len(exported(enrolled)["facts"]) == 2


def test_records_of_an_older_version_are_copied_encrypted_before_they_are_upgraded(
    run: Run, key: Key, recipients: Callable[[str], Path], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(home / "dayzero.db")) as connection:
        connection.executescript(gzip.decompress(OF_BEFORE.read_bytes()).decode())
    recipients(key.secret)  # by mistake

    assert run("init").err.endswith(", line 1: is no public key of age (age1…)\n")
    recipients(key.public)
    assert run("init").code == 0

    [copy] = (home / "backups").iterdir()
    assert copy.read_bytes().startswith(BEGINS)
    assert run("restore", copy, "--identity", key.file).code == 0


def test_a_secret_key_stands_in_no_record_and_in_nothing_that_is_printed(
    enrolled: Run, encrypted: Path, key: Key
) -> None:
    said = enrolled("restore", encrypted, "--identity", key.file)
    audit = enrolled("audit")

    records = all_octets(encrypted.parent / "home")
    assert "restored all records from a copy" in audit.out
    for told in (said.out + said.err, audit.out + audit.err, records.decode("latin-1")):
        assert key.secret not in told
        assert "AGE-SECRET-KEY" not in told
