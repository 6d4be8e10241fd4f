"""When a group meets: its own dates, free, and who says that they come."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from groups.models.members import Group, Member
from groups.states import AttendanceState, GatheringState
from providers.models.supply import Listing


class GatheringSeries(models.Model):
    """Dates that were added together, `every_weeks` weeks apart. Each of them is changed and called
    off by itself, or with those that come after it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="gathering_series")
    every_weeks = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(every_weeks__gte=1, every_weeks__lte=8), name="series_every_few_weeks"
            ),
        ]


class Gathering(models.Model):
    """One time a group meets. `is_at_home`: at somebody's home, whose place leaves the group's own
    page nowhere (P101). `costs`: it costs something, which a shared cost of that date may pay.
    `listing`: of which listing it was made the group's plan. `changed_by`: the member who added it,
    or changed it last."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="gatherings")
    series = models.ForeignKey(
        GatheringSeries, null=True, blank=True, on_delete=models.SET_NULL, related_name="gatherings"
    )
    listing = models.ForeignKey(
        Listing, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=100)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    place_words = models.CharField(max_length=200, blank=True)
    is_at_home = models.BooleanField(default=False)
    words = models.CharField(max_length=300, blank=True)
    costs = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=GatheringState, default=GatheringState.PLANNED)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)  # never falls: other calendars compare it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="gathering_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["group", "title", "starts_at"],
                condition=Q(state=GatheringState.PLANNED),
                name="one_gathering_of_a_title_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "starts_at"], name="gathering_of_group"),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """What one member said of one date, and what they bring. Who comes is shown to the group; that
    somebody does not come, or has not said, to nobody but them (P119). That the member is of the
    gathering's group, the database holds (migration `answers_of_their_own_group`)."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="attendances")
    state = models.CharField(max_length=10, choices=AttendanceState)
    brings_words = models.CharField(max_length=120, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "member"], name="one_answer_a_date"),
            models.CheckConstraint(
                condition=Q(state=AttendanceState.COMING) | Q(brings_words=""),
                name="brings_who_comes",
            ),
        ]
