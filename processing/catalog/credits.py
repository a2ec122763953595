"""Who composed and who performs, told from roles as covers and records have them.

In art music the composer says which work it is, and the performers say which recording: the same
symphony by another orchestra is another record.
"""

import re
from collections.abc import Iterable, Iterator

from processing.catalog.folding import fold

_COMPOSER = re.compile(
    r"\bcompos|\bkomponist|\bkomposition|\bcompositeu|\bmusi(?:c|k|que) (?:by|von|de)\b|^cmp$"
)
_PERFORMER = re.compile(
    r"\bperform|\bconduct|\bdirig|\bleitung|\bdirection|\bdirector|\bmaestro|\bsing|\bsung|\bvoc|\bvoice"
    r"|\bsopran|\bmezzo|\balto?\b|\bcontralto|\bcountertenor|\btenor|\bbar[iy]ton|\bbass\b|\bbasso\b"
    r"|\bpian|\bklavier|\bviol|\bgeige|\bcello|\bgamba|\bcontrabass|\bflut|\bflote|\boboe|\bclarinet"
    r"|\bklarinette|\bbassoon|\bfagott|\bhorn\b|\btrump|\btrompete|\btromb|\bposaune|\btuba|\bsax"
    r"|\bguitar|\bgitarre|\blute|\blaute|\bharp|\borgan\b|\borgel|\borgue|\bcembalo|\bharpsi|\bclavecin"
    r"|\bdrum|\bpercuss|\bschlagzeug|\bkeyboard|\bbanjo|\bsitar|\btabla|\baccordion|\bvibes|\bvibraphon"
    r"|\borchest|\bchor\b|\bchoir|\bchoeur|\bcoro\b|\bensemble|\bquartet|\btrio\b|\bsolo|\bartist"
    r"|\bmusician|\binterpr|\bfeat|^(?:prf|cnd|sng|itr|voc|mus|sol)$"
)
_BEHIND = re.compile(
    r"\bproduc|\bengineer|\bphoto|\bdesign|\bliner|\bnotes\b|\bmaster|\bmix|\bexecutive|\blyric|\btext"
    r"|\bwords\b|\bauthor|\blibrett|\barrang|\btranslat|\bart(?:work| direct)|\bproject|\btonmeister"
    r"|\brecording\b|\bcover\b|\ba ?(?:&|and) ?r\b|\bedit|\bmusic director of the label\b"
)
_ENSEMBLE = re.compile(
    r"\borchest|\borkest|\borquesta|\bphilharmon|\bsymphon|\bsinfoni|\bchor\b|\bchoir|\bchorus|\bchoeur"
    r"|\bcoro\b|\bensemble|\bquartet|\bquatuor|\bquintet|\btrio\b|\bduo\b|\bsextet|\boctet|\bconsort"
    r"|\bband\b|\bsingers\b|\bplayers\b|\bkapelle|\bstaatskapelle|\bacademy|\bakademie|\bcollegium"
    r"|\bcamerata|\bsoloists|\bsolisti|\bmusici\b|\bfestival|\bopera\b|\bstrings\b|\bbrass\b"
)


def is_composer(role: str) -> bool:
    """Whether a role as printed, or a relator term or code, is that of a composer."""
    return bool(_COMPOSER.search(fold(role)))


def is_performer(role: str) -> bool:
    """Whether a role is that of somebody who is heard; producers and writers are not."""
    folded = fold(role)
    return bool(_PERFORMER.search(folded)) and not _BEHIND.search(folded)


def is_ensemble(name: str) -> bool:
    """Whether a name is that of an orchestra, a choir, or another group by its words."""
    return bool(_ENSEMBLE.search(fold(name)))


def by_kind(names: Iterable[str]) -> Iterator[list[str]]:
    """Ensembles, and persons (or what may be one): each is compared among its like."""
    found = list(names)
    yield [name for name in found if is_ensemble(name)]
    yield [name for name in found if not is_ensemble(name)]
