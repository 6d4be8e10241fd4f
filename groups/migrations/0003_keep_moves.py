from django.db import migrations

from community.common.lifecycle import keep_moves


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("groups", "0002_initial")]
    operations = [
        keep_moves(
            "group",
            "groups_group",
            [
                ("forming", "ended"),
                ("forming", "full"),
                ("full", "ended"),
                ("full", "forming"),
            ],
        ),
        keep_moves(
            "member",
            "groups_member",
            [
                ("in", "left"),
                ("left", "in"),
            ],
        ),
        keep_moves(
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
        keep_moves(
            "offer",
            "groups_offer",
            [
                ("sent", "chosen"),
                ("sent", "not_chosen"),
                ("sent", "withdrawn"),
            ],
        ),
    ]
