from django.db import migrations

# What was said about an offer is a conversation like every other. The rows move; the empty table
# stays for one release after the code that wrote it, as a column does, and goes by a migration.
MOVE = """
INSERT INTO conversations_conversation (about, area_id, asking, asked, called, begun_at)
SELECT 'offer:' || offer.id, area_group.area_id, 'group:' || area_group.id,
    'provider:' || offer.provider_id, '', min(said.sent_at)
FROM groups_offermessage said
    JOIN groups_offer offer ON offer.id = said.offer_id
    JOIN groups_brief brief ON brief.id = offer.brief_id
    JOIN groups_group area_group ON area_group.id = brief.group_id
GROUP BY offer.id, area_group.id;

INSERT INTO conversations_relayedmessage
    (conversation_id, words, what_helps, written_by, is_from_asking, sent_at, sent_by_id)
SELECT conversation.id, said.words, '', '', said.is_from_group, said.sent_at, said.sent_by_id
FROM groups_offermessage said
    JOIN conversations_conversation conversation
        ON conversation.about = 'offer:' || said.offer_id
ORDER BY said.id;

DELETE FROM groups_offermessage;
"""
MOVE_BACK = """
INSERT INTO groups_offermessage (offer_id, words, is_from_group, sent_at, sent_by_id)
SELECT substr(conversation.about, 7)::bigint, left(said.words, 500), said.is_from_asking,
    said.sent_at, said.sent_by_id
FROM conversations_relayedmessage said
    JOIN conversations_conversation conversation ON conversation.id = said.conversation_id
WHERE conversation.about LIKE 'offer:%'
ORDER BY said.id;

DELETE FROM conversations_hiddenmessage WHERE message_id IN (
    SELECT said.id FROM conversations_relayedmessage said
        JOIN conversations_conversation conversation ON conversation.id = said.conversation_id
    WHERE conversation.about LIKE 'offer:%'
);

DELETE FROM conversations_messagereport WHERE message_id IN (
    SELECT said.id FROM conversations_relayedmessage said
        JOIN conversations_conversation conversation ON conversation.id = said.conversation_id
    WHERE conversation.about LIKE 'offer:%'
);

DELETE FROM conversations_relayedmessage WHERE conversation_id IN (
    SELECT id FROM conversations_conversation WHERE about LIKE 'offer:%'
);

DELETE FROM conversations_conversation WHERE about LIKE 'offer:%';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0021_an_offer_at_a_home_is_a_district"),
        ("conversations", "0003_hidden_reported_blocked"),
    ]

    operations = [
        migrations.RunSQL(MOVE, MOVE_BACK),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="OfferMessage")]
        ),
    ]
