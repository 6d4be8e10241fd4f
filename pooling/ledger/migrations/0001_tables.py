import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outside", "money outside, one account a rail"),
                            ("part", "one part of a pledge"),
                            ("provider", "what a provider has been credited with"),
                            ("fees", "processing fees, and who pays them"),
                            ("disputes", "what is owed back after a dispute"),
                        ],
                        max_length=10,
                    ),
                ),
                ("pool_ref", models.BigIntegerField(null=True)),
                ("floor_zero", models.BooleanField()),
                ("posted_pence", models.BigIntegerField(default=0)),
                ("reserved_out_pence", models.BigIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("pool_ref__isnull", False)),
                        fields=["pool_ref"],
                        name="account_pool",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__regex", "^(outside|part|provider|fees|disputes):[a-z0-9-]+$")
                        ),
                        name="account_code_is_opaque",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__startswith",
                                django.db.models.functions.text.Concat(
                                    models.F("kind"), models.Value(":")
                                ),
                            )
                        ),
                        name="account_code_says_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("floor_zero", True), ("kind__in", ("part", "provider"))),
                            models.Q(
                                models.Q(("kind__in", ("part", "provider")), _negated=True),
                                ("floor_zero", False),
                            ),
                            _connector="OR",
                        ),
                        name="account_floor_follows_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "part"), ("pool_ref__isnull", False)),
                            models.Q(
                                models.Q(("kind", "part"), _negated=True),
                                ("pool_ref__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="account_of_a_part_has_its_pool",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("posted_pence__gte", models.F("reserved_out_pence")),
                            ("reserved_out_pence__gte", 0),
                            models.Q(
                                ("floor_zero", True),
                                models.Q(("posted_pence", 0), ("reserved_out_pence", 0)),
                                _connector="OR",
                            ),
                        ),
                        name="account_floor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Collection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60, unique=True)),
                ("pool_ref", models.BigIntegerField()),
                ("target_pence", models.BigIntegerField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("opened_past", models.BigIntegerField(null=True)),
                ("opened_with_pence", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_past", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z][a-z_]*:[a-z0-9:-]+$")),
                        name="collection_code_is_opaque",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_pence__gt", 0), ("target_pence__lte", 100000000)
                        ),
                        name="collection_target_is_money",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("opened_at__isnull", True),
                                ("opened_past__isnull", True),
                                ("opened_with_pence__isnull", True),
                            ),
                            models.Q(
                                ("opened_at__isnull", False),
                                ("opened_past__isnull", False),
                                ("opened_with_pence__gte", models.F("target_pence")),
                                ("opened_with_pence__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="collection_opens_covered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_past__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_past__isnull", False)),
                            _connector="OR",
                        ),
                        name="collection_closes_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("body_hash", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "moved at once"),
                            ("pending", "promised: may be posted or voided, once"),
                            ("post", "the whole or less of a pending one, moved"),
                            ("void", "a pending one, undone"),
                        ],
                        max_length=8,
                    ),
                ),
                ("pence", models.BigIntegerField()),
                ("reason", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=60)),
                ("session_ref", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "collection",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="ledger.collection",
                    ),
                ),
                (
                    "pending",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled_by",
                        to="ledger.transfer",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_out",
                        to="ledger.account",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_in",
                        to="ledger.account",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source", "at"], name="transfer_out_of"),
                    models.Index(fields=["target", "at"], name="transfer_into"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pence__gt", 0), ("pence__lte", 100000000)),
                        name="transfer_is_of_money",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="transfer_goes_elsewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("post", "void")), ("pending__isnull", False)),
                            models.Q(
                                ("kind__in", ["direct", "pending"]), ("pending__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="transfer_settles_a_pending_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key__regex", "^[A-Za-z0-9:._-]+$"),
                            ("reason__regex", "^[a-z][a-z0-9_]*$"),
                            ("about__regex", "^[a-z][a-z0-9_]*:[a-z0-9:-]+$"),
                        ),
                        name="transfer_names_nobody",
                    ),
                ],
            },
        ),
    ]
