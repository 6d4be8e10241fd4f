from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "community.pictures"
    label = "pictures"

    def ready(self) -> None:
        from community.audit.subjects import register_subjects
        from community.pictures.deeds import PictureDeed
        from community.pictures.queries.pictures import picture_texts

        register_subjects(PictureDeed, picture=picture_texts)
