"""Account: what the program knows of a person besides the name and the groups."""

from django.conf import settings
from django.db import models


class Account(models.Model):
    """`made_password` is True while the password is the one that the program made and printed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="account")
    made_password = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.user)
