"""Pictures of a thing, whatever app it is of; and who in them agreed to be seen."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.pictures.states import PictureFault, PictureState
from community.places.models.areas import Area


class Picture(models.Model):
    """`about` is "listing:5" or "group:3"; `link` where those who look after it find it. `code` is
    all that its files are called by, and says nothing. `width` and `height` are of the largest."""

    about = models.CharField(max_length=60, db_index=True)
    link = models.CharField(max_length=200)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=10, choices=PictureState, default=PictureState.SENT)
    alt_words = models.CharField(max_length=200)
    shows_faces = models.BooleanField()
    added_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=15, choices=PictureFault, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    has_files = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False)
                ^ Q(state__in=[PictureState.SENT, PictureState.DRAWN]),
                name="picture_ended_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(fault="") ^ ~Q(state=PictureState.REFUSED),
                name="refused_picture_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=PictureState.DRAWN)
                | Q(width__isnull=False, height__isnull=False, has_files=True),
                name="drawn_picture_has_files",
            ),
            models.CheckConstraint(condition=~Q(alt_words=""), name="picture_in_words_too"),
        ]


class PictureUpload(models.Model):
    """What was sent, until it was read: never served, and gone then."""

    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="upload")
    content = models.BinaryField()


class PictureAgreement(models.Model):
    """One who can be recognised, that it may stand on its page, until a day (P122). Somebody of the
    group is `person` and says it themselves; anybody else is named, and told whoever adds it."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="pictures"
    )
    name_words = models.CharField(max_length=80)
    until = models.DateField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "person"], name="one_agreement_of_a_person_to_a_picture"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(agreed_at__isnull=False),
                name="named_one_agreed_when_written_down",
            ),
        ]
