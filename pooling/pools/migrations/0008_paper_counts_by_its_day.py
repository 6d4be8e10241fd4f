import django.db.models.deletion
from django.db import migrations, models

# What was answered before this counted by the moment at which it was entered.
BY_THE_MOMENT = (
    "UPDATE pools_coverballot SET given_on = (cast_at AT TIME ZONE 'Europe/London')::date"
)


class Migration(migrations.Migration):
    dependencies = [("pools", "0007_the_groups_choice_to_call_it_off")]

    operations = [
        migrations.AddField(
            model_name="coverballot", name="given_on", field=models.DateField(null=True)
        ),
        migrations.RunSQL(BY_THE_MOMENT, migrations.RunSQL.noop),
        migrations.AlterField(model_name="coverballot", name="given_on", field=models.DateField()),
        migrations.CreateModel(
            name="CoverSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("printed_at", models.DateTimeField()),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheets",
                        to="pools.coverchoice",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pools.pledge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("choice", "pledge"), name="one_cover_sheet_a_person"
                    )
                ]
            },
        ),
    ]
