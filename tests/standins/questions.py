"""Bodies of questions as the program sends them."""

import base64
import io
from typing import Any

from PIL import Image

from processing.clients.openai_answers import response_format
from processing.imaging.deriving import derive
from processing.judging.shape import MatchJudged
from processing.readers.openai.shape import PhotosRead

Body = dict[str, Any]
MODEL = "gpt-5.6-luna"


def working(photo: bytes) -> bytes:
    """The photo as the program sends it."""
    return derive(io.BytesIO(photo)).working


def blank_jpeg(color: str = "white") -> bytes:
    """A photo on which nothing is to be seen."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(out, "JPEG")
    return out.getvalue()


def image_part(jpeg: bytes) -> Body:
    url = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
    return {"type": "image_url", "image_url": {"url": url, "detail": "high"}}


def reading(*jpegs: bytes, system: str = "Read the photos.", **more: Any) -> Body:
    """A question what is on these photos."""
    user: list[Body] = [image_part(jpeg) for jpeg in jpegs]
    messages = [
        {"role": "system", "content": [{"type": "text", "text": system}]},
        {"role": "user", "content": [{"type": "text", "text": "Photo 1:"}, *user]},
    ]
    return {
        "model": MODEL,
        "messages": messages,
        "response_format": response_format(PhotosRead),
        "max_completion_tokens": 8000,
        **more,
    }


def judging(data: str, **more: Any) -> Body:
    """A question which record fits."""
    messages = [
        {"role": "system", "content": "Judge."},
        {"role": "user", "content": [{"type": "text", "text": data}]},
    ]
    return {
        "model": MODEL,
        "messages": messages,
        "response_format": response_format(MatchJudged),
        **more,
    }
