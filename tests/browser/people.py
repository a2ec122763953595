"""One person of each group, and how each signs in."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, StorageState

from tests.process.server import ROOT, environment

PASSWORD = "seven small boxes of discs"
MANAGER, CATALOGER, IMAGING, VIEWER = "mary", "carl", "ida", "victor"
GROUPS = {MANAGER: "Managers", CATALOGER: "Catalogers", IMAGING: "Imaging", VIEWER: "Viewers"}
CHIEF = "chief"  # an account that may do everything, as createaccount makes it
_SCRIPT = f"""
from django.contrib.auth.models import Group, User
from processing.groups import STAFF_GROUPS
for name, group in {GROUPS!r}.items():
    person = User.objects.create_user(name, password={PASSWORD!r}, is_staff=group in STAFF_GROUPS)
    person.groups.add(Group.objects.get(name=group))
User.objects.create_superuser({CHIEF!r}, password={PASSWORD!r})
"""


def make_people(var: Path) -> None:
    """Makes the accounts in the database of a program that is not running."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", _SCRIPT],
        cwd=ROOT,
        env=environment(var),
        check=True,
        capture_output=True,
        text=True,
    )


def signed_in(browser: Browser, url: str, name: str) -> StorageState:
    """The cookies of a person who has just signed in by the page."""
    context = browser.new_context(base_url=url)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Uploads", exact=True).wait_for()
    state = context.storage_state()
    context.close()
    return state
