"""The twelve discs of the sample upload, in the order in which they lie in the box.

All are real releases; a fact that we were not sure of is left out rather than guessed.
"""

from processing.sample.discs_instrumental import BEETHOVEN, BITCHES_BREW, KIND_OF_BLUE, KOLN_CONCERT
from processing.sample.discs_songs import (
    BLUE,
    BUENA_VISTA,
    FIVE_LEAVES_LEFT,
    GRACELAND,
    HOMOGENIC,
    O_BROTHER,
    OK_COMPUTER,
    TRACY_CHAPMAN,
)
from processing.sample.facts import SampleDisc

DISCS: tuple[SampleDisc, ...] = (
    TRACY_CHAPMAN,
    BUENA_VISTA,
    BEETHOVEN,
    BITCHES_BREW,
    O_BROTHER,
    KIND_OF_BLUE,
    FIVE_LEAVES_LEFT,
    KOLN_CONCERT,
    BLUE,
    OK_COMPUTER,
    GRACELAND,
    HOMOGENIC,
)
