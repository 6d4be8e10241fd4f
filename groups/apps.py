from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    label = "groups"

    def ready(self) -> None:
        from community.audit.subjects import register_subjects
        from community.conversations.deeds import ConversationDeed
        from groups.deeds import GroupDeed
        from groups.queries import subjects

        register_subjects(
            GroupDeed,
            group=subjects.group_texts,
            brief=subjects.brief_texts,
            offer=subjects.offer_texts,
            decision=subjects.decision_texts,
            peer_offer=subjects.peer_offer_texts,
            peer_talk=subjects.peer_talk_texts,
            gathering=subjects.gathering_texts,
            calendar_feed=subjects.calendar_feed_texts,
        )
        register_subjects(
            ConversationDeed, group=subjects.group_texts, listing=subjects.listing_texts
        )
