from django.db import migrations


class Migration(migrations.Migration):
    """Nothing ever wrote it: what is set aside is an errand of the payments, and is listed there."""

    dependencies = [("pools", "0005_a_yes_is_to_kept_terms")]
    operations = [migrations.RemoveField(model_name="pool", name="set_aside_words")]
