"""The core over HTTP, on 127.0.0.1 only."""

import json
import socket
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from standin import control, hosted, html
from standin.core import Core, Request
from standin.errors import ApiError, ConnectionLost, invalid, not_served

HOST = "127.0.0.1"
OUR_NAMES = (HOST, "localhost")
LONGEST_BODY = 1_000_000
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
        self.core.stop_posting()


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        try:
            self._route(parts.path, parts.query, self._read())
        except ConnectionLost:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        except ApiError as refusal:
            self._answer(refusal.status, json.dumps(refusal.body), "application/json")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except Exception:
            # A fault of ours must not look like a lost answer.
            traceback.print_exc()
            self._answer(500, '{"error": {"type": "api_error"}}', "application/json")

    def _read(self) -> str:
        length = self.headers.get("Content-Length") or "0"
        if not length.isdigit() or int(length) > LONGEST_BODY:
            self.close_connection = True
            raise invalid("That is too long.", status=413)
        return self.rfile.read(int(length)).decode(errors="replace")

    def _route(self, path: str, query: str, sent: str) -> None:
        core = self.server.core
        if self.headers.get("Host", "").rpartition(":")[0] not in OUR_NAMES:
            raise invalid(f"The stand-in answers only as {HOST}.", status=421)
        if path.startswith("/v1/"):
            self._api(path, query, sent)
        elif path == "/":
            self._page(hosted.go("/_standin/"))
        elif path == "/_standin/":
            self._page(hosted.Page(200, control.overview(core)))
        elif path.startswith("/_standin/"):
            self._control(path.removeprefix("/_standin/"), sent)
        elif path == "/style.css":
            self._answer(200, html.STYLE, "text/css; charset=utf-8")
        elif (page := hosted.visit(core, self.command, path, sent)) is not None:
            self._page(page)
        else:
            raise not_served(self.command, path)

    def _api(self, path: str, query: str, sent: str) -> None:
        form = sent if self.command == "POST" else query
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.core.handle(Request(self.command, path, form, headers))
        more = {name: value for name, value in answer.headers.items() if name != "content-type"}
        self._answer(answer.status, answer.body, "application/json", **more)

    def _control(self, name: str, sent: str) -> None:
        # A page elsewhere can make a browser send a plain form here, but not JSON.
        if sent and self.headers.get_content_type() != "application/json":
            raise invalid("Send JSON, and say so in Content-Type.")
        status, body = control.handle(self.server.core, self.command, name, sent)
        self._answer(status, body, "application/json")

    def _page(self, page: hosted.Page) -> None:
        more = dict(PAGE_HEADERS)
        if page.location:
            more["Location"] = page.location
        self._answer(page.status, page.body, "text/html; charset=utf-8", **more)

    def _answer(self, status: int, body: str, kind: str, **headers: str) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was asked can be seen at /_standin/."""
