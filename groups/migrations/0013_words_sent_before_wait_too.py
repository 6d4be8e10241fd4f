from django.db import migrations

# Briefs that were sent before their words waited for a look. Those that can still be read by
# strangers wait since the day they were sent: providers whose checks were seen go on reading what
# they read already, and anybody else reads the facts until somebody has looked. Of those that are
# over only whoever answered reads the words, and has read them: nobody is asked to look at them.
HAND_IN = """
INSERT INTO moderation_moderationitem
    (about, link, area_id, words, state, waits_since, looked_at, reason, why_words,
     proposed_bodies, looked_bodies, not_by_bodies)
SELECT 'brief:' || brief.id, '/brief/' || brief.id || '/', area_group.area_id,
    concat_ws(E'\\n', nullif(what, ''), nullif(when_words, ''), nullif(where_words, ''),
        nullif(who_must_be_able, ''), nullif(good_looks_like, '')),
    CASE WHEN brief.state IN ('asking', 'comparing') THEN 'waiting' ELSE 'passed' END,
    published_at,
    CASE WHEN brief.state IN ('asking', 'comparing') THEN NULL ELSE published_at END,
    '', '', '{}', '{}', '{}'
FROM groups_brief brief JOIN groups_group area_group ON area_group.id = brief.group_id
WHERE published_at IS NOT NULL AND brief.state <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM moderation_moderationitem
        WHERE about = 'brief:' || brief.id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0012_a_group_opens_as_agreed"),
        ("moderation", "0002_which_bodies_look"),
    ]

    operations = [
        # On the way back they stay: the code of before makes the same ones, and reads these.
        migrations.RunSQL(HAND_IN, migrations.RunSQL.noop),
    ]
