"""The best one-to-one pairing of two lists (the Hungarian method with potentials, O(n²·m))."""

from collections.abc import Sequence

Matrix = Sequence[Sequence[float]]


def best_pairs(scores: Matrix) -> list[tuple[int, int]]:
    """Pairs (row, column) with the greatest sum of `scores`, each row and column used once.

    Every row of the shorter side gets a partner, even one with score 0: the caller cuts.
    """
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        turned = [list(column) for column in zip(*scores, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    if clear := _clear(scores):
        return clear
    owner = _owners([[-score for score in row] for row in scores])
    return sorted((row - 1, column - 1) for column, row in enumerate(owner) if column and row)


def _clear(scores: Matrix) -> list[tuple[int, int]]:
    """Each row with its best column, where no two rows want the same one and each is the only best.

    Then no other pairing has so great a sum. That is so for two lists that are alike, and for two
    that have nothing in common; empty for all others.
    """
    wanted = []
    for row in scores:
        best = max(row)
        if row.count(best) > 1:
            return []
        wanted.append(row.index(best))
    return list(enumerate(wanted)) if len(set(wanted)) == len(wanted) else []


def _owners(cost: Matrix) -> list[int]:
    """For each column, from 1, the row (from 1) that owns it, 0 where it is free."""
    rows, columns = len(cost), len(cost[0])
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        column, way = _grow(cost, owner, row_potential, column_potential)
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return owner


def _grow(
    cost: Matrix, owner: list[int], row_potential: list[float], column_potential: list[float]
) -> tuple[int, list[int]]:
    """Grow a tree of shortest paths from the new row to a free column; gives it and the way."""
    size = len(owner)
    slack, way, done = [float("inf")] * size, [0] * size, [False] * size
    column = 0
    while owner[column]:
        done[column] = True
        row = owner[column]
        for other in range(1, size):
            if done[other]:
                continue
            reduced = cost[row - 1][other - 1] - row_potential[row] - column_potential[other]
            if reduced < slack[other]:
                slack[other], way[other] = reduced, column
        nearest = min((other for other in range(1, size) if not done[other]), key=slack.__getitem__)
        step = slack[nearest]
        for other in range(size):
            if done[other]:
                row_potential[owner[other]] += step
                column_potential[other] -= step
            else:
                slack[other] -= step
        column = nearest
    return column, way
