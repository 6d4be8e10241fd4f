from django.db import migrations, models

from community.common.lifecycle import transition_trigger

MOVES = [
    ("coming", "came"),
    ("coming", "not_coming"),
    ("coming", "visit_did_not_happen"),
    ("not_coming", "came"),
    ("not_coming", "coming"),
]
BEFORE = transition_trigger("booking", "providers_booking", MOVES)
AFTER = transition_trigger(
    "booking", "providers_booking", [*MOVES, ("coming", "ended"), ("not_coming", "ended")]
)


class Migration(migrations.Migration):
    dependencies = [("providers", "0006_missed_places_and_times_nobody_recorded")]
    operations = [
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
                    ("ended", "no place in it any more"),
                ],
                default="coming",
                max_length=24,
            ),
        ),
        # On the way back, whoever stopped is somebody who does not come.
        migrations.RunSQL(
            migrations.RunSQL.noop,
            "UPDATE providers_booking SET state = 'not_coming' WHERE state = 'ended'",
        ),
        AFTER,
    ]
