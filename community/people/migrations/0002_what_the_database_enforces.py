from django.db import migrations

from community.common.lifecycle import transition_trigger


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("people", "0001_tables")]
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
