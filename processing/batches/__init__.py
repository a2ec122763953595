"""Trade waiting questions with OpenAI's Batch API: gathered, submitted once, followed, collected.

A BatchJob is a claimable row: whoever finds it due takes the next step, writes down where it
stands, and lets go. No worker waits for a batch.
"""

from processing.batches.gathering import gather
from processing.batches.keeping import remove_old
from processing.batches.rounds import work_next

__all__ = ["gather", "remove_old", "work_next"]
