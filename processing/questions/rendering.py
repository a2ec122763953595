"""From the reference of a photo to the JPEG that is sent."""

from typing import BinaryIO, cast

from processing.clients.openai_questions import Image
from processing.imaging import for_model
from processing.models import Photo
from processing.questions.waiting import Unusable


def render(image: Image) -> bytes:
    """The JPEG. A photo whose row is gone is looked for by its bytes: it may stand elsewhere too.

    Raises Unusable where it is nowhere.
    """
    photos = Photo.objects.exclude(working="")
    photo = photos.filter(pk=image.photo).first() or photos.filter(sha256=image.sha256).first()
    if photo is None:
        raise Unusable("A photo of this disc is not there any more. Run “Read photos” again.")
    if image.crop is None:
        with photo.working.open("rb") as file:
            return for_model.whole(cast(BinaryIO, file), image.size, image.covers)
    working = (photo.width, photo.height)
    with photo.original.open("rb") as file:
        source = cast(BinaryIO, file)
        return for_model.part(source, working, image.crop, image.size, image.covers)
