"""Evidence by field, with the questions that the rules ask of it."""

from collections.abc import Iterable

from processing.catalog.doubts import FIELD_NAMES
from processing.catalog.evidence import Evidence, Field, Verdict


class Verdicts:
    """The evidence of one record; a field without evidence counts as not given.

    So does a contradiction in one of the `ignored` fields.
    """

    def __init__(
        self, evidence: Iterable[Evidence], ignored: frozenset[Field] = frozenset()
    ) -> None:
        self._by_field = {
            one.field: one
            for one in evidence
            if one.field not in ignored or one.verdict is not Verdict.CONFLICT
        }

    def of(self, field: Field) -> Verdict:
        """The verdict on a field."""
        found = self._by_field.get(field)
        return found.verdict if found else Verdict.ABSENT

    def score(self, field: Field) -> float:
        """The score of a field, 0.0 where it was not compared."""
        found = self._by_field.get(field)
        return found.score or 0.0 if found else 0.0

    def sentence(self, field: Field) -> str:
        """The sentence of a field, "" where there is none."""
        found = self._by_field.get(field)
        return found.sentence if found else ""

    def ours(self, field: Field) -> str:
        """The item's value as it was compared; of codes that agree, the one that does."""
        found = self._by_field.get(field)
        return found.ours if found else ""

    def agrees(self, field: Field) -> bool:
        """Whether both sides give the field and agree."""
        return self.of(field) is Verdict.AGREE

    def compared(self, field: Field) -> bool:
        """Whether both sides give the field."""
        return self.of(field) is not Verdict.ABSENT

    def conflicting(self, *fields: Field) -> tuple[Field, ...]:
        """Those of the fields (of all, if none is named) that contradict."""
        asked = fields or tuple(Field)
        return tuple(field for field in asked if self.of(field) is Verdict.CONFLICT)

    @property
    def identified(self) -> bool:
        """Whether the UPC or the publisher number agrees."""
        return self.agrees(Field.GTIN) or self.agrees(Field.PUBLISHER_NUMBER)

    @property
    def speaks(self) -> bool:
        """Whether anything that names a recording speaks for the record, if only partly."""
        fields = (Field.GTIN, Field.PUBLISHER_NUMBER, Field.TITLE, Field.TRACKS)
        return any(self.of(field) in (Verdict.AGREE, Verdict.PARTIAL) for field in fields)

    def summary(self) -> str:
        """One or two sentences: what agrees and what differs."""
        said = []
        for verdict, words in ((Verdict.AGREE, "Agrees"), (Verdict.CONFLICT, "Differs")):
            names = [FIELD_NAMES[field] for field in Field if self.of(field) is verdict]
            if names:
                said.append(f"{words}: {', '.join(names)}.")
        return " ".join(said) or "Nothing agrees and nothing differs."
