import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from community.common.lifecycle import transition_trigger
from groups.rules.codes import new_code


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0003_keep_moves"),
        ("providers", "0002_keep_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="decision",
            name="chosen_when_settled",
        ),
        migrations.AddField(
            model_name="decision",
            name="among",
            field=models.ManyToManyField(related_name="asked_about_in", to="groups.offer"),
        ),
        migrations.AddField(
            model_name="decision",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("chosen", "an offer was chosen"),
                    ("none", "none of these"),
                    ("level", "level: the group is asked again"),
                    ("too_few", "too few people answered"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="turn",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="member",
            name="paper_code",
            field=models.CharField(default=new_code, max_length=12, unique=True),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="offer",
            name="care_where_words",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="offer",
            name="cqc_id",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.RemoveField("brief", "points"),
        migrations.AddField(
            model_name="brief",
            name="points",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("step_free", "No steps, or a ramp or lift"),
                        ("seat", "A seat whenever somebody wants one"),
                        ("toilet", "A toilet close by that fits a wheelchair"),
                        ("toilet_help", "Help in the toilet"),
                        ("quiet", "A quiet room to go to"),
                        ("memory", "People with memory problems are welcome"),
                        ("companion", "Somebody may come along without paying"),
                        ("without_carer", "People can stay without their carer"),
                        ("known_face", "The same face each time"),
                        ("hot_meal", "A hot meal"),
                        ("time_off", "Time off for carers"),
                        ("getting_there", "Help to get there and home"),
                        ("hearing", "A hearing loop, or somebody who signs"),
                        ("large_print", "Pictures or large print"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
            ),
        ),
        migrations.AlterField(
            model_name="brief",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "being written"),
                    ("asking", "waiting for answers"),
                    ("comparing", "answers are in"),
                    ("decided", "an offer was chosen"),
                    ("closed", "closed"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="brief",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="groups.brief",
            ),
        ),
        migrations.AlterField(
            model_name="group",
            name="purposes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("company", "Company: being with people is enough"),
                        ("need", "Something we need"),
                        ("goal", "Something we want to do"),
                        ("bring", "Something we can bring or are good at"),
                    ],
                    max_length=10,
                )
            ),
        ),
        migrations.AlterField(
            model_name="offer",
            name="care_basis",
            field=models.CharField(
                choices=[
                    ("not_personal_care", "No personal care is given"),
                    ("cqc_registered", "Yes, and we are registered with the CQC"),
                    (
                        "employed_by_individual",
                        "Yes, by a helper whom each person employs themselves",
                    ),
                ],
                max_length=24,
            ),
        ),
        migrations.RemoveField("offer", "meets"),
        migrations.AddField(
            model_name="offer",
            name="meets",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("step_free", "No steps, or a ramp or lift"),
                        ("seat", "A seat whenever somebody wants one"),
                        ("toilet", "A toilet close by that fits a wheelchair"),
                        ("toilet_help", "Help in the toilet"),
                        ("quiet", "A quiet room to go to"),
                        ("memory", "People with memory problems are welcome"),
                        ("companion", "Somebody may come along without paying"),
                        ("without_carer", "People can stay without their carer"),
                        ("known_face", "The same face each time"),
                        ("hot_meal", "A hot meal"),
                        ("time_off", "Time off for carers"),
                        ("getting_there", "Help to get there and home"),
                        ("hearing", "A hearing loop, or somebody who signs"),
                        ("large_print", "Pictures or large print"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
            ),
        ),
        migrations.AlterField(
            model_name="offer",
            name="same_person",
            field=models.CharField(
                choices=[("yes", "yes"), ("no", "no"), ("not_known", "not known, ask")],
                default="not_known",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="offer",
            name="travel_paid",
            field=models.CharField(
                choices=[("yes", "yes"), ("no", "no"), ("not_known", "not known, ask")],
                default="not_known",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="brief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "closed"]), ("asked_at__isnull", False), _connector="OR"
                ),
                name="brief_asked_at_when_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("settled_at__isnull", True)),
                    models.Q(
                        ("settled_at__isnull", False), models.Q(("outcome", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="outcome_when_settled",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("chosen__isnull", False), ("outcome", "chosen")),
                    models.Q(
                        models.Q(("outcome", "chosen"), _negated=True), ("chosen__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="chosen_when_settled",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("brief", "turn"), name="one_decision_a_turn"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)),
                fields=("brief",),
                name="one_open_decision_a_brief",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opened_at"))),
                name="decision_closes_after_opening",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_hands_on", True), _negated=True),
                    ("hourly_pay_pence__isnull", False),
                    _connector="OR",
                ),
                name="hands_on_offer_says_its_pay",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("care_basis", "cqc_registered"), _negated=True),
                    models.Q(("cqc_id", ""), _negated=True),
                    _connector="OR",
                ),
                name="registered_offer_has_its_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("care_basis", "not_personal_care"),
                    models.Q(("care_where_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="care_says_where_it_is_given",
            ),
        ),
        transition_trigger(
            "brief",
            "groups_brief",
            [
                ("asking", "closed"),
                ("asking", "comparing"),
                ("comparing", "closed"),
                ("comparing", "decided"),
                ("draft", "asking"),
                ("draft", "closed"),
            ],
        ),
    ]
