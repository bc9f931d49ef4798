"""A file of drugs as it was written, before anything of it is checked."""

from typing import Any

from models.protocol.loading.data_folder import DRUGS, SHIPPED
from models.protocol.loading.toml_lines import read_toml


def drugs_document(raw: bytes, source: str) -> dict[str, Any]:
    """What stands in it; a file of before classes were listed has those of this program.

    Raises:
        ProtocolRefused: if it is not TOML in UTF-8.
    """
    document = read_toml(raw, source)
    if "class" not in document:
        shipped = (SHIPPED / DRUGS).read_bytes()
        document["class"] = read_toml(shipped, DRUGS)["class"]
    return document
