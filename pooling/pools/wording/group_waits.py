"""What a group waits for, in one sentence."""

from django.utils.translation import gettext as _

from pooling.pools.states import GroupWaitKind


def describe_wait(kind: GroupWaitKind, *, group: str, what: str) -> str:
    """The same sentence on a page and to a program."""
    texts = {
        GroupWaitKind.TO_CHOOSE: _("%(group)s has answers to “%(what)s”. One of you can ask all."),
        GroupWaitKind.TO_OPEN: _(
            "%(group)s has chosen for “%(what)s”. If it is to be paid together, one of you can open"
            " the shared cost."
        ),
        GroupWaitKind.SECOND_WORD: _(
            "%(group)s: one of you proposed this, and it waits for a second: %(what)s"
        ),
        GroupWaitKind.HELLO: _("%(group)s: somebody new waits for a hello."),
    }
    return texts[kind] % {"group": group, "what": what}
