"""Sheets of paper that go by post, with a stamped way back (P59)."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from groups.models.members import Member


class PostedSheet(models.Model):
    """Of one member, to be posted by one named worker, who ticks it then. Where to is kept no
    longer than that; where it comes back to stands on the sheet. Whoever posts it may write both
    after they were asked for it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="posted_sheets")
    sheet = models.CharField(max_length=60)  # by its name, as sheets are printed
    worker = models.ForeignKey(Login, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    way_back = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(Login, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True, posted_by__isnull=True)
                | Q(address="", posted_at__isnull=False, posted_by__isnull=False),
                name="posted_by_somebody_and_no_address_kept",
            ),
            models.CheckConstraint(
                condition=~Q(way_back="") | Q(posted_at__isnull=True),
                name="posted_with_a_way_back",
            ),
            models.UniqueConstraint(
                fields=["member", "sheet"],
                condition=Q(posted_at__isnull=True),
                name="one_sheet_to_post_at_a_time",
            ),
        ]

    @property
    def says_where(self) -> bool:
        """Where to, and where it comes back to."""
        return bool(self.address and self.way_back)
