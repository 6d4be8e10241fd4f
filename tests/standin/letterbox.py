"""Somewhere for webhooks to go: takes only those whose signature is true."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import stripe

from tests.waits import TEST_WAIT_SECONDS

SECRET = "whsec_pretend"


class Letterbox:
    def __init__(self) -> None:
        self.answers: list[int] = []  # what to say to the next ones; then 200
        self.events: list[stripe.Event] = []
        self.arrival = threading.Condition()
        box = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                payload = self.rfile.read(int(self.headers["Content-Length"]))
                signature = self.headers["Stripe-Signature"]
                event = stripe.Webhook.construct_event(payload, signature, SECRET)
                self.send_response(box.answers.pop(0) if box.answers else 200)
                self.end_headers()
                with box.arrival:
                    box.events.append(event)
                    box.arrival.notify()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook/"
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def wait_for(self, number: int) -> list[str]:
        with self.arrival:
            assert self.arrival.wait_for(
                lambda: len(self.events) >= number, timeout=TEST_WAIT_SECONDS
            )
        return [event.type for event in self.events]

    def wait_until(self, event_type: str, object_id: str) -> None:
        """Until an event of that kind about that object has come."""

        def has_come() -> bool:
            pairs = [(event.type, event.data.object.id) for event in self.events]
            return (event_type, object_id) in pairs

        with self.arrival:
            assert self.arrival.wait_for(has_come, TEST_WAIT_SECONDS)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
