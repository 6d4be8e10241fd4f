from django.core.management import call_command


def test_loads(committed_db):
    call_command("load_demo")
