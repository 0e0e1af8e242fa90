"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "luoshi.jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every room may have a module `jobs` whose functions are registered by decorator."""
        autodiscover_modules("jobs")
