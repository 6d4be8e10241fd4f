from django.db import migrations

from community.common.lifecycle import transition_trigger


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("people", "0001_initial")]
    operations = [
        transition_trigger(
            "representation",
            "people_representation",
            [
                ("active", "ended"),
                ("asked", "active"),
                ("asked", "ended"),
            ],
        ),
    ]
