"""Forms that carry a file: read into memory alone, within a limit; nothing of it reaches a disk."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from dayzero.web.signing_in.forms import Form, FormRefused, check_form
from dayzero.web.signing_in.visitors import MayOnlyRead, SignedIn, Visitor

LARGEST_BODY: Final = 12_000_000
"""Bytes: a file as it is, or as text in a field, and all that is said of it."""
MOST_FIELDS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A posted form.

    Attributes:
        name: of the file, as the browser tells it; empty where none was chosen.
    """

    fields: Form
    name: str
    content: bytes


async def read_upload(request: Request) -> Upload:
    """The fields of a posted form, and its file.

    Raises:
        FormRefused: if it is larger than any of ours, or no such form.
    """
    body = await _whole(request)
    parser = MultiPartParser(
        request.headers,
        _once(body),
        max_files=1,
        max_fields=MOST_FIELDS,
        max_part_size=LARGEST_BODY,
    )
    parser.spool_max_size = LARGEST_BODY  # what is larger would go to a disk
    try:
        form = await parser.parse()
    except (MultiPartException, ValueError, LookupError) as error:  # python-multipart has both
        raise FormRefused(400) from error
    fields, name, content = dict[str, str](), "", b""
    for field, value in form.multi_items():
        if isinstance(value, UploadFile):
            name, content = value.filename or "", await value.read()
        else:
            fields[field] = value.strip()
    await form.close()
    return Upload(fields, name, content)


async def _whole(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise FormRefused(413)
    return bytes(body)


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


Uploaded = Annotated[Upload, Depends(read_upload)]


def uploader_of(visitor: SignedIn, upload: Uploaded) -> Visitor:
    """Who sends a file that changes something.

    Raises:
        FormRefused: if the form is not of our own page.
        MayOnlyRead: if the person may change nothing.
    """
    check_form(upload.fields, visitor.token)
    if not visitor.person.may_write:
        raise MayOnlyRead
    return visitor


Uploader = Annotated[Visitor, Depends(uploader_of)]
