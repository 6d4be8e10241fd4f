import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What two may decide only together counts, and is done, only while both hold it, by both (M144).
SAID_BY_BOTH = """
CREATE FUNCTION decision_said_by_both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.confirmed_by_id IS NOT DISTINCT FROM NEW.by_login_id OR 2 > (
        SELECT count(*) FROM people_representation
        WHERE person_id = NEW.person_id AND held_jointly = NEW.held_jointly AND state = 'active'
            AND login_id IN (NEW.by_login_id, NEW.confirmed_by_id)
    ) THEN
        RAISE EXCEPTION 'what two hold together counts by both'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'joint_decision_by_both';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_said_by_both BEFORE INSERT OR UPDATE OF state ON people_decisionrecord
    FOR EACH ROW WHEN (
        NEW.kind = 'joint' AND NEW.state IN ('counts', 'done') AND NEW.by_login_id IS NOT NULL
    )
    EXECUTE FUNCTION decision_said_by_both();
"""
SAID_BY_ONE = """
DROP TRIGGER decision_said_by_both ON people_decisionrecord;
DROP FUNCTION decision_said_by_both();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0013_another_way_to_sign_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="decisionrecord",
            name="held_jointly",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decisionrecord",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="decisionrecord",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ordinary", "free, ordinary, and can be undone"),
                    ("careful", "with money, at a home, or one-to-one"),
                    ("joint", "by two who may decide only together"),
                ],
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint(
            model_name="decisionrecord", name="decision_with_money_is_careful"
        ),
        migrations.AddConstraint(
            model_name="decisionrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "ordinary"), _negated=True)
                | models.Q(("max_pence__isnull", True)),
                name="decision_with_money_is_careful",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "joint"), ("held_jointly__isnull", True), _connector="XOR"
                ),
                name="joint_decision_has_its_authority",
            ),
        ),
        migrations.RunSQL(SAID_BY_BOTH, SAID_BY_ONE),
    ]
