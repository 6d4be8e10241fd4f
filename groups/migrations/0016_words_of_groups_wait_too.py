from django.db import migrations

# Groups that could be found before their words waited for a look: they wait since the group began.
# Whoever is in it reads them as ever; strangers read the facts until somebody has looked. The search
# forgets those groups and what forms in them, and the next look of the worker brings them back
# (`index_groups_looked_at`, `index_pools`).
HAND_IN = """
INSERT INTO moderation_moderationitem
    (about, link, area_id, words, state, waits_since, reason, why_words,
     proposed_bodies, looked_bodies, not_by_bodies)
SELECT 'group:' || id, '/group/' || id || '/', area_id,
    concat_ws(E'\\n', nullif(name, ''), nullif(purpose_words, ''), nullif(how_often, '')),
    'waiting', created_at, '', '', '{}', '{}', '{}'
FROM groups_group
WHERE is_findable AND state <> 'ended'
    AND NOT EXISTS (SELECT 1 FROM moderation_moderationitem
        WHERE about = 'group:' || groups_group.id)
"""
HIDE = "DELETE FROM places_searchentry WHERE object_type IN ('group', 'pool')"


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0015_how_many_asked_roughly"),
        ("moderation", "0002_which_bodies_look"),
        ("places", "0004_shared_costs_name_their_group"),
    ]

    operations = [
        # On the way back they stay: the code of before reads none of them.
        migrations.RunSQL(HAND_IN, migrations.RunSQL.noop),
        migrations.RunSQL(HIDE, migrations.RunSQL.noop),
    ]
