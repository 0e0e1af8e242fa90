"""The Django application of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "luoshi.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The office's people stand on the page of their group."""
        from luoshi.accounts import offices

        offices.connect()
