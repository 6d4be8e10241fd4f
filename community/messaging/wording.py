"""A message as a mail says it: from whom, what, where to look, why it comes, how to change that."""

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.messaging.models import Message

REACH_LINK = "/home/reach/"


def text_of(message: Message) -> str:
    """As it stands for programs that show no HTML, and for whoever has them read it out."""
    look = f"{look_words()}: {settings.SITE_URL}{message.link}" if message.link else ""
    paragraphs = [_("Hello,"), message.text, look, *(why_it_comes(message))]
    return "\n\n".join(each for each in paragraphs if each) + "\n"


def html_of(message: Message) -> SafeString:
    """The same words, as they are, with the link to press. Nothing is loaded from anywhere."""
    lines = [_("Hello,"), *message.text.splitlines()]
    look = (
        format_html(
            '<p><a href="{}{}">{}</a></p>', settings.SITE_URL, message.link, look_words(message)
        )
        if message.link
        else ""
    )
    return format_html(
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{}</title></head>'
        "<body>{}{}<hr>{}</body></html>",
        message.subject,
        _as_paragraphs(lines),
        look,
        _as_paragraphs(why_it_comes(message)),
    )


def look_words(message: Message | None = None) -> str:
    """The words of the link: the thing, where the message has one."""
    if message is not None and message.about:
        return _("Look at it: %(what)s") % {"what": message.about}
    return _("Look at it")


def why_it_comes(message: Message) -> list[str]:
    """From whom, why, and where to change it: under every mail."""
    if message.person_id is None:
        why = _("You get this because of what you do at Common Purse for others.")
        return [_("From Common Purse."), why]
    return [
        _("From Common Purse."),
        _(
            "You get this because it is about you or about a group of yours. How we reach you is"
            " yours to choose: %(url)s"
        )
        % {"url": f"{settings.SITE_URL}{REACH_LINK}"},
    ]


def _as_paragraphs(lines: list[str]) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line.strip()))
