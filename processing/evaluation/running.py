"""Each case through search, choice and check, by the rules that the pipeline uses.

The records are kept in the database as an import keeps them; whoever calls decides which
database that is (see `management.own_database`). Nothing is sent anywhere.
"""

from collections.abc import Callable
from dataclasses import replace

from processing import judging
from processing.catalog.calibration import held_out
from processing.catalog.choose import choose, rank
from processing.catalog.policy import DEFAULT
from processing.catalog.verify import verify
from processing.evaluation import reference
from processing.evaluation.cases import Case, Corpus, Result
from processing.models import Source
from processing.sources import local
from processing.sources.storing import CHUNK, batches, prepare, store
from processing.stages.search import Found, best_of, compared

Progress = Callable[[int, int], None]
# Of the hits the strongest are compared; the pipeline compares up to fifty. So a right record may
# be missed here that is found there, but none is found here that is missed there.
COMPARED = 15
WHEN_NEEDED = "when_needed"


def run(
    corpus: Corpus, *, threshold: int = 0, progress: Progress | None = None
) -> tuple[Result, ...]:
    """All cases of a corpus, in their order. `threshold` is the least confidence of an accept."""
    source = keep(corpus)
    found = []
    for place, case in enumerate(corpus.cases, start=1):
        found.append(replace(result(case, source), threshold=threshold))
        if progress:
            progress(place, len(corpus.cases))
    return tuple(found)


def keep(corpus: Corpus) -> Source:
    """The records of a corpus as a source of their own."""
    source, _ = Source.objects.get_or_create(name=corpus.name)
    for chunk in batches(corpus.records, CHUNK):
        store(source, [prepare(record, "") for record in chunk])
    return source


def result(case: Case, source: Source) -> Result:
    """What the program makes of one case, with the records of one source.

    Its confidence is by the weights that were fitted without its title.
    """
    policy = replace(DEFAULT, calibration=held_out(case.family))
    found = candidates(case, source)
    pairs = [(one.hit.record, one.scored) for one in found]
    choice = choose(case.reading, pairs, policy)
    chosen = next((pair for pair in pairs if pair[1].record_key == choice.record_key), None)
    verified = verify(case.reading, chosen[0] if chosen else None, choice, policy)
    ranked = sorted(pairs, key=rank)
    return Result(
        case,
        tuple(one.scored.record_key for one in found),
        choice,
        verified.tier,
        verified.confidence,
        verified.reasons,
        scored=chosen[1] if chosen else None,
        signs=verified.signs,
        reference=bool(ranked) and reference.accepts(case.reading, ranked[0][0]),
        asked=judging.is_needed(WHEN_NEEDED, case.reading, choice, pairs),
    )


def candidates(case: Case, source: Source) -> list[Found]:
    """As the stage has them: found, compared, refused, ranked, and cut to ten."""
    hits = local.search(case.reading, Source.objects.filter(pk=source.pk))
    seen = [hit for hit in hits if (hit.record.source, hit.record.number) not in case.hidden]
    return best_of(compared(case.reading, seen[:COMPARED], DEFAULT), DEFAULT)
