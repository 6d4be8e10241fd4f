from django.db import migrations

from community.common.lifecycle import transition_trigger


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("groups", "0002_initial")]
    operations = [
        transition_trigger(
            "group",
            "groups_group",
            [
                ("forming", "ended"),
                ("forming", "full"),
                ("full", "ended"),
                ("full", "forming"),
            ],
        ),
        transition_trigger(
            "member",
            "groups_member",
            [
                ("in", "left"),
                ("left", "in"),
            ],
        ),
        transition_trigger(
            "brief",
            "groups_brief",
            [
                ("asking", "closed"),
                ("asking", "decided"),
                ("asking", "draft"),
                ("draft", "asking"),
                ("draft", "closed"),
            ],
        ),
        transition_trigger(
            "offer",
            "groups_offer",
            [
                ("sent", "chosen"),
                ("sent", "not_chosen"),
                ("sent", "withdrawn"),
            ],
        ),
    ]
