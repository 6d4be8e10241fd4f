"""The core over HTTP, on 127.0.0.1 only."""

import json
import socket
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from standin.api.errors import ApiError, ConnectionLost, invalid_request, unknown_route
from standin.core import Core, Request
from standin.hosted_pages.html import STYLESHEET
from standin.hosted_pages.pages import Page, redirect, visit_page
from standin.http.control import handle_control, overview

HOST = "127.0.0.1"
HOST_NAMES = (HOST, "localhost")
MAX_BODY_BYTES = 1_000_000
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, core: Core, port: int = 0) -> None:
        super().__init__((HOST, port), Handler)
        self.core = core
        core.origin = self.origin

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}"

    def server_close(self) -> None:
        super().server_close()
        self.core.stop_webhooks()


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        self._respond()

    def do_DELETE(self) -> None:
        self._respond()

    def _respond(self) -> None:
        parts = urlsplit(self.path)
        try:
            self._dispatch(parts.path, parts.query, self._read())
        except ConnectionLost:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        except ApiError as error:
            self._send(error.status, json.dumps(error.body), "application/json")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except Exception:
            # A fault of ours must not look like a lost answer.
            traceback.print_exc()
            self._send(500, '{"error": {"type": "api_error"}}', "application/json")

    def _read(self) -> str:
        length = self.headers.get("Content-Length") or "0"
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            self.close_connection = True
            raise invalid_request("That is too long.", status=413)
        return self.rfile.read(int(length)).decode(errors="replace")

    def _dispatch(self, path: str, query: str, text: str) -> None:
        core = self.server.core
        if self.headers.get("Host", "").rpartition(":")[0] not in HOST_NAMES:
            raise invalid_request(f"The stand-in answers only as {HOST}.", status=421)
        if path.startswith("/v1/"):
            self._answer_api(path, query, text)
        elif path == "/":
            self._send_page(redirect("/_standin/"))
        elif path == "/_standin/":
            self._send_page(Page(200, overview(core)))
        elif path.startswith("/_standin/"):
            self._answer_control(path.removeprefix("/_standin/"), text)
        elif path == "/style.css":
            self._send(200, STYLESHEET, "text/css; charset=utf-8")
        elif (page := visit_page(core, self.command, path, text)) is not None:
            self._send_page(page)
        else:
            raise unknown_route(self.command, path)

    def _answer_api(self, path: str, query: str, text: str) -> None:
        form = text if self.command == "POST" else query
        lower_case = {name.lower(): value for name, value in self.headers.items()}
        response = self.server.core.handle(Request(self.command, path, form, lower_case))
        headers = {n: v for n, v in response.headers.items() if n != "content-type"}
        self._send(response.status, response.body, "application/json", **headers)

    def _answer_control(self, name: str, text: str) -> None:
        # A page elsewhere can make a browser send a plain form here, but not JSON.
        if text and self.headers.get_content_type() != "application/json":
            raise invalid_request("Send JSON, and say so in Content-Type.")
        status, body = handle_control(self.server.core, self.command, name, text)
        self._send(status, body, "application/json")

    def _send_page(self, page: Page) -> None:
        extra_headers = dict(PAGE_HEADERS)
        if page.location:
            extra_headers["Location"] = page.location
        self._send(page.status, page.body, "text/html; charset=utf-8", **extra_headers)

    def _send(self, status: int, body: str, content_type: str, **headers: str) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was asked can be seen at /_standin/."""
