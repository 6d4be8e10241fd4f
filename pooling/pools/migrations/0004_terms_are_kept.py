import hashlib
import json

import django.db.models.deletion
from django.db import migrations, models


def digest(terms):
    """As it was when this was written (rules/terms.py)."""
    text = json.dumps(terms, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def keep_what_is_known(apps, schema_editor):
    """The present terms of each pool, and those it opened with: only prices could change."""
    kept = apps.get_model("pools", "PoolTerms").objects
    for pool in apps.get_model("pools", "Pool").objects.select_related("offer"):
        prices = {str(people): pence for people, pence in pool.offer.prices.items()}
        first = {**pool.terms, "prices": prices}
        for terms in (first, pool.terms):
            kept.get_or_create(
                pool=pool,
                digest=digest(terms),
                defaults={"terms": terms, "since": pool.opened_at},
            )


class Migration(migrations.Migration):
    dependencies = [("pools", "0003_another_way")]
    operations = [
        migrations.CreateModel(
            name="PoolTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("terms", models.JSONField()),
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pool", "digest"), name="one_row_a_version_of_terms"
                    )
                ],
            },
        ),
        migrations.RunPython(keep_what_is_known, migrations.RunPython.noop),
    ]
