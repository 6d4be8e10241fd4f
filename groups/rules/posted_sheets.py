"""What has to be known before a sheet goes by post, and who may say it (P59)."""

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class NobodyPosts(Refused):
    code = "nobody_posts"


class AddressIsTheirs(Refused):
    code, field = "address_is_theirs", "address"


class NotReadyToPost(Refused):
    code = "not_ready_to_post"


def nobody_posts() -> NobodyPosts:
    return NobodyPosts(
        _("Nobody works in your area just now who could post it."),
        next_step=_("You can print your sheets yourself, or answer here."),
    )


def check_address_is_theirs(address: str, *, acts_for_another: bool) -> None:
    """Whoever acts for somebody never says where their post goes (P17)."""
    if address and acts_for_another:
        raise AddressIsTheirs(
            _("Only they say where their post goes."),
            next_step=_("Leave it empty. Whoever posts it asks them."),
        )


def check_ready_to_post(*, says_where: bool) -> None:
    if not says_where:
        raise NotReadyToPost(
            _("It does not say yet where it goes, and where it comes back to."),
            next_step=_("Write both first."),
        )
