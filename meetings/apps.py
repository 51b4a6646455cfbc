from django.apps import AppConfig
from django.urls import register_converter


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Sammanträden"

    def ready(self) -> None:
        from meetings.views.addresses import MeetingKey, ProtocolKey

        register_converter(MeetingKey, "meeting")
        register_converter(ProtocolKey, "protocol")
