import django.db.models.deletion
from django.db import migrations, models

# What was answered before this counted by the moment at which it was entered.
BY_THE_MOMENT = "UPDATE groups_ballot SET given_on = (cast_at AT TIME ZONE 'Europe/London')::date"


class Migration(migrations.Migration):
    dependencies = [("groups", "0005_two_persons_agree")]
    operations = [
        migrations.AddField(
            model_name="ballot", name="without_me", field=models.BooleanField(default=False)
        ),
        # On the way back, whoever said to go on without them has said nothing.
        migrations.RunSQL(migrations.RunSQL.noop, "DELETE FROM groups_ballot WHERE without_me"),
        migrations.AddField(
            model_name="ballot", name="given_on", field=models.DateField(null=True)
        ),
        migrations.RunSQL(BY_THE_MOMENT, migrations.RunSQL.noop),
        migrations.AlterField(model_name="ballot", name="given_on", field=models.DateField()),
        migrations.CreateModel(
            name="DecisionSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("printed_at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheets",
                        to="groups.decision",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="groups.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "member"), name="one_sheet_a_voice")
                ]
            },
        ),
    ]
