from django.db import migrations

from community.common.lifecycle import keep_moves


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("messaging", "0001_initial")]
    operations = [
        keep_moves(
            "message",
            "messaging_message",
            [
                ("failed", "on_sheet"),
                ("failed", "queued"),
                ("on_sheet", "told"),
                ("queued", "failed"),
                ("queued", "on_sheet"),
                ("queued", "sent"),
            ],
        ),
    ]
