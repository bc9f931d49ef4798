"""`dayzero checkpoint`, and time stamps on it by an authority made of OpenSSL."""

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.ports import free_port
from tests.timestamping import Authority, authority_of, certificates, openssl
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import SUBJECT

ONE_ALONE = (
    "--timestamp: needs --authority, a file with the certificates that you trust, "
    "and --authority needs --timestamp\n"
)
AWAY = "does not answer; try again later, or ask another time-stamp authority"


@pytest.fixture
def authority(httpserver: HTTPServer, tmp_path: Path) -> Authority:
    folder = tmp_path / "authority"
    folder.mkdir()
    return authority_of(httpserver, folder)


@pytest.fixture
def stamped(enrolled: Run, authority: Authority, tmp_path: Path) -> Path:
    """A checkpoint of the records with its time stamp beside it."""
    file = tmp_path / "monday.json"
    done = enrolled("checkpoint", file, "--timestamp", authority.url)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{file} holds the checkpoint\n{file}.tsr holds its time stamp\n"
    return file


def test_a_checkpoint_is_written_or_printed(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "monday.json"

    assert enrolled("checkpoint", file).out == f"{file} holds the checkpoint\n"

    printed, written = json.loads(enrolled("checkpoint").out), json.loads(file.read_text())
    assert printed["hash"] == written["hash"]
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_not_written_over(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "monday.json"
    file.write_text("of another day")

    refused = enrolled("checkpoint", file)

    assert refused.err == f"{file}: is there already; choose another name\n"
    assert (refused.code, file.read_text()) == (2, "of another day")


def test_records_are_held_against_a_checkpoint_that_an_authority_has_stamped(
    enrolled: Run, stamped: Path, authority: Authority
) -> None:
    enrolled("book", SUBJECT, "infusion", "2026-04-13T10:00")
    against = ("--against", stamped, "--timestamp", f"{stamped}.tsr", "--authority", authority.root)

    looked = enrolled("verify", *against)

    assert looked.code == 0
    assert f"{stamped} was there at 20" in looked.out
    assert "UTC: its time stamp fits\n" in looked.out
    assert json.loads(enrolled("verify", *against, "--json").out)["timestamp"].endswith("+00:00")


def test_the_stamp_is_checked_by_openssl_without_this_program(
    stamped: Path, authority: Authority
) -> None:
    answer = ("-in", f"{stamped}.tsr", "-CAfile", str(authority.root))

    by_file = openssl(stamped.parent, "ts", "-verify", "-data", str(stamped), *answer)
    by_question = openssl(stamped.parent, "ts", "-verify", "-queryfile", f"{stamped}.tsq", *answer)

    assert by_file == by_question == b"Verification: OK\n"


def test_a_checkpoint_that_was_written_anew_has_no_stamp(
    enrolled: Run, stamped: Path, authority: Authority, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    enrolled("book", SUBJECT, "infusion", "2026-04-13T10:00")
    enrolled("checkpoint", other)

    refused = enrolled(
        *("verify", "--against", other, "--timestamp", f"{stamped}.tsr"),
        *("--authority", authority.root),
    )

    assert (refused.code, refused.out) == (2, "")
    assert refused.err == f"{stamped}.tsr: stamps something else than this file\n"


def test_a_stamp_by_somebody_else_is_not_believed(
    enrolled: Run, stamped: Path, tmp_path: Path
) -> None:
    (tmp_path / "else").mkdir()
    other = certificates(tmp_path / "else")

    refused = enrolled(
        *("verify", "--against", stamped, "--timestamp", f"{stamped}.tsr"), *("--authority", other)
    )

    assert refused.code == 2
    assert refused.err == (
        f"{stamped}.tsr: is signed by nobody whom the certificates of --authority vouch for\n"
    )


def test_a_stamp_of_which_one_bit_was_changed_is_not_believed(
    enrolled: Run, stamped: Path, authority: Authority
) -> None:
    file = Path(f"{stamped}.tsr")
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1  # in its signature
    file.write_bytes(raw)

    refused = enrolled(
        *("verify", "--against", stamped, "--timestamp", file), *("--authority", authority.root)
    )

    assert refused.err.endswith(
        "is signed by nobody whom the certificates of --authority vouch for\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--timestamp", "{}.tsr"), ONE_ALONE),
        (("--authority", "{}"), ONE_ALONE),
        (("--timestamp", "{}.tsr", "--authority", "{}"), "{}: holds no certificate in PEM\n"),
        (
            ("--timestamp", "{}", "--authority", "{root}"),
            "{}: gives no answer of a time-stamp authority (RFC 3161)\n",
        ),
    ],
)
def test_what_a_stamp_cannot_be_checked_by_is_named(
    enrolled: Run, stamped: Path, authority: Authority, words: tuple[str, ...], said: str
) -> None:
    filled = [word.format(stamped, root=authority.root) for word in words]

    refused = enrolled("verify", "--against", stamped, *filled)

    assert (refused.code, refused.out, refused.err) == (2, "", said.format(stamped))


def test_a_stamp_is_of_a_file(enrolled: Run, stamped: Path, authority: Authority) -> None:
    said = "--timestamp: needs the checkpoint as a FILE, as the file is what is stamped\n"
    asked = ("--timestamp", f"{stamped}.tsr", "--authority", authority.root)

    assert enrolled("checkpoint", "--timestamp", authority.url).err == said
    assert enrolled("verify", *asked).err == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/away", AWAY),
        ("/page", "gives no answer of a time-stamp authority (RFC 3161)"),
        ("/no", "grants no time stamp"),
    ],
)
def test_an_authority_that_stamps_nothing_leaves_no_file(
    enrolled: Run, httpserver: HTTPServer, tmp_path: Path, path: str, said: str
) -> None:
    httpserver.expect_request("/page").respond_with_data("a page to sign in")
    rejected = b"\x30\x05\x30\x03\x02\x01\x02"  # PKIStatus 2: rejection, and no token
    httpserver.expect_request("/no").respond_with_data(rejected)

    refused = enrolled(
        "checkpoint", tmp_path / "monday.json", "--timestamp", httpserver.url_for(path)
    )

    assert (refused.code, refused.out) == (2, "")
    assert refused.err == f"http://localhost/…: {said}\n"
    assert list(tmp_path.glob("monday*")) == []


def test_an_authority_that_is_not_there_is_named_without_its_secrets(
    enrolled: Run, tmp_path: Path
) -> None:
    address = f"http://user:secret@127.0.0.1:{free_port()}/?key=secret"

    refused = enrolled("checkpoint", tmp_path / "monday.json", "--timestamp", address)

    assert (refused.code, refused.err) == (2, f"http://127.0.0.1/…: {AWAY}\n")
    assert list(tmp_path.glob("monday*")) == []


def test_an_address_that_is_no_authoritys_is_refused(enrolled: Run, tmp_path: Path) -> None:
    address = "ftp://tsa.example.org/"

    refused = enrolled("checkpoint", tmp_path / "monday.json", "--timestamp", address)

    assert refused.code == 2
    assert refused.err == (
        "ftp://tsa.example.org/…: is no http or https address of a time-stamp authority\n"
    )
