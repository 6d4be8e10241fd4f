from django.db import migrations

from community.common.lifecycle import keep_moves


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("people", "0001_tables")]
    operations = [
        keep_moves(
            "representation",
            "people_representation",
            [
                ("active", "ended"),
                ("asked", "active"),
                ("asked", "ended"),
            ],
        ),
    ]
