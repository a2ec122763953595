"""Item barcodes are scanned in later, in the order of the box; separator slips are printed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from processing.models import Disc, Upload
from tests.views import results

UPC = "074646493526"
JSON = {"Accept": "application/json"}


@pytest.fixture
def box(make_upload: Callable[..., Upload], db: None) -> Upload:
    """Three discs; only the first has an item barcode."""
    upload = make_upload(3)
    upload.discs.exclude(position=1).update(item_barcode=None)
    return upload


def disc_at(box: Upload, position: int) -> Disc:
    return box.discs.get(position=position)


def scan(client: Client, disc: Disc, digits: str) -> Any:
    address = f"/discs/{disc.pk}/barcode/"
    return client.post(address, {"item_barcode": digits}, headers=JSON)


def page(client: Client, box: Upload, query: str = "") -> str:
    return str(client.get(f"/uploads/{box.pk}/barcodes/{query}").content.decode())


def test_the_discs_stand_in_the_order_of_the_box_with_photo_and_title(
    signed_in: Client, box: Upload
):
    results.read(disc_at(box, 2), "Kind of blue")
    text = page(signed_in, box)
    places = [text.index(f'id="disc-{disc.pk}"') for disc in box.discs.order_by("position")]
    assert places == sorted(places)
    assert "Kind of blue" in text
    assert "/thumb/" in text
    assert "2 discs of 3 have no item barcode yet" in text


def test_only_those_without_can_be_shown(signed_in: Client, box: Upload):
    text = page(signed_in, box, "?only=without")
    assert f'id="disc-{disc_at(box, 1).pk}"' not in text
    assert f'id="disc-{disc_at(box, 2).pk}"' in text


def test_when_all_have_one_the_page_leads_back(signed_in: Client, make_upload: Any):
    text = page(signed_in, make_upload(2), "?only=without")
    assert "Every disc has its item barcode." in text


def test_a_scan_is_saved_at_once(signed_in: Client, box: Upload):
    disc = disc_at(box, 2)
    answer = scan(signed_in, disc, "059173027351849")
    assert answer.json() == {"item_barcode": "059173027351849"}
    disc.refresh_from_db()
    assert disc.item_barcode == "059173027351849"


def test_an_empty_field_takes_the_item_barcode_away(signed_in: Client, box: Upload):
    disc = disc_at(box, 1)
    assert scan(signed_in, disc, "").json() == {"item_barcode": ""}
    disc.refresh_from_db()
    assert disc.item_barcode is None


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        (UPC, "UPC"),
        ("Miles Davis", "is not an item barcode"),
        ("059173000000001", "has 059173000000001 already"),
        ("1" * 41, "too long"),
    ],
)
def test_what_is_no_item_barcode_for_this_disc_is_refused_in_words(
    signed_in: Client, box: Upload, digits: str, words: str
):
    disc = disc_at(box, 2)
    answer = scan(signed_in, disc, digits)
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    disc.refresh_from_db()
    assert disc.item_barcode is None


@pytest.mark.parametrize(
    ("position", "digits", "goes_on", "words"),
    [
        (2, UPC, 2, "UPC"),
        (2, "059173027351849", 3, "059173027351849"),
        (1, "059173027351849", 2, "059173027351849"),
        (3, "059173027351849", 3, "059173027351849"),
    ],
)
def test_without_a_script_the_page_says_what_came_of_it_and_goes_on(
    signed_in: Client, box: Upload, position: int, digits: str, goes_on: int, words: str
):
    disc = disc_at(box, position)
    address = f"/discs/{disc.pk}/barcode/?page=1"
    answer = signed_in.post(address, {"item_barcode": digits}, follow=True)
    field = f"barcode-{disc_at(box, goes_on).pk}"
    assert answer.redirect_chain[0][0] == f"/uploads/{box.pk}/barcodes/?page=1#{field}"
    assert f'id="{field}"' in answer.content.decode()
    assert words in answer.content.decode()


def test_who_may_not_add_photos_can_neither_see_nor_scan(
    client: Client, box: Upload, person: Callable[[str], User]
):
    client.force_login(person("Viewers"))
    assert client.get(f"/uploads/{box.pk}/barcodes/").status_code == 403
    answer = scan(client, disc_at(box, 2), "059173027351849")
    assert answer.status_code == 403
    assert "may not add photos" in answer.json()["error"]
    assert not Disc.objects.filter(item_barcode="059173027351849").exists()


@pytest.mark.parametrize("number", [2, 40])
def test_the_page_takes_the_same_queries_for_few_and_many_discs(
    signed_in: Client,
    make_upload: Callable[..., Upload],
    django_assert_max_num_queries: Any,
    number: int,
):
    upload = make_upload(number)
    with django_assert_max_num_queries(12):
        page(signed_in, upload)


def test_a_long_box_is_shown_page_by_page(signed_in: Client, make_upload: Callable[..., Upload]):
    assert "1–50 of 60" in page(signed_in, make_upload(60, photos=False))


def test_slips_are_a_pdf(signed_in: Client):
    answer = signed_in.get("/slips/?count=3")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_without_a_count_the_page_asks_for_it(signed_in: Client):
    assert "How many slips" in signed_in.get("/slips/").content.decode()


@pytest.mark.parametrize(
    ("count", "words"),
    [("0", "At least one slip"), ("501", "At most 500 slips"), ("many", "a whole number")],
)
def test_a_count_that_cannot_be_printed_says_why(signed_in: Client, count: str, words: str):
    answer = signed_in.get("/slips/", {"count": count})
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_slips_are_for_those_who_may_add_photos(client: Client, person: Callable[[str], User]):
    client.force_login(person("Viewers"))
    assert client.get("/slips/?count=3").status_code == 403
