from django.db import migrations

from community.common.lifecycle import transition_trigger


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("providers", "0001_tables")]
    operations = [
        transition_trigger(
            "listing",
            "providers_listing",
            [
                ("draft", "shown"),
                ("draft", "withdrawn"),
                ("paused", "shown"),
                ("paused", "withdrawn"),
                ("shown", "paused"),
                ("shown", "withdrawn"),
                ("withdrawn", "draft"),
            ],
        ),
        transition_trigger(
            "session",
            "providers_session",
            [
                ("delivered", "not_delivered"),
                ("planned", "called_off"),
                ("planned", "delivered"),
                ("planned", "not_delivered"),
            ],
        ),
        transition_trigger(
            "booking",
            "providers_booking",
            [
                ("coming", "came"),
                ("coming", "did_not_come"),
                ("coming", "not_coming"),
                ("not_coming", "came"),
                ("not_coming", "coming"),
            ],
        ),
        transition_trigger(
            "session_dispute",
            "providers_sessiondispute",
            [("open", "did_not_happen"), ("open", "happened")],
            column="outcome",
        ),
    ]
