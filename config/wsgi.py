import os

from django.core.wsgi import get_wsgi_application

from config.start import check_start

check_start(os.environ)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# As many as there are threads for pages (docs/running.md), so that none waits for another's.
os.environ.setdefault("DATABASE_POOL_SIZE", "8")
application = get_wsgi_application()
