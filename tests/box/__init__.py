"""A box of forty discs as a phone photographs it: front, back and disc of each, in that order.

`boxes.make` draws one; the truth stands beside each photo. For tests and benches.
"""

from tests.box.boxes import BoxPhoto, Variant, make
from tests.box.steps import Step

__all__ = ["BoxPhoto", "Step", "Variant", "make"]
