"""A disc is found on the page of its upload, before the start and after it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from processing.models import Upload
from tests.conftest import make_photo
from tests.views import results

Make = Callable[..., Upload]


@pytest.fixture
def upload(make_upload: Make) -> Upload:
    """Twelve discs; one was photographed by a phone."""
    upload = make_upload(12)
    make_photo(upload.discs.get(position=7), "IMG_2231.jpg")
    return upload


def shown(client: Client, upload: Upload, query: str) -> str:
    return " ".join(client.get(f"/uploads/{upload.pk}/{query}").content.decode().split())


def places(text: str) -> list[int]:
    """Of the discs in the order of the page, by the ends of their item barcodes."""
    found = re.findall(r'id="disc-\d+"[^>]*>(?:<span class="mono">)?0591730\d{4}(\d{4})<', text)
    return [int(end) for end in found]


def start(upload: Upload) -> None:
    upload.started_at = timezone.now()
    upload.save()
    for disc in upload.discs.all():
        title = "Œuvres pour piano" if disc.position == 5 else "Something else"
        results.finish(disc, title=title)
        disc.readings.update(cleaned_data={"title": title})
        disc.matches.update(record=None)


@pytest.mark.parametrize(
    ("text", "place"),
    [("05917300000{:04d}", 4), ("0000{:04d}", 11), ("img_2231", 7)],
    ids=["barcode", "its end", "photo"],
)
@pytest.mark.parametrize("page", ["", "discs/"])
def test_a_disc_is_found_before_the_start(
    signed_in: Client, upload: Upload, text: str, place: int, page: str
):
    found = shown(signed_in, upload, f"{page}?find={text.format(place)}")
    assert places(found) == [place]
    assert 'Discs <span class="quiet num">1</span> found for “' in found


def test_a_disc_is_found_by_what_was_read(signed_in: Client, upload: Upload):
    start(upload)
    assert places(shown(signed_in, upload, "?find=oeuvres+piano")) == [5]
    arranged = shown(signed_in, upload, "?arrange=1&find=oeuvres")
    assert places(arranged) == [5]
    assert '<input type="hidden" name="arrange" value="1">' in arranged


def test_a_search_stays_in_its_sort_group_and_in_its_upload(
    signed_in: Client, upload: Upload, make_upload: Make
):
    make_upload(12)
    start(upload)
    assert len(places(shown(signed_in, upload, "?find=something&group=review"))) == 11
    text = shown(signed_in, upload, "?find=something&group=high")
    assert places(text) == []
    assert '<input type="hidden" name="group" value="high">' in text


def test_what_is_not_found_is_said_with_the_way_back(signed_in: Client, upload: Upload):
    text = shown(signed_in, upload, "?find=<b>nothing</b>")
    assert "No disc here has that as its item barcode" in text
    assert "found for “&lt;b&gt;nothing&lt;/b&gt;”" in text
    assert f'id="all-discs" href="/uploads/{upload.pk}/?">show all</a>' in text
    assert 'value="&lt;b&gt;nothing&lt;/b&gt;"' in text


def test_what_no_database_takes_is_left_out(signed_in: Client, upload: Upload):
    assert places(shown(signed_in, upload, "?find=IMG_%002231")) == [7]


def test_a_few_discs_are_not_searched(signed_in: Client, make_upload: Make):
    assert 'id="find-disc"' not in shown(signed_in, make_upload(10), "")
    assert 'id="find-disc"' in shown(signed_in, make_upload(11), "")
