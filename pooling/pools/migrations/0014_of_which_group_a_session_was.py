from django.db import migrations

# Of a session that was planned before it said for which group: the pool that paid for it knows.
SAY_GROUP = """
UPDATE providers_session SET group_id = pools_pool.group_id
FROM pools_poolsession JOIN pools_pool ON pools_pool.id = pools_poolsession.pool_id
WHERE pools_poolsession.session_id = providers_session.id AND providers_session.group_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0013_nothing_new_of_who_is_one_with_another"),
        ("providers", "0012_for_which_group"),
    ]

    operations = [migrations.RunSQL(SAY_GROUP, migrations.RunSQL.noop)]
