from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import module_has_submodule

from community.common.lifecycle import Lifecycle, lifecycles_in


class Command(BaseCommand):
    help = "Draw every life story in an app's states into docs/lifecycles.md."

    def handle(self, **options: Any) -> None:
        parts = [
            "# Life stories\n\nDrawn by `manage.py draw_lifecycles` from `states` of each app.\n"
        ]
        stories: dict[str, Lifecycle] = {}
        for app in apps.get_app_configs():
            if module_has_submodule(app.module, "states"):
                stories |= lifecycles_in(f"{app.name}.states")
        for name in sorted(stories):
            parts.append(f"## {name.lower()}\n\n```mermaid\n{stories[name].mermaid()}\n```\n")
        (settings.BASE_DIR / "docs" / "lifecycles.md").write_text("\n".join(parts))
