"""Files that were not taken are listed with their reason until somebody dismisses the list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from processing import actions
from processing.models import Upload
from processing.presentation.refused import SHOWN
from processing.views.refusals import AT_ONCE


@pytest.fixture
def box(db: None) -> Upload:
    return Upload.objects.create(name="Box 12")


def tell(client: Client, box: Upload, *files: tuple[str, str, str]) -> Any:
    names, folders, codes = zip(*files, strict=True)
    form = {"name": names, "folder": folders, "code": codes}
    return client.post(f"/uploads/{box.pk}/refused/", form)


def listed(client: Client, box: Upload) -> str:
    return str(client.get(f"/uploads/{box.pk}/refused/").content.decode())


def refuse(box: Upload, number: int) -> None:
    for one in range(number):
        actions.refuse_file(
            upload=box, name=f"{one:03d}.jpg", folder="", reason="It is damaged.", by=None
        )


def test_what_the_browser_did_not_send_is_listed_in_the_words_of_the_server(
    signed_in: Client, box: Upload
):
    answer = tell(signed_in, box, ("a.jpg", "box/1", "empty"), ("b.txt", "", "kind"))
    assert answer.json() == {"listed": 2}
    text = listed(signed_in, box)
    assert "2 files were not taken" in text
    assert "box/1/a.jpg" in text
    assert "The file is empty. Copy it again from the camera." in text
    assert "This is not a photo." in text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("large", "at most 60 MB are accepted for a photo and 2000 MB for a ZIP or PDF"),
        ("proxy", "The server in front of the program"),
        ("unreadable", "could no longer read this file"),
        ("failed", "could not be sent"),
    ],
)
def test_every_reason_says_what_to_do(signed_in: Client, box: Upload, code: str, words: str):
    tell(signed_in, box, ("a.jpg", "", code))
    assert words in box.refusals.get().reason


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"name": "a.jpg", "folder": "", "code": "because I say so"},
        {"name": "", "folder": "", "code": "empty"},
        {"name": ["a.jpg", "b.jpg"], "folder": "", "code": "empty"},
        {"name": ["a"] * (AT_ONCE + 1), "folder": [""] * (AT_ONCE + 1), "code": ["kind"] * 201},
    ],
)
def test_what_cannot_be_understood_is_not_listed(
    signed_in: Client, box: Upload, form: dict[str, Any]
):
    answer = signed_in.post(f"/uploads/{box.pk}/refused/", form)
    assert answer.status_code == 400
    assert "known code" in answer.json()["error"]
    assert not box.refusals.exists()


def test_names_of_the_browser_are_cleaned_and_cut(signed_in: Client, box: Upload):
    tell(signed_in, box, ("../../etc/" + "x" * 400 + "\x07.jpg", "y" * 500, "kind"))
    refusal = box.refusals.get()
    assert len(refusal.name) <= 255
    assert "/" not in refusal.name
    assert len(refusal.folder) <= 300


def test_markup_in_a_name_stays_text(signed_in: Client, box: Upload):
    tell(signed_in, box, ("<img src=x>.jpg", "", "kind"))
    assert "<img src=x>" not in listed(signed_in, box)


def test_who_may_not_add_photos_can_neither_list_nor_dismiss(
    client: Client, box: Upload, person: Callable[[str], User]
):
    refuse(box, 1)
    client.force_login(person("Viewers"))
    assert tell(client, box, ("a.jpg", "", "empty")).status_code == 403
    assert client.post(f"/uploads/{box.pk}/refused/dismiss/").status_code == 403
    assert "Dismiss the list" not in listed(client, box)
    assert box.refusals.count() == 1


def test_the_list_is_dismissed(signed_in: Client, box: Upload):
    refuse(box, 2)
    answer = signed_in.post(f"/uploads/{box.pk}/refused/dismiss/", follow=True)
    assert "The list of 2 refused files is dismissed." in answer.content.decode()
    assert not box.refusals.exists()


def test_the_script_gets_the_empty_list_back(signed_in: Client, box: Upload):
    refuse(box, 2)
    address = f"/uploads/{box.pk}/refused/dismiss/"
    text = signed_in.post(address, headers={"HX-Request": "true"}).content.decode()
    assert 'id="refused"' in text
    assert "Dismiss the list" not in text


@pytest.mark.parametrize("number", [2, 20])
def test_the_list_takes_the_same_queries_for_few_and_many_files(
    signed_in: Client, box: Upload, django_assert_max_num_queries: Any, number: int
):
    refuse(box, number)
    with django_assert_max_num_queries(7):
        listed(signed_in, box)


def test_a_long_list_is_cut_on_the_page_and_whole_as_text(signed_in: Client, box: Upload):
    refuse(box, SHOWN + 5)
    text = listed(signed_in, box)
    assert "105 files were not taken" in text
    assert "and 5 files more" in text
    answer = signed_in.get(f"/uploads/{box.pk}/refused.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert len(answer.content.decode().splitlines()) == SHOWN + 5
    assert "000.jpg\tIt is damaged." in answer.content.decode()
