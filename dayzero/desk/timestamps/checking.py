"""A time stamp checked: of this content, and signed by who is trusted."""

from datetime import datetime
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder

from dayzero.desk.chart_files import read_files
from dayzero.desk.timestamps.reading import read_answer, refused, require_stamped
from models.reasons.refusals.keeping.timestamps import TimestampFlaw


def check_timestamp(content: bytes, answer: Path, authority: Path) -> datetime:
    """When an authority had seen a content, in UTC.

    The certificates must have been valid at that moment; today they may be over.

    Args:
        answer: the file with what the authority answered.
        authority: certificates in PEM that are trusted.

    Raises:
        FileUnusable: if a file cannot be read.
        InputRefused: naming the file, if the answer is no time stamp of this content, or is
            signed by nobody who is trusted.
    """
    trusted = _certificates(authority)
    found = read_answer(_bytes(answer), str(answer))
    require_stamped(found, content, str(answer))
    _require_signed(found, content, trusted, answer)
    return found.tst_info.gen_time


def _require_signed(
    found: TimeStampResponse, content: bytes, trusted: list[Certificate], file: Path
) -> None:
    verifier = VerifierBuilder(roots=trusted).build()
    try:
        verifier.verify_message(found, content)
    except (VerificationError, ValueError) as error:
        raise refused(str(file), TimestampFlaw.UNTRUSTED) from error


def _certificates(file: Path) -> list[Certificate]:
    try:
        return load_pem_x509_certificates(_bytes(file))
    except ValueError as error:
        raise refused(str(file), TimestampFlaw.NO_CERTIFICATE) from error


def _bytes(file: Path) -> bytes:
    [(_, content)] = read_files([file])
    return content
