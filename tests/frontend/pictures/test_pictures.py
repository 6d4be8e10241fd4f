"""Pictures: sent, looked at, agreed to, taken back; and who sees which (P122)."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from community.messaging.models import Message
from community.moderation.models import ModerationItem
from community.people.models.logins import Role
from community.people.states import RepresentationScope, RoleKind
from community.pictures.actions import pictures as actions
from community.pictures.models import Picture, PictureAgreement, PictureUpload
from community.pictures.rules.pictures import MAX_PICTURES, MAX_UPLOAD_BYTES
from community.pictures.tasks import delete_pictures, read_pictures
from frontend.shared.pictures import SEEN_FOR_SECONDS, address_to_take_back
from groups.actions.membership import leave_group
from tests.factories.demand import join, make_group_of, make_unread_group, make_vetted
from tests.factories.pictures import jpeg, jpeg_from_a_telephone, moving, png_that_says_it_is_large
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_shown_listing,
    make_someone,
)
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day", "store")
ALT = "A long table with tea by a window"
UNTIL = {"until_day": "1", "until_month": "9", "until_year": str(NOW.year)}
NOBODY = {"alt_words": ALT, "shows_faces": "no"}
SEEN, NOT_THERE = 200, 404


@pytest.fixture
def store(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "pictures": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return tmp_path


@pytest.fixture
def museum():
    voice, provider = make_vetted("museum")
    return voice, make_shown_listing(voice, provider)


@pytest.fixture
def friends():
    """A group that strangers find: ann, ben and cyd."""
    group, people = make_group_of("ann", "ben", "cyd")
    return group, people


def upload(content: bytes | None = None, name="IMG_2041 at home.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content, "image/jpeg")


def send(by, route, thing_id, content=None, **answers):
    return signed_in(by).post(
        reverse(route, args=[thing_id]),
        {"picture": upload(content)} | (answers or NOBODY),
    )


def send_of_listing(museum, content=None, **answers) -> Picture:
    voice, listing = museum
    response = send(voice, "listing_pictures", listing.pk, content, **answers)
    assert response.status_code == 302, response.content.decode()
    return Picture.objects.latest("pk")


def with_face(*names) -> dict:
    return {"alt_words": ALT, "shows_faces": "yes", "names": list(names)} | UNTIL


def send_of_group(friends, *names) -> Picture:
    group, (ann, *_others) = friends
    response = send(ann, "group_pictures", group.pk, **with_face(*names))
    assert response.status_code == 302, response.content.decode()
    return Picture.objects.latest("pk")


def let_through(picture, connie=None):
    connie = connie or make_connector()
    item = ModerationItem.objects.get(about=f"picture:{picture.pk}")
    response = signed_in(connie).post(reverse("let_words_through", args=[item.pk]))
    assert response.status_code == 302
    return picture


def look(picture, client=None, width=640):
    picture.refresh_from_db()
    client = client or Client()
    return client.get(reverse("picture_file", args=[picture.code, width])).status_code


def stands_on(page: str) -> bool:
    return ALT in Client().get(page).content.decode()


def page_of(museum) -> str:
    return reverse("listing", args=[museum[1].pk])


@pytest.mark.holds("P122")
def test_a_picture_is_read_looked_at_and_then_seen_by_anybody(museum, store):
    picture = send_of_listing(museum, jpeg_from_a_telephone())
    assert (look(picture), stands_on(page_of(museum))) == (NOT_THERE, False)

    read_pictures()
    assert (look(picture), stands_on(page_of(museum))) == (NOT_THERE, False)

    let_through(picture)
    assert (look(picture), stands_on(page_of(museum))) == (SEEN, True)
    response = Client().get(reverse("picture_file", args=[picture.code, 1280]))
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"at home" not in response.content
    # Names that say nothing; nothing of the file that was sent is left.
    assert sorted(each.name for each in store.iterdir()) == sorted(
        f"{picture.code}-{width}.jpg" for width in (320, 640, 1280)
    )
    assert not PictureUpload.objects.exists()


@pytest.mark.holds("P122")
def test_it_is_lazy_keeps_its_room_and_says_what_it_shows(museum):
    picture = send_of_listing(museum)
    read_pictures()
    let_through(picture)

    text = Client().get(page_of(museum)).content.decode()
    image = next(part for part in text.split("<img") if picture.code in part).split(">")[0]
    for part in ('width="640"', 'height="427"', 'loading="lazy"', f'alt="{ALT}"', "320w"):
        assert part in image


@pytest.mark.holds("P122")
def test_who_looks_sees_it_beside_its_words_and_may_hold_back_a_face(museum):
    voice, listing = museum
    picture = send_of_listing(museum)
    read_pictures()
    connie = make_connector()
    client = signed_in(connie)
    text = client.get(reverse("looks")).content.decode()
    assert reverse("picture_file", args=[picture.code, 640]) in text
    assert look(picture, client) == SEEN

    item = ModerationItem.objects.get(about=f"picture:{picture.pk}")
    held = {"reason": "face", "why_words": "There is a child at the left"}
    client.post(reverse("hold_words_back", args=[item.pk]), held)
    text = signed_in(voice).get(reverse("listing_pictures", args=[listing.pk])).content.decode()
    assert "There is a child at the left" in text
    assert (look(picture), stands_on(page_of(museum))) == (NOT_THERE, False)

    again = reverse("listing_picture_look_again", args=[picture.pk])
    assert signed_in(voice).post(again).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.not_by_id) == ("waiting", connie.login_id)


def test_a_face_is_no_reason_for_words(museum):
    make_unread_group(make_someone("dora"))
    item = ModerationItem.objects.latest("pk")
    response = signed_in(make_connector()).post(
        reverse("hold_words_back", args=[item.pk]), {"reason": "face", "why_words": "A child"}
    )
    assert response.status_code == 422


@pytest.mark.holds("P122")
def test_nobody_looks_at_their_own_picture(museum):
    voice, _listing = museum
    Role.objects.create(login=voice.login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW)
    picture = send_of_listing(museum)
    read_pictures()
    item = ModerationItem.objects.get(about=f"picture:{picture.pk}")
    assert signed_in(voice).post(reverse("let_words_through", args=[item.pk])).status_code != 302


@pytest.mark.holds("P122")
@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"alt_words": ALT}, "shows_faces"),
        ({"shows_faces": "no"}, "alt_words"),
        ({"alt_words": " ", "shows_faces": "no"}, "alt_words"),
        ({"alt_words": ALT, "shows_faces": "yes"} | UNTIL, "names"),
        ({"alt_words": ALT, "shows_faces": "yes", "names": "Dora"}, "until"),
        (with_face("Dora") | {"until_year": str(NOW.year - 1)}, "until"),
        (with_face("Dora") | {"until_year": str(NOW.year + 3)}, "until"),
        (with_face("Dora") | {"shows_faces": "no"}, "names"),
        (with_face("\n".join(f"Dora {n}" for n in range(13))), "names"),
        (with_face("D" * 81), "names"),
    ],
)
def test_each_question_is_answered(museum, answers, field):
    voice, listing = museum
    response = send(voice, "listing_pictures", listing.pk, **answers)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not Picture.objects.exists()
    if "alt_words" in answers:
        assert answers["alt_words"].strip() in response.content.decode()  # nothing typed is lost


@pytest.mark.holds("P122")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "JPEG, PNG or WebP"),
        (moving("GIF"), "JPEG, PNG or WebP"),
        (jpeg() + bytes(MAX_UPLOAD_BYTES), "larger than 10 MB"),
        (b"", "nothing in this file"),
    ],
)
def test_what_cannot_be_one_is_refused_beside_its_box(museum, content, words):
    voice, listing = museum
    response = send(voice, "listing_pictures", listing.pk, content)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["picture"])
    assert words in response.content.decode()


@pytest.mark.holds("P122")
def test_a_file_is_kept_no_further_than_shows_that_it_is_too_large(museum, monkeypatch):
    voice, listing = museum
    kept = []
    monkeypatch.setattr(
        "frontend.pages.pictures.forms.UploadField.clean",
        lambda self, data, initial=None: kept.append(data.size) or data.read(),
    )
    send(voice, "listing_pictures", listing.pk, jpeg() + bytes(3 * MAX_UPLOAD_BYTES))
    assert MAX_UPLOAD_BYTES < kept[0] < MAX_UPLOAD_BYTES + 200_000


@pytest.mark.holds("P122")
def test_who_sent_what_cannot_be_read_hears_why(museum):
    voice, listing = museum
    picture = send_of_listing(museum, png_that_says_it_is_large())
    read_pictures()
    picture.refresh_from_db()
    assert (picture.state, picture.fault) == ("refused", "too_many_dots")
    assert "40 million" in Message.objects.get(kind="picture_refused").text
    page = signed_in(voice).get(reverse("listing_pictures", args=[listing.pk]))
    assert "40 million" in page.content.decode()
    assert not PictureUpload.objects.exists()


@pytest.mark.holds("P122")
def test_the_name_of_somebody_in_it_is_read_by_no_stranger_and_they_take_it_back_in_one_press(
    museum, store
):
    picture = send_of_listing(museum, **with_face("Dora Lane"))
    read_pictures()
    let_through(picture)
    assert stands_on(page_of(museum))
    assert "Dora Lane" not in Client().get(page_of(museum)).content.decode()
    agreement = PictureAgreement.objects.get()
    assert agreement.until == date(NOW.year, 9, 1) and agreement.agreed_at
    address = address_to_take_back(agreement)
    voice, listing = museum
    own = signed_in(voice).get(reverse("listing_pictures", args=[listing.pk])).content.decode()
    assert address in own

    dora = Client()
    path = address.partition("//")[2].partition("/")[2]
    assert listing.title in dora.get(f"/{path}").content.decode()
    dora.post(f"/{path}")
    assert (look(picture), stands_on(page_of(museum))) == (NOT_THERE, False)
    delete_pictures()
    assert list(store.iterdir()) == []
    assert PictureAgreement.objects.get().name_words == ""
    assert "taken down" in dora.get(f"/{path}").content.decode()
    assert Message.objects.get(kind="picture_taken_back").login_id == voice.login_id


@pytest.mark.holds("P122")
def test_nobody_takes_back_by_an_address_that_they_made_up(museum):
    picture = send_of_listing(museum, **with_face("Dora"))
    for token in ("1", str(PictureAgreement.objects.get().pk), "MQ:1vP:abc"):
        assert Client().post(reverse("picture_agreement", args=[token])).status_code == NOT_THERE
    picture.refresh_from_db()
    assert picture.state == "sent"


@pytest.mark.holds("P122")
def test_after_the_day_nobody_sees_it_and_its_files_are_deleted(museum, store):
    picture = send_of_listing(museum, **with_face("Dora"))
    read_pictures()
    let_through(picture)
    set_clock(NOW.replace(month=9, day=1))
    assert look(picture) == SEEN
    set_clock(NOW.replace(month=9, day=2))
    assert (look(picture), stands_on(page_of(museum))) == (NOT_THERE, False)
    delete_pictures()
    picture.refresh_from_db()
    assert (list(store.iterdir()), picture.state) == ([], "taken_down")


@pytest.mark.holds("P122")
def test_taken_down_it_is_gone_within_the_hour(museum, store):
    voice, listing = museum
    picture = send_of_listing(museum)
    read_pictures()
    let_through(picture)
    response = Client().get(reverse("picture_file", args=[picture.code, 640]))
    assert response["Cache-Control"] == f"public, max-age={SEEN_FOR_SECONDS}"
    assert timedelta(seconds=SEEN_FOR_SECONDS) + timedelta(minutes=10) < timedelta(hours=1)

    signed_in(voice).post(reverse("take_down_from_listing", args=[picture.pk]))
    signed_in(voice).post(reverse("take_down_from_listing", args=[picture.pk]))
    assert look(picture) == NOT_THERE
    delete_pictures()
    assert list(store.iterdir()) == []


def test_taken_down_while_it_is_read_nothing_is_left(museum, store, monkeypatch):
    picture = send_of_listing(museum)
    draw = actions.draw_picture

    def drawn_meanwhile(content):
        signed_in(museum[0]).post(reverse("take_down_from_listing", args=[picture.pk]))
        return draw(content)

    monkeypatch.setattr(actions, "draw_picture", drawn_meanwhile)
    read_pictures()
    picture.refresh_from_db()
    assert picture.state == "taken_down"
    delete_pictures()
    assert list(store.iterdir()) == []


def test_a_store_that_is_gone_loses_nothing(museum, store, monkeypatch):
    picture = send_of_listing(museum)

    def gone(*args):
        raise OSError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(type(storages["pictures"]), "save", gone)
        read_pictures()
    picture.refresh_from_db()
    assert (picture.state, PictureUpload.objects.count()) == ("sent", 1)
    read_pictures()
    picture.refresh_from_db()
    assert picture.state == "drawn"


def test_a_page_is_no_album(museum):
    voice, listing = museum
    for _each in range(MAX_PICTURES):
        send_of_listing(museum)
    response = send(voice, "listing_pictures", listing.pk)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["picture"])


@pytest.mark.holds("P122")
def test_in_a_group_each_one_says_yes_themselves(friends):
    group, (ann, ben, cyd) = friends
    picture = send_of_group(friends, "ann", "ben")
    read_pictures()
    let_through(picture)
    agreed = PictureAgreement.objects.filter(agreed_at__isnull=False)
    assert [each.name_words for each in agreed] == ["ann"]  # she sent it herself
    assert Message.objects.get(kind="you_are_in_it").person_id == ben.person_id
    page = reverse("group", args=[group.pk])
    assert not stands_on(page)

    theirs = PictureAgreement.objects.get(name_words="ben")
    assert ALT in signed_in(ben).get(reverse("my_pictures")).content.decode()
    signed_in(cyd).post(reverse("agree_to_be_seen", args=[theirs.pk]))
    assert not stands_on(page)
    signed_in(ben).post(reverse("agree_to_be_seen", args=[theirs.pk]))
    assert (look(picture), stands_on(page)) == (SEEN, True)

    signed_in(ben).post(reverse("take_back_picture_of_me", args=[theirs.pk]))
    assert (look(picture), stands_on(page)) == (NOT_THERE, False)


@pytest.mark.holds("P122")
def test_nobody_says_yes_in_somebodys_place_and_whoever_protects_them_says_no(friends):
    _group, (_ann, ben, _cyd) = friends
    picture = send_of_group(friends, "ann", "ben")
    theirs = PictureAgreement.objects.get(name_words="ben")
    carer = act_for(ben, RepresentationScope.PAY)
    client = signed_in(carer)
    response = client.post(reverse("agree_to_be_seen", args=[theirs.pk]))
    theirs.refresh_from_db()
    assert (response.status_code, theirs.agreed_at) == (409, None)

    client.post(reverse("take_back_picture_of_me", args=[theirs.pk]))
    theirs.refresh_from_db()
    picture.refresh_from_db()
    assert theirs.taken_back_at and picture.state == "taken_down"


@pytest.mark.holds("P122")
def test_whoever_leaves_the_group_stands_on_no_page_of_it_and_nobody_is_told(friends):
    group, (_ann, ben, _cyd) = friends
    picture = send_of_group(friends, "ann", "ben")
    leave_group(group_id=group.pk, by=ben, now=NOW)
    picture.refresh_from_db()
    assert picture.state == "taken_down"
    assert not Message.objects.filter(kind="picture_taken_back").exists()


@pytest.mark.holds("P122")
def test_who_sees_which_picture_cell_by_cell(museum, friends):
    """Each row: of which picture; each column: who looks. 1 where it is seen."""
    group, (ann, ben, cyd) = friends
    voice, _listing = museum
    stranger, connie = make_someone("dora"), make_connector()
    other_voice, _provider = make_vetted("theatre")
    left = make_someone("eve")
    join(group, left, "eve")
    leave_group(group_id=group.pk, by=left, now=NOW)
    who = {
        "nobody": Client(),
        "stranger": signed_in(stranger),
        "sender": None,
        "in it": signed_in(ben),
        "in the group": signed_in(cyd),
        "left": signed_in(left),
        "another place": signed_in(other_voice),
        "who looks": signed_in(connie),
    }

    def row(picture, sender) -> str:
        clients = who | {"sender": signed_in(sender)}
        return "".join(str(int(look(picture, each) == SEEN)) for each in clients.values())

    of_place, asked = send_of_listing(museum), send_of_group(friends, "ben")
    read_pictures()
    table = {"waits, of a place": row(of_place, voice), "waits for a yes": row(asked, ann)}
    signed_in(ben).post(
        reverse("agree_to_be_seen", args=[PictureAgreement.objects.get(name_words="ben").pk])
    )
    table["agreed, waits for a look"] = row(asked, ann)
    let_through(of_place, connie)
    let_through(asked, connie)
    table |= {"seen, of a place": row(of_place, voice), "seen": row(asked, ann)}
    group.is_findable = False
    group.save()
    table["seen, of a group nobody finds"] = row(asked, ann)
    signed_in(cyd).post(reverse("take_down_from_group", args=[asked.pk]))
    table["taken down"] = row(asked, ann)
    assert table == {
        "waits, of a place": "00100001",
        "waits for a yes": "00110001",
        "agreed, waits for a look": "00111001",
        "seen, of a place": "11111111",
        "seen": "11111111",
        "seen, of a group nobody finds": "00111000",
        "taken down": "00000000",
    }


def test_a_program_does_the_same(museum, friends):
    voice, listing = museum
    group, (ann, ben, _cyd) = friends
    client = signed_in(voice)
    address = f"/api/my-listings/{listing.pk}/pictures/"
    body = {"picture": upload(), "alt_words": ALT, "shows_faces": "true", "names": ["Dora"]}
    refused = client.post(address, body)
    assert (refused.status_code, refused.json()["code"]) == (409, "agreement_ends")
    made = client.post(address, body | {"picture": upload(), "until": f"{NOW.year}-09-01"}).json()
    assert (made["stands"], made["agreements"][0]["name_words"]) == ("being_read", "Dora")
    assert [each["id"] for each in client.get(address).json()["results"]] == [made["id"]]
    token = made["agreements"][0]["address"].rstrip("/").rpartition("/")[2]
    assert Client().get(f"/api/pictures-agreed/{token}/").json()["page"] == listing.title
    assert Client().post(f"/api/pictures-agreed/{token}/").json()["taken_back_at"]

    sent = {"picture": upload(), "alt_words": ALT, "shows_faces": "true", "names": ["ben"]}
    address = f"/api/groups/{group.pk}/pictures/"
    made = signed_in(ann).post(address, sent | {"until": f"{NOW.year}-09-01"}).json()
    theirs = signed_in(ben).get("/api/pictures-of-me/").json()["results"][0]
    assert theirs["page"] == group.name
    agreed = signed_in(ben).post(f"/api/pictures-of-me/{theirs['id']}/agree/").json()
    assert agreed["agreed_at"]
    down = signed_in(ann).post(f"/api/groups/pictures/{made['id']}/take-down/").json()
    assert down["stands"] == "over"


def test_what_is_sent_otherwise_than_as_a_form_is_told_how_it_is_to_be_sent(museum):
    voice, listing = museum
    refused = signed_in(voice).post(
        f"/api/my-listings/{listing.pk}/pictures/", {"alt_words": ALT}, "application/json"
    )
    assert (refused.status_code, refused.json()["code"]) == (415, "unsupported_media_type")
    assert "multipart/form-data" in refused.json()["message"] and "JSON" not in refused.text


def test_sent_twice_with_one_key_is_once_and_another_file_is_another(museum):
    voice, listing = museum
    client = signed_in(voice)

    def send(content):
        body = {"picture": upload(content), "alt_words": ALT, "shows_faces": "false"}
        address = f"/api/my-listings/{listing.pk}/pictures/"
        return client.post(address, body, headers={"Idempotency-Key": "k"}).status_code

    assert [send(jpeg()), send(jpeg()), send(jpeg(500, 500))] == [201, 208, 409]
    assert Picture.objects.count() == 1
