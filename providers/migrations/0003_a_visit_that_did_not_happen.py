from django.db import migrations, models

from community.common.lifecycle import transition_trigger

OTHER_MOVES = [
    ("coming", "came"),
    ("coming", "not_coming"),
    ("not_coming", "came"),
    ("not_coming", "coming"),
]
BEFORE = transition_trigger(
    "booking", "providers_booking", [*OTHER_MOVES, ("coming", "did_not_come")]
)
AFTER = transition_trigger(
    "booking", "providers_booking", [*OTHER_MOVES, ("coming", "visit_did_not_happen")]
)


def rename_state(source: str, target: str) -> str:
    return f"UPDATE providers_booking SET state = '{target}' WHERE state = '{source}'"


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_what_the_database_enforces")]
    operations = [
        # A column's type does not change, nor are its rows renamed, while a trigger watches it.
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        migrations.AlterField(
            "booking",
            "state",
            models.CharField(
                choices=[
                    ("coming", "coming"),
                    ("not_coming", "not coming this time"),
                    ("came", "came"),
                    ("visit_did_not_happen", "this visit did not happen"),
                ],
                default="coming",
                max_length=24,
            ),
        ),
        migrations.RunSQL(
            rename_state("did_not_come", "visit_did_not_happen"),
            rename_state("visit_did_not_happen", "did_not_come"),
        ),
        AFTER,
    ]
