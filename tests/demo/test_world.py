import socket
from django.core.management import call_command
from boot.postgres import free_port


def test_loads(committed_db, settings, tmp_path):
    settings.STRIPE_API_BASE = f"http://127.0.0.1:{free_port()}"
    settings.LOCAL_DIR = tmp_path
    call_command("load_demo")
