"""A real SMTP server on loopback, and the letters it has received."""

import asyncio
import email
import re
import socket
import threading
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class MailServer:
    """Start it, point the site's mailer at `options`, and read `letters_to(address)`.

    It says `answer` to each letter, after `seconds`; `asked` is set when it has been given one.
    """

    def __init__(self) -> None:
        self.answer, self.seconds = "250 OK", 0.0
        self.asked = threading.Event()
        self.received: list[EmailMessage] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        message = email.message_from_bytes(envelope.content, policy=default)
        message["X-To"] = ", ".join(envelope.rcpt_tos)
        self.asked.set()
        await asyncio.sleep(self.seconds)
        if self.answer.startswith("250"):
            self.received.append(message)  # type: ignore[arg-type]
        return self.answer

    def start(self) -> dict[str, Any]:
        """Django's MAILERS entry for it."""
        self._controller.start()
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": self.port},
        }

    def stop(self) -> None:
        self._controller.stop()

    def letters_to(self, address: str) -> list[EmailMessage]:
        return [one for one in self.received if one["X-To"] == address]

    def link_to(self, address: str, part: str) -> str:
        """The path of the latest link with `part` in it that was sent to the address."""
        for letter in reversed(self.letters_to(address)):
            text = letter.get_body(("plain",))
            body = text.get_content() if text else ""
            for link in re.findall(r"https?://[^/\s]+(/\S*)", body):
                if part in link:
                    return str(link)
        raise AssertionError(f"no letter to {address} with a link to {part}")
