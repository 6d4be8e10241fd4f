from django.db import migrations

from community.common.lifecycle import transition_trigger


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("messaging", "0001_initial")]
    operations = [
        transition_trigger(
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
