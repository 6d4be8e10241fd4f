"""The mail server, as every mail of ours reaches it: never from inside a transaction, never for
longer than the timeout in all."""

from collections.abc import Sequence
from contextlib import suppress
from smtplib import SMTP
from socket import SHUT_RDWR
from threading import Timer

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.db import connection
from django.db.transaction import TransactionManagementError

MAIL_TIMEOUT_SECONDS = 10


class TimedSMTP(SMTP):
    """Hangs up when the whole talk has lasted its timeout: `timeout` alone is that of each step,
    and a server that says a letter every nine seconds would never reach it."""

    def __init__(
        self,
        host: str = "",
        port: int = 0,
        local_hostname: str | None = None,
        timeout: float = MAIL_TIMEOUT_SECONDS,
    ) -> None:
        self._timer = Timer(timeout, self._hang_up)
        self._timer.daemon = True
        self._timer.start()
        super().__init__(host, port, local_hostname, timeout)

    def _hang_up(self) -> None:
        if self.sock is not None:
            with suppress(OSError):  # closed already
                self.sock.shutdown(SHUT_RDWR)

    def close(self) -> None:
        self._timer.cancel()
        super().close()


class EmailBackend(smtp.EmailBackend):
    """Each talk is one timed SMTP."""

    @property
    def connection_class(self) -> type[SMTP]:
        return TimedSMTP

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if connection.in_atomic_block:
            raise TransactionManagementError("a mail server is never called inside a transaction")
        return super().send_messages(email_messages) or 0
