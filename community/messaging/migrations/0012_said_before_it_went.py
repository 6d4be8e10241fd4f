from django.db import migrations

from community.common.lifecycle import transition_trigger

BEFORE = [
    ("failed", "on_sheet"),
    ("failed", "queued"),
    ("failed", "told"),
    ("on_sheet", "told"),
    ("on_sheet", "withheld"),
    ("queued", "failed"),
    ("queued", "on_sheet"),
    ("queued", "sent"),
    ("queued", "withheld"),
    ("told", "on_sheet"),
]


class Migration(migrations.Migration):
    """What cannot wait and our mail has not taken yet may be told face to face."""

    dependencies = [
        ("messaging", "0011_text_messages_and_forms"),
    ]

    operations = [
        transition_trigger(
            "message", "messaging_message", sorted([*BEFORE, ("queued", "told")]), before=BEFORE
        ),
    ]
