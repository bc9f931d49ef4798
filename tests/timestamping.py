"""A time-stamp authority on loopback, made of `openssl ts`: RFC 3161 by somebody else's hand."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

CONFIG: Final = """
[req]
distinguished_name = name
prompt = no
x509_extensions = root
[name]
CN = Root of a test
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[authority]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """One that answers at `url`, vouched for by the certificate in `root`."""

    url: str
    root: Path


def openssl(folder: Path, *words: str) -> bytes:
    ended = subprocess.run(  # noqa: S603  fixed words
        ["openssl", *words],  # noqa: S607  the machine's own
        cwd=folder,
        capture_output=True,
        check=True,
    )
    return ended.stdout


def certificates(folder: Path) -> Path:
    """A root, and a certificate of it that may stamp; where the root's is."""
    (folder / "openssl.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    new = ("-newkey", "rsa:2048", "-nodes", "-config", "openssl.cnf")
    openssl(folder, "req", "-x509", *new, "-keyout", "root.key", "-out", "root.pem")
    named = ("-subj", "/CN=A time-stamp authority")
    openssl(folder, "req", *new, *named, "-keyout", "tsa.key", "-out", "tsa.csr")
    by_root = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial")
    may = ("-extfile", "openssl.cnf", "-extensions", "stamps")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", *by_root, *may, "-out", "tsa.pem")
    return folder / "root.pem"


def authority_of(server: HTTPServer, folder: Path) -> Authority:
    """An authority that stamps whatever it is asked to."""
    root = certificates(folder)

    def stamp(request: Request) -> Response:
        assert request.content_type == "application/timestamp-query"
        (folder / "asked.tsq").write_bytes(request.data)
        signer = ("-config", "openssl.cnf", "-section", "authority", "-signer", "tsa.pem")
        asked = ("-queryfile", "asked.tsq", "-inkey", "tsa.key")
        answer = openssl(folder, "ts", "-reply", *signer, *asked)
        return Response(answer, content_type="application/timestamp-reply")

    server.expect_request("/stamp", method="POST").respond_with_handler(stamp)
    return Authority(server.url_for("/stamp"), root)
