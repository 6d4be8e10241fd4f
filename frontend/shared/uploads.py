"""A file that is sent is read no further than a little past the largest that we take."""

from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from community.pictures.rules.pictures import MAX_UPLOAD_BYTES


class CutShortHandler(FileUploadHandler):
    """Before those that keep what comes. They are given enough to see that it is too large, so that
    its sender reads that beside the box, and the rest fills no disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAX_UPLOAD_BYTES else None

    def file_complete(self, file_size: int) -> Any:
        return None


def digest_of_upload(file: UploadedFile) -> str:
    """By which the same file is known again. It is read from its beginning after this."""
    file.seek(0)
    digest = sha256(file.read()).hexdigest()
    file.seek(0)
    return digest
