"""Somewhere for webhooks to go: takes only those whose signature is true."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import stripe

SECRET = "whsec_pretend"


class Letterbox:
    def __init__(self) -> None:
        self.answers: list[int] = []  # what to say to the next ones; then 200
        self.taken: list[stripe.Event] = []
        self.arrived = threading.Condition()
        box = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                payload = self.rfile.read(int(self.headers["Content-Length"]))
                signature = self.headers["Stripe-Signature"]
                event = stripe.Webhook.construct_event(payload, signature, SECRET)
                self.send_response(box.answers.pop(0) if box.answers else 200)
                self.end_headers()
                with box.arrived:
                    box.taken.append(event)
                    box.arrived.notify()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook/"
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def wait_for(self, number: int) -> list[str]:
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.taken) >= number, timeout=5)
        return [event.type for event in self.taken]

    def wait_until(self, what: str, about: str) -> None:
        """Until an event of that kind about that object has come."""
        with self.arrived:
            assert self.arrived.wait_for(
                lambda: (what, about) in [(e.type, e.data.object.id) for e in self.taken], timeout=5
            )

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
