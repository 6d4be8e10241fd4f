"""Five scenes, each a walk of about five minutes through what is built."""

from .at_work import CONNECTOR, MUSEUM_OFFICER, TEN_TO_FIVE
from .saying_yes import MUSEUM_MORNING, NO_PHONE

SCENES = (MUSEUM_MORNING, NO_PHONE, MUSEUM_OFFICER, TEN_TO_FIVE, CONNECTOR)
SCENES_BY_SLUG = {scene.slug: scene for scene in SCENES}
