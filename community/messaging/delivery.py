"""The post: how one message leaves this machine, and what it says when it does not.

In the demo every mail lands in `.local/outbox/`, where it can be opened.
"""

import smtplib

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives

from community.common.lifecycle import not_none
from community.messaging.actions.sending import NotSent
from community.messaging.addresses import is_mail_address
from community.messaging.models import Message
from community.messaging.queries.contact_plans import form_of
from community.messaging.states import MessageForm, NotSentReason
from community.messaging.wording import html_of, text_of

MOST_IN_VAIN = 2  # one alone may be a fault of its own message; two in a row are the server's
NOT_FOR_GOOD_BELOW = 500  # RFC 5321, 4.2.1: "try again"; from here on "do not"
OF_THE_SERVER = (
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
)


class Post:
    """One round. A mail server that twice in a row does not answer is not asked again in it, so
    that a dead one holds nobody up."""

    def __init__(self) -> None:
        self._in_vain = 0

    def __call__(self, message: Message, address: str | None) -> None:
        if self._in_vain >= MOST_IN_VAIN:
            raise NotSent(NotSentReason.SERVER, "not asked again in this round")
        try:
            deliver(message, address)
        except OF_THE_SERVER as error:
            self._in_vain += 1
            raise _not_sent(NotSentReason.SERVER, error) from error
        except smtplib.SMTPException as error:  # it answered, and does not take this one
            self._in_vain = 0
            raise _not_sent(_why_refused(error), error) from error
        except OSError as error:  # silent, gone, no such host
            self._in_vain += 1
            raise _not_sent(NotSentReason.SERVER, error) from error
        self._in_vain = 0


def deliver(message: Message, address: str | None) -> None:
    """Hand one message to the outside."""
    if address is None:
        logins = get_user_model().objects.filter(pk=not_none(message.login_id))
        address = logins.values_list("email", flat=True).get()
    if not is_mail_address(address):
        raise NotSent(NotSentReason.ADDRESS, "no address that a mail server would know")
    mail_of(message, address, form_of(message.person_id)).send()


def mail_of(
    message: Message, address: str, form: str = MessageForm.STANDARD
) -> EmailMultiAlternatives:
    """As it goes out, as text and as simple HTML; as text alone for whoever has it read out (P50).
    Sent twice it is the same mail, for programs that read mail."""
    mail = EmailMultiAlternatives(
        " ".join(message.subject.split()),
        text_of(message),
        settings.DEFAULT_FROM_EMAIL,
        [address],
        headers={"Message-ID": message_id_of(message), "Auto-Submitted": "auto-generated"},
    )
    if form != MessageForm.PLAIN:
        mail.attach_alternative(html_of(message, form), "text/html")
    return mail


def message_id_of(message: Message) -> str:
    """The same each time that it is sent, of the domain that it is from, and tells nothing."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    return f"<{message.pk}.{message.created_at:%Y%m%d%H%M%S%f}@{domain}>"


def _why_refused(error: smtplib.SMTPException) -> NotSentReason:
    if isinstance(error, smtplib.SMTPNotSupportedError):  # letters that this server has not
        return NotSentReason.ADDRESS
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _said in error.recipients.values()]
        if min(codes, default=0) >= NOT_FOR_GOOD_BELOW:
            return NotSentReason.ADDRESS
    return NotSentReason.SERVER


def _not_sent(because: NotSentReason, error: Exception) -> NotSent:
    """Without what the server said: it may name the address."""
    code = getattr(error, "smtp_code", "")
    return NotSent(because, f"{type(error).__name__} {code}".strip())
