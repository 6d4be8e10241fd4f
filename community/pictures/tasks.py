"""Pictures are read, and those that nobody may see any more are deleted."""

from procrastinate.contrib.django import app

from community.common import clock
from community.common.refusals import Unavailable
from community.common.sweep import for_each
from community.pictures.actions.pictures import delete_files, read_picture
from community.pictures.queries.pictures import pictures_to_draw, pictures_with_files_to_delete


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="read_pictures", pass_context=False)
def read_pictures(timestamp: int = 0) -> None:
    """Each that was sent, one after the other, in a process with limits."""
    now = clock.now()
    for_each(
        "pictures to read",
        pictures_to_draw(),
        lambda picture_id: read_picture(picture_id=picture_id, now=now),
        expected=(Unavailable,),
    )


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="delete_pictures", pass_context=False)
def delete_pictures(timestamp: int = 0) -> None:
    """What was taken down is nowhere within the hour (P122)."""
    now = clock.now()
    for_each(
        "pictures to delete",
        pictures_with_files_to_delete(clock.today(now)),
        lambda picture_id: delete_files(picture_id=picture_id, now=now),
        expected=(Unavailable,),
    )
