"""An estimate: tokens by stage, and what they would cost now and in a batch."""

from dataclasses import dataclass
from decimal import Decimal

from processing.clients import prices
from processing.models import ModelCall, Stage, State


@dataclass(frozen=True, slots=True)
class StageEstimate:
    """The questions of one stage. USD are None where the price file does not know the model."""

    stage: Stage
    model: str
    questions: int
    input_tokens: int
    output_tokens: int

    @property
    def usd(self) -> Decimal | None:
        return prices.cost(self.model, self._usage)

    @property
    def batch_usd(self) -> Decimal | None:
        return prices.cost(self.model, self._usage, batch=True)

    @property
    def _usage(self) -> prices.Usage:
        return prices.Usage(input=self.input_tokens, output=self.output_tokens)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What `discs` would take. USD are None where the price of a model is not known."""

    discs: int
    stages: tuple[StageEstimate, ...] = ()

    @property
    def questions(self) -> int:
        return sum(stage.questions for stage in self.stages)

    @property
    def input_tokens(self) -> int:
        return sum(stage.input_tokens for stage in self.stages)

    @property
    def output_tokens(self) -> int:
        return sum(stage.output_tokens for stage in self.stages)

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens

    @property
    def usd(self) -> Decimal | None:
        return _total([stage.usd for stage in self.stages])

    @property
    def batch_usd(self) -> Decimal | None:
        return _total([stage.batch_usd for stage in self.stages])


def expected_usd(call: ModelCall) -> Decimal | None:
    """What a question is expected to cost by the road it takes; `estimated_usd` is the price of now."""
    by_batch = call.batch_id is not None or call.state == State.WAITING
    if call.estimated_usd is None or not by_batch:
        return call.estimated_usd
    return call.estimated_usd * prices.batch_share()


def _total(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None
