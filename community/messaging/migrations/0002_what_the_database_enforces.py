from django.db import migrations

from community.common.lifecycle import transition_trigger


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("messaging", "0001_tables")]
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
