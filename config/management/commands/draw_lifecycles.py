from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import module_has_submodule

from community.common.lifecycle import Lifecycle


class Command(BaseCommand):
    help = "Draw every life story in states.py into docs/lifecycles.md."

    def handle(self, **options: Any) -> None:
        parts = ["# Life stories\n\nDrawn by `manage.py draw_lifecycles` from each `states.py`.\n"]
        stories: dict[str, Lifecycle] = {}
        for app in apps.get_app_configs():
            if module_has_submodule(app.module, "states"):
                module = import_module(f"{app.name}.states")
                stories |= {
                    name.lower(): value
                    for name, value in vars(module).items()
                    if isinstance(value, Lifecycle)
                }
        for name in sorted(stories):
            parts.append(f"## {name}\n\n```mermaid\n{stories[name].mermaid()}\n```\n")
        (settings.BASE_DIR / "docs" / "lifecycles.md").write_text("\n".join(parts))
