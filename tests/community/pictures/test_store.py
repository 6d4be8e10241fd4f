"""Where pictures lie: in a folder of this machine, or in a store that speaks S3."""

import importlib
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from moto import mock_aws

from community.pictures.tasks import delete_pictures
from config.pictures import picture_origins, picture_store
from providers.actions.pictures import add_listing_picture, take_down_listing_picture
from tests.factories.demand import make_vetted
from tests.factories.pictures import make_picture, show_picture
from tests.factories.supply import NOW, make_shown_listing
from tests.frontend.visiting import set_clock

STORE = {"bucket": "faces", "endpoint": "https://s3.amazonaws.com"}


@pytest.fixture
def store(settings, monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "for-a-test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    settings.STORAGES = settings.STORAGES | {"pictures": picture_store(tmp_path, **STORE)}
    settings.PICTURE_ORIGINS = picture_origins(**STORE)
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="faces")
        yield boto3.client("s3")


def names(store) -> list[str]:
    return [each["Key"] for each in store.list_objects_v2(Bucket="faces").get("Contents", [])]


@pytest.mark.django_db
@pytest.mark.holds("P122")
def test_a_store_holds_them_and_is_reached_by_an_address_that_soon_ends(store):
    set_clock(NOW)
    voice, provider = make_vetted("museum")
    listing = make_shown_listing(voice, provider)
    picture = show_picture(
        make_picture(lambda **facts: add_listing_picture(listing_id=listing.pk, **facts), voice)
    )
    assert len(names(store)) == 3

    answer = Client().get(reverse("picture_file", args=[picture.code, 640]))
    address = urlsplit(answer["Location"])
    assert (answer.status_code, f"{address.scheme}://{address.netloc}") == (
        302,
        picture_origins(**STORE)[0],
    )
    assert parse_qs(address.query)["X-Amz-Expires"] == ["600"]

    take_down_listing_picture(picture_id=picture.pk, by=voice, now=NOW)
    assert Client().get(reverse("picture_file", args=[picture.code, 640])).status_code == 404
    delete_pictures()
    assert names(store) == []


def test_a_folder_holds_them_where_no_bucket_is_named(tmp_path, settings):
    settings.STORAGES = settings.STORAGES | {"pictures": picture_store(tmp_path)}
    storages["pictures"].save("a.jpg", ContentFile(b"a"))
    assert ([each.name for each in tmp_path.iterdir()], picture_origins()) == (["a.jpg"], [])


@pytest.mark.holds("P122")
def test_the_policy_that_pages_come_with_names_the_store(monkeypatch):
    from config import settings as module

    for name, value in STORE.items():
        monkeypatch.setenv(f"PICTURES_{name.upper()}", value)
    with_store = importlib.reload(module).SECURE_CSP["img-src"]
    for name in STORE:
        monkeypatch.delenv(f"PICTURES_{name.upper()}")
    without = importlib.reload(module).SECURE_CSP["img-src"]
    assert set(with_store) - set(without) == {"https://s3.amazonaws.com"}


def test_a_bucket_without_an_address_is_named_at_the_start():
    with pytest.raises(ValueError, match="PICTURES_ENDPOINT"):
        picture_origins(bucket="faces")
