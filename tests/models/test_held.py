"""What is said of a record that the library may hold."""

from types import SimpleNamespace

import pytest

from processing.models import BibRecord
from processing.models.held import SENTENCES, held_word


@pytest.mark.parametrize(
    ("held", "said"),
    [(None, "WorldCat did not say"), (False, "Not held by this library")],
)
def test_what_is_not_known_is_not_called_unasked(*, held: bool | None, said: str) -> None:
    """WorldCat may have been asked, and the call have failed."""
    upload = SimpleNamespace(is_sample=False)
    disc = SimpleNamespace(accepted_number="1", is_held=False, upload=upload)
    assert said in SENTENCES[held_word(disc, BibRecord(number="1", held=held))]
