"""The stages in order: the table of contents of the app.

photos → extract → clean → search → analyze → verify → sort group → (review) → report
"""

from itertools import pairwise

from processing.stages import analyze, clean, extract, search, verify
from processing.stages.base import PipelineStage

PIPELINE: tuple[PipelineStage, ...] = (
    extract.STAGE,
    clean.STAGE,
    search.STAGE,
    analyze.STAGE,
    verify.STAGE,
)
BY_NAME = {stage.name: stage for stage in PIPELINE}
NEXT = dict(pairwise(stage.name for stage in PIPELINE))
