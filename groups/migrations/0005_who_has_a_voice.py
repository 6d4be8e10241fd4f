from django.db import migrations, models

# Choices that were opened before: whoever had come by then and was not gone, or has answered.
FILLED = """
INSERT INTO groups_decision_voices (decision_id, member_id)
SELECT decision.id, member.id
FROM groups_decision decision
JOIN groups_brief brief ON brief.id = decision.brief_id
JOIN groups_member member ON member.group_id = brief.group_id
WHERE member.joined_at <= decision.opened_at
        AND (member.left_at IS NULL OR member.left_at > decision.opened_at)
    OR EXISTS (SELECT FROM groups_ballot ballot
        WHERE ballot.decision_id = decision.id AND ballot.member_id = member.id);
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_voices_points_and_paper")]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="voices",
            field=models.ManyToManyField(related_name="voices_in", to="groups.member"),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
    ]
