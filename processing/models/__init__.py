"""The tables, one idea per file."""

from processing.models.account import Account
from processing.models.batch_job import BatchJob
from processing.models.calibration import CalibrationSwitch
from processing.models.claimable import (
    CLOSED_STATES,
    OPEN_STATES,
    Claimable,
    Failure,
    LostClaim,
    State,
)
from processing.models.disc import Disc
from processing.models.human import Correction, Decision
from processing.models.model_call import ModelCall
from processing.models.photo import Bundle, KeptText, Photo, Refusal
from processing.models.record import BibRecord, RecordKey, Source
from processing.models.report import Report
from processing.models.results import Candidate, Match, Reading, Verification
from processing.models.search import Search, SearchAnswer
from processing.models.sending import Consent, Cover
from processing.models.stage_run import Pause, Stage, StageRun
from processing.models.trial import AutoAccept
from processing.models.upload import Upload

__all__ = [
    "CLOSED_STATES",
    "OPEN_STATES",
    "Account",
    "AutoAccept",
    "BatchJob",
    "BibRecord",
    "Bundle",
    "CalibrationSwitch",
    "Candidate",
    "Claimable",
    "Consent",
    "Correction",
    "Cover",
    "Decision",
    "Disc",
    "Failure",
    "KeptText",
    "LostClaim",
    "Match",
    "ModelCall",
    "Pause",
    "Photo",
    "Reading",
    "RecordKey",
    "Refusal",
    "Report",
    "Search",
    "SearchAnswer",
    "Source",
    "Stage",
    "StageRun",
    "State",
    "Upload",
    "Verification",
]
