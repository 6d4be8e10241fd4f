"""Where pictures are kept: a folder of this machine, or a store that speaks S3."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SIGNED_FOR_SECONDS = 600


def picture_store(
    folder: Path, *, bucket: str = "", endpoint: str = "", region: str = ""
) -> dict[str, Any]:
    """As Django's STORAGES has it. The store's client reads its keys from the environment."""
    if not bucket:
        options: dict[str, Any] = {"location": folder}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": region or None,
        "addressing_style": "path",
        "signature_version": "s3v4",
        "default_acl": None,
        "querystring_expire": SIGNED_FOR_SECONDS,
        "file_overwrite": True,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def picture_origins(*, bucket: str = "", endpoint: str = "") -> list[str]:
    """The store's origin, for the policy that pages come with; none where pictures lie here."""
    if not bucket:
        return []
    address = urlsplit(endpoint)
    if not address.netloc:
        raise ValueError("PICTURES_BUCKET needs PICTURES_ENDPOINT: https:// and the store’s host")
    return [f"{address.scheme}://{address.netloc}"]
