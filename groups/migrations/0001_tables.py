import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_tables"),
        ("places", "0001_tables"),
        ("providers", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
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
                ("purpose_words", models.CharField(blank=True, max_length=300)),
                ("how_often", models.CharField(max_length=80)),
                ("outward_code", models.CharField(max_length=4)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("is_findable", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("forming", "open to new people"),
                            ("full", "not open to new people for now"),
                            ("ended", "ended"),
                        ],
                        default="forming",
                        max_length=10,
                    ),
                ),
                ("is_example", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="places.area"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Brief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("when_words", models.CharField(max_length=200)),
                ("where_words", models.CharField(max_length=200)),
                ("who_must_be_able", models.TextField(blank=True)),
                ("good_looks_like", models.TextField(blank=True)),
                (
                    "requirements",
                    django.contrib.postgres.fields.ArrayField(
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
                ("people_about", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("answers_by", models.DateField()),
                (
                    "state",
                    models.CharField(
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
                ("created_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "listing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="providers.listing",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="briefs",
                        to="groups.group",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("is_card", models.BooleanField(default=False)),
                ("ends_on", models.DateField()),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invites",
                        to="groups.group",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("known_as", models.CharField(max_length=60)),
                ("paper_code", models.CharField(max_length=12, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("in", "in the group"), ("left", "left")],
                        default="in",
                        max_length=10,
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.consent",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="groups.group",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("summary", models.CharField(max_length=300)),
                ("price_for_one_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("prices", models.JSONField()),
                ("smallest", models.PositiveSmallIntegerField()),
                ("largest", models.PositiveSmallIntegerField()),
                ("starts", models.JSONField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("place_words", models.CharField(max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("who_comes", models.CharField(max_length=200)),
                ("missed_words", models.CharField(max_length=200)),
                ("missed_notice_hours", models.PositiveSmallIntegerField(default=48)),
                ("time_off_minutes", models.PositiveSmallIntegerField(default=0)),
                ("carer_tasks", models.CharField(blank=True, max_length=200)),
                (
                    "care_basis",
                    models.CharField(
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
                ("cqc_id", models.CharField(blank=True, max_length=20)),
                ("care_where_words", models.CharField(blank=True, max_length=200)),
                ("is_hands_on", models.BooleanField(default=False)),
                ("hourly_pay_pence", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "travel_paid",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("not_known", "not known, ask")],
                        default="not_known",
                        max_length=10,
                    ),
                ),
                (
                    "same_person",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("not_known", "not known, ask")],
                        default="not_known",
                        max_length=10,
                    ),
                ),
                ("try_once_words", models.CharField(blank=True, max_length=200)),
                ("getting_there", models.CharField(blank=True, max_length=200)),
                ("hospital_words", models.CharField(blank=True, max_length=200)),
                ("languages_words", models.CharField(blank=True, max_length=200)),
                ("complain_words", models.CharField(blank=True, max_length=200)),
                (
                    "requirements_met",
                    django.contrib.postgres.fields.ArrayField(
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
                ("good_until", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "sent"),
                            ("withdrawn", "withdrawn"),
                            ("chosen", "chosen"),
                            ("not_chosen", "not this time"),
                        ],
                        default="sent",
                        max_length=12,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="groups.brief",
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changed_into",
                        to="groups.offer",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="providers.provider",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("closes_at", models.DateTimeField()),
                ("quorum", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
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
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="groups.brief",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("voters", models.ManyToManyField(related_name="voter_in", to="groups.member")),
                (
                    "candidates",
                    models.ManyToManyField(related_name="candidate_in", to="groups.offer"),
                ),
                (
                    "chosen",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chosen_in",
                        to="groups.offer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cast_at", models.DateTimeField()),
                ("on_paper", models.BooleanField(default=False)),
                (
                    "cast_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ballots",
                        to="groups.decision",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="groups.member",
                    ),
                ),
                (
                    "approved_offers",
                    models.ManyToManyField(
                        blank=True, related_name="approved_in", to="groups.offer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfferMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("is_from_group", models.BooleanField()),
                ("sent_at", models.DateTimeField()),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="groups.offer",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnmetNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("query_text", models.CharField(blank=True, max_length=200)),
                ("outward_code", models.CharField(blank=True, max_length=4)),
                ("asked_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="places.area"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="brief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "closed"]),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="brief_published_at_when_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(fields=("group", "person"), name="one_membership"),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                models.F("group"),
                django.db.models.functions.text.Lower("known_as"),
                condition=models.Q(("state", "in")),
                name="one_name_in_a_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "left"), ("left_at__isnull", True), _connector="XOR"),
                name="member_left_at_when_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("brief", "provider"),
                name="one_live_offer_a_provider",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("largest__gte", models.F("smallest")), ("smallest__gte", 1)),
                name="offer_sizes_in_order",
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
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="outcome_when_closed",
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
                name="chosen_when_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("brief", "number"), name="one_decision_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
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
            model_name="ballot",
            constraint=models.UniqueConstraint(
                fields=("decision", "member"), name="one_person_one_voice"
            ),
        ),
    ]
