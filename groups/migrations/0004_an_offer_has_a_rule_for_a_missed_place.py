"""Offers of before keep their words: nobody is held to a rule that they did not choose."""

from django.db import migrations, models
from django.db.models import Q

from providers.states import MissedRule


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_a_member_may_rest")]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="missed_rule",
            field=models.CharField(
                choices=MissedRule.choices, default=MissedRule.AS_WRITTEN, max_length=12
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="offer",
            name="missed_words",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=Q(missed_rule=MissedRule.AS_WRITTEN) ^ Q(missed_words=""),
                name="missed_rule_or_words_of_before",
            ),
        ),
    ]
