import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import pooling.pools.models.terms_field


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("groups", "0001_tables"),
        ("people", "0001_tables"),
        ("places", "0001_tables"),
        ("providers", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Instalment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("starts", models.JSONField()),
                ("collect_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "not yet"),
                            ("collecting", "being paid for"),
                            ("capturing", "everybody can pay: being taken now"),
                            ("waiting", "waiting, nothing is held"),
                            ("collected", "paid"),
                            ("settled", "all accounted for"),
                            ("not_collected", "not paid, everything given back"),
                        ],
                        default="planned",
                        max_length=14,
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("people", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("session_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("gap_until", models.DateTimeField(blank=True, null=True)),
                ("collected_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="MoneySource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct_payment", "a direct payment"),
                            ("council_managed", "money the council looks after"),
                            ("isf", "money a provider or trust looks after for me"),
                            ("carer", "my own carer’s budget"),
                            ("own", "my own money"),
                            ("grant", "a grant"),
                            ("not_sure", "I am not sure"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "stream",
                    models.CharField(
                        choices=[
                            ("social_care", "social care"),
                            ("health", "health"),
                            ("carer", "carer"),
                            ("own", "own money"),
                            ("grant", "grant"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "rail",
                    models.CharField(
                        choices=[
                            ("card", "a card"),
                            ("transfer", "a bank transfer"),
                            ("commitment", "the office that looks after it agrees to pay"),
                            ("undecided", "not decided yet"),
                        ],
                        max_length=12,
                    ),
                ),
                ("called", models.CharField(max_length=80)),
                ("amount_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("keep_aside_pence", models.PositiveIntegerField(default=0)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.area",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("max_pence", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("said_yes", "said yes, not decided how to pay"),
                            ("waiting", "waiting"),
                            ("confirmed", "confirmed"),
                            ("refused", "the office said no"),
                            ("ended", "ended"),
                        ],
                        default="said_yes",
                        max_length=10,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="pools.moneysource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField()),
                ("session_pence", models.PositiveIntegerField()),
                ("pence", models.PositiveIntegerField()),
                ("rest_refunded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "instalment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="pools.instalment",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="pools.part",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("known_as", models.CharField(max_length=60)),
                ("max_pence", models.PositiveIntegerField()),
                ("terms_digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in", "in"),
                            ("out", "not this time"),
                            ("stopped", "stops after what is already paid"),
                        ],
                        default="in",
                        max_length=8,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("on_paper", models.BooleanField(default=False)),
                ("what_for", models.CharField(blank=True, max_length=200)),
                ("relation", models.CharField(blank=True, max_length=20)),
                ("council_reference", models.CharField(blank=True, max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="people.person",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="part",
            name="pledge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="pools.pledge"
            ),
        ),
        migrations.CreateModel(
            name="Pool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("terms", pooling.pools.models.terms_field.TermsField()),
                ("terms_digest", models.CharField(max_length=64)),
                ("closes_at", models.DateTimeField()),
                ("moved_times", models.PositiveSmallIntegerField(default=0)),
                ("gap_days", models.PositiveSmallIntegerField(default=7)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being set up"),
                            ("open", "open"),
                            ("ready", "covered, waiting for its date"),
                            ("collecting", "being paid for"),
                            ("funded", "going ahead"),
                            ("running", "under way"),
                            ("finished", "finished"),
                            ("lapsed", "did not go ahead, nobody paid"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("funded_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("is_example", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="places.area"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pools",
                        to="groups.group",
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pool",
                        to="groups.offer",
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
                (
                    "opened_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="opened_pools",
                        to="groups.member",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pools",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="pledge",
            name="pool",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="pools.pool"
            ),
        ),
        migrations.AddField(
            model_name="instalment",
            name="pool",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="instalments",
                to="pools.pool",
            ),
        ),
        migrations.CreateModel(
            name="PoolSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("refunded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "instalment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="pools.instalment",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="pools.pool",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pooled",
                        to="providers.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PrivateQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("low_maximum", "your most is below the share"),
                            ("mend", "your payment did not go through"),
                            ("new_share", "the share would change"),
                            ("new_terms", "what is offered would change"),
                            ("bill_change", "this would change what you pay the council"),
                        ],
                        max_length=12,
                    ),
                ),
                ("pence", models.PositiveIntegerField(blank=True, null=True)),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("reminded", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("yes", "yes"),
                            ("no", "not this time"),
                            ("no_answer", "no answer by the date, so no"),
                            ("not_needed", "no longer needed"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instalment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="pools.instalment",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="pools.part",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="pools.pledge",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HelpRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                "another_way",
                                "another way, because the share is more than they can pay",
                            ),
                            ("how_to_pay", "how it can be paid, because they are not sure"),
                        ],
                        max_length=12,
                    ),
                ),
                ("may_see_most", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("on_paper", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grant", "a grant"),
                            ("free_place", "a free place"),
                            ("way", "a way to pay"),
                            ("nothing", "nothing this time"),
                        ],
                        max_length=10,
                    ),
                ),
                ("outcome_words", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="helps_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="helps_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="helps",
                        to="pools.pledge",
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help",
                        to="pools.privatequestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TermsVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("terms", pooling.pools.models.terms_field.TermsField()),
                ("since", models.DateTimeField()),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="pools.pool",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="moneysource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rail", "commitment"), _negated=True),
                    ("area__isnull", False),
                    _connector="OR",
                ),
                name="commitment_has_an_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="moneysource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_pence__isnull", True),
                    ("keep_aside_pence__lte", models.F("amount_pence")),
                    _connector="OR",
                ),
                name="keep_aside_within_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.UniqueConstraint(
                fields=("instalment", "attempt", "part"), name="one_charge_a_part_and_attempt"
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="charge_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=("pledge", "source"),
                name="one_live_part_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_pence__gt", 0)), name="part_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="pool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["finished", "lapsed", "cancelled"]),
                    ("ended_at__isnull", True),
                    _connector="XOR",
                ),
                name="pool_ended_at_when_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="pool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["funded", "running", "finished"]), _negated=True),
                    ("funded_at__isnull", False),
                    _connector="OR",
                ),
                name="pool_funded_at_when_funded",
            ),
        ),
        migrations.AddConstraint(
            model_name="pool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ready"), _negated=True),
                    ("ready_at__isnull", False),
                    _connector="OR",
                ),
                name="pool_ready_at_when_ready",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.UniqueConstraint(
                fields=("pool", "person"), name="one_pledge_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_pence__gt", 0)), name="pledge_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(
                fields=("pool", "number"), name="one_instalment_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["planned", "not_collected"]),
                    models.Q(
                        ("attempt__gte", 1),
                        ("people__isnull", False),
                        ("session_pence__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="instalment_has_shares",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["collected", "settled"]),
                    ("collected_at__isnull", True),
                    _connector="XOR",
                ),
                name="instalment_collected_at_when_collected",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waiting"), _negated=True),
                    ("gap_until__isnull", False),
                    _connector="OR",
                ),
                name="instalment_waits_until_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="poolsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at__isnull", True), ("refunded_at__isnull", True), _connector="OR"
                ),
                name="session_money_goes_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="privatequestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("pledge", "kind"),
                name="one_open_question_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "another_way"), ("question__isnull", True), _connector="XOR"
                ),
                name="another_way_is_about_a_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("outcome", ""), ("outcome_words", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("outcome_words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="help_request_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "how_to_pay")),
                fields=("pledge",),
                name="one_help_with_paying_a_pledge",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsversion",
            constraint=models.UniqueConstraint(
                fields=("pool", "digest"), name="one_row_a_version_of_terms"
            ),
        ),
    ]
