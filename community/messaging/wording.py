"""A message as a mail says it: from whom, what, where to look, why it comes, how to change that."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_day
from community.messaging.models import Message
from community.messaging.queries.answer_links import address_of
from community.messaging.states import MessageForm

REACH_LINK, MESSAGES_LINK = "/home/reach/", "/home/messages/"


LARGE = mark_safe(' style="font-size:1.75em;line-height:1.5"')


def words_of(message: Message) -> str:
    """What it says: with the day, counted from when its reader was told; until then as if it were
    told today. What should be told by a day counts to that one."""
    if message.days_from_told is None:
        return message.text
    day = message.tell_by or _told_on(message) + timedelta(days=message.days_from_told)
    return f"{message.text} {message.day_words % {'day': format_day(day)}}"


def _told_on(message: Message) -> date:
    if message.told_on:
        return message.told_on
    return clock.today(message.sent_at) if message.sent_at else clock.today()


def text_of(message: Message) -> str:
    """As it stands for programs that show no HTML, and for whoever has them read it out."""
    path = path_of(message)
    words = look_words(message) if message.answer_link_id else look_words()
    look = f"{words}: {settings.SITE_URL}{path}" if path else ""
    paragraphs = [_("Hello,"), words_of(message), look, *(why_it_comes(message))]
    return "\n\n".join(each for each in paragraphs if each) + "\n"


def text_message_of(message: Message, *, short_name: str, only_they_read: bool) -> str:
    """As a text message: a lock screen, which anybody beside its reader sees (P49). By the short
    name that they gave the group, what kind of message it is, and where to look; all of it only
    where nobody but they read it."""
    who = short_name or _("Common Purse")
    if only_they_read:
        return f"{capfirst(who)}: {words_of(message)}"
    what = message.subject if message.subject.endswith("?") else f"{message.subject}."
    look = _("Look at your messages: %(url)s") % {"url": f"{settings.SITE_URL}{MESSAGES_LINK}"}
    return f"{capfirst(who)}: {capfirst(what)} {look}"


def html_of(message: Message, form: str = MessageForm.STANDARD) -> SafeString:
    """The same words, as they are, with the link to press; also in large letters. Nothing is loaded
    from anywhere."""
    lines, path = [_("Hello,"), *words_of(message).splitlines()], path_of(message)
    look = (
        format_html('<p><a href="{}{}">{}</a></p>', settings.SITE_URL, path, look_words(message))
        if path
        else ""
    )
    return format_html(
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{}</title></head>'
        "<body{}>{}{}<hr>{}</body></html>",
        message.subject,
        LARGE if form == MessageForm.LARGE else "",
        _as_paragraphs(lines),
        look,
        _as_paragraphs(why_it_comes(message)),
    )


def path_of(message: Message) -> str:
    """Where its mail leads to: what is answered by a link is answered without sign-in."""
    if message.answer_link_id is not None:
        return address_of(message.answer_link_id)
    return message.link


def look_words(message: Message | None = None) -> str:
    """The words of the link: the thing, where the message has one."""
    if message is not None and message.answer_link_id is not None:
        return _("Answer here, without signing in")
    if message is not None and message.about:
        return _("Look at it: %(what)s") % {"what": message.about}
    return _("Look at it")


def why_it_comes(message: Message) -> list[str]:
    """From whom, why, and where to change it: under every mail."""
    if message.person_id is None and message.login_id is None:
        why = (
            _("You get this once, because this address was given on a page of ours.")
            if message.answer_link_id
            else _("You get this once, because you gave this address. It is forgotten now.")
        )
        return [_("From Common Purse."), why]
    if message.person_id is None:
        why = _("You get this because of what you do at Common Purse for others.")
        return [_("From Common Purse."), why]
    if message.answer_link_id is not None:
        why = _("You get this because it is about something that you said yes to.")
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
