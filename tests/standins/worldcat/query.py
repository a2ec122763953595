"""The query language: index labels, phrases, operators, groups (facts: worldcat, section 3).

Operators of the same group are worked from left to right. A label counts for the words after it
up to the next AND, OR, NOT, or for the group in parentheses after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.standins.worldcat.text import words

LIMITERS = ("dd", "yr", "li", "ln", "ll", "mt", "cs", "x0", "x4", "l8", "zu")
INDEXES = {
    "kw", "ti", "au", "pn", "cn", "pb", "pl", "se", "su", "nt", "gn", "lc", "no", "bn", "in",
    "dn", "sn", "mn", "am", "ge", "la", "x1", *LIMITERS,
}  # fmt: skip
BOOLEAN = {"and": "AND", "or": "OR", "not": "NOT"}
NEAR = {"w": "NEXT", "with": "NEXT", "n": "NEAR", "near": "NEAR"}
COMPARING = {"le", "ge", "lt", "gt"}
_TOKEN = re.compile(
    r"""\s*(?:
        "(?P<phrase>[^"]*)"
      | (?P<label>\w+)\s*(?P<sign>[:=])
      | (?P<mark>["():=/])
      | (?P<word>[^\s"():=/]+)
    )""",
    re.VERBOSE,
)


class BadQuery(Exception):
    """The query cannot be understood; the text says why."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words in one index: `quoted` side by side, `exact` a whole heading."""

    index: str
    text: str
    quoted: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts and what joins them: AND, OR, NOT, NEXT (in this order), NEAR (in any order)."""

    operator: str
    left: "Term | Pair"
    right: "Term | Pair"


Node = Term | Pair


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # phrase, label, word, operator, near, ( or )
    text: str
    sign: str = ""


def parse(query: str, most_terms: int = 0) -> Node:
    """The query as a tree; `most_terms` words at most (0: any number). Raises BadQuery."""
    node = _Parser(list(_tokens(query))).whole()
    found = list(terms(node))
    if found and all(term.index in LIMITERS for term in found):
        names = ", ".join(LIMITERS)
        text = f"{found[0].index}:{found[0].text}"
        raise BadQuery(
            f"Search term '{text}' is invalid. Following indexes are not allowed: [{names}]"
        )
    if most_terms and sum(len(words(term.text)) for term in found) > most_terms:
        raise BadQuery(f"The query has more than {most_terms} terms.")
    return node


def terms(node: Node, *, wanted: bool = False) -> Iterator[Term]:
    """All terms of the tree; `wanted` leaves out what stands after NOT."""
    if isinstance(node, Term):
        yield node
        return
    yield from terms(node.left, wanted=wanted)
    if not (wanted and node.operator == "NOT"):
        yield from terms(node.right, wanted=wanted)


def _tokens(query: str) -> Iterator[_Token]:
    query, place = query.rstrip(), 0
    while place < len(query):
        match = _TOKEN.match(query, place)
        if match is None:
            raise BadQuery(f"Query cannot be parsed at '{query[place:]}'.")
        place = match.end()
        token = _token(match)
        if token.kind in ("word", "phrase") and not words(token.text):
            if token.kind == "word" and not set(token.text) & set("*#?"):
                continue  # an ampersand, a dash: no word
            raise BadQuery("Query term is not provided.")
        yield token


def _token(match: re.Match[str]) -> _Token:
    if (phrase := match["phrase"]) is not None:
        return _Token("phrase", phrase)
    if label := match["label"]:
        if label.lower() not in INDEXES:
            raise BadQuery(f"Search term '{label}{match['sign']}' is invalid: unknown index.")
        return _Token("label", label.lower(), match["sign"])
    if mark := match["mark"]:
        if mark not in "()":
            raise BadQuery(f"Query cannot be parsed: unexpected '{mark}'.")
        return _Token(mark, mark)
    word = match["word"].lower()
    if word in COMPARING:
        raise BadQuery(f"Operator '{word}' is not allowed here.")
    if word in BOOLEAN:
        return _Token("operator", BOOLEAN[word])
    return _Token("near", NEAR[word]) if word in NEAR else _Token("word", match["word"])


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._place = tokens, 0

    def whole(self) -> Node:
        if not self._tokens:
            raise BadQuery("Query term is not provided.")
        node = self._group("kw", ":")
        if self._place < len(self._tokens):
            raise BadQuery("Query cannot be parsed: unbalanced parentheses.")
        return node

    def _peek(self) -> _Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self) -> _Token:
        token = self._peek()
        if token is None:
            raise BadQuery("Query cannot be parsed: it ends too early.")
        self._place += 1
        return token

    def _group(self, index: str, sign: str) -> Node:
        """Parts and operators up to the end of the group; left to right."""
        node, label = self._part(index, sign, (index, sign))
        while (token := self._peek()) and token.kind != ")":
            operator = "AND"
            if token.kind in ("operator", "near"):
                operator = self._take().text
                if token.kind == "operator":
                    label = (index, sign)
            right, label = self._part(*label, (index, sign))
            node = Pair(operator, node, right)
        return node

    def _part(self, index: str, sign: str, outer: tuple[str, str]) -> tuple[Node, tuple[str, str]]:
        """One term or group, and the label that counts for the words after it."""
        token = self._take()
        if token.kind == "label":
            index, sign = token.text, token.sign
            token = self._take()
        if token.kind == "(":
            node = self._group(index, sign)
            if self._take().kind != ")":
                raise BadQuery("Query cannot be parsed: unbalanced parentheses.")
            return node, outer
        if token.kind == "phrase":
            return Term(index, token.text, quoted=True, exact=sign == "="), outer
        if token.kind != "word":
            raise BadQuery(f"Query cannot be parsed: unexpected '{token.text}'.")
        if sign == "=":
            return Term(index, self._words(token.text), exact=True), outer
        return Term(index, token.text), (index, sign)

    def _words(self, first: str) -> str:
        """The words up to the next operator: all of them are one heading."""
        found = [first]
        while (token := self._peek()) and token.kind == "word":
            found.append(self._take().text)
        return " ".join(found)
