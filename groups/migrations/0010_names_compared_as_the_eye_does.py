"""A name in a group is compared as the eye compares it (fault H1).

Two names of one group that look the same and were both taken before stay as they are: the later
one's compared form gets a mark that no name has, until it is chosen anew.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

from community.common.intake import compared

HAVE_A_PLACE = Q(state__in=("newcomer", "in", "resting"))


def compare_names(apps: Any, _schema_editor: Any) -> None:
    members = apps.get_model("groups", "Member")
    taken: set[tuple[int, str]] = set()
    # Who has a place comes first, and among them who came first.
    order = models.Case(models.When(HAVE_A_PLACE, then=0), default=1)
    for member in members.objects.order_by(order, "pk").iterator():
        form = compared(member.known_as)
        if (member.group_id, form) in taken:
            form += f"\n{member.pk}"
        taken.add((member.group_id, form))
        members.objects.filter(pk=member.pk).update(known_as_compared=form)


class Migration(migrations.Migration):
    dependencies = [("groups", "0009_newcomers_hear_when_it_begins")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="known_as_compared",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.RunPython(compare_names, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="member", name="one_name_in_a_group"),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                models.F("group"),
                models.F("known_as_compared"),
                condition=HAVE_A_PLACE,
                name="one_name_in_a_group",
            ),
        ),
    ]
