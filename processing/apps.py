"""The app's start: checks are registered and the groups are made after a migration."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ProcessingConfig(AppConfig):
    name = "processing"
    verbose_name = "CD cataloging"

    def ready(self) -> None:
        # what the admin calls "Authentication and Authorization"
        apps.get_app_config("auth").verbose_name = "People"
        import_module("processing.checks")  # registers the startup checks
        groups = import_module("processing.groups")  # needs the loaded models
        post_migrate.connect(groups.make_groups, sender=self, dispatch_uid="processing.groups")
