"""The budgets of the design: small files, short functions, few exceptions to the rules."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
MAX_FILE, MEDIAN_FILE, MAX_FUNCTION, MEDIAN_FUNCTION, MAX_ESCAPES = 400, 80, 50, 12, 5
TASK_BODY = 5


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def code_files() -> list[Path]:
    return [p for p in sources("cdcatalog", "processing") if p.read_text().strip()]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def test_no_file_is_long() -> None:
    long = {str(p.relative_to(ROOT)): lines(p) for p in sources("cdcatalog", "processing", "tests")}
    assert {path: count for path, count in long.items() if count > MAX_FILE} == {}


def test_the_usual_file_is_short() -> None:
    assert median(lines(path) for path in code_files()) <= MEDIAN_FILE


def test_no_function_is_long() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{name} has {count} lines"
        for path in code_files()
        for name, count in functions(path)
        if count > MAX_FUNCTION
    ]
    assert long == []


def test_the_usual_function_is_short() -> None:
    counts = [count for path in code_files() for _, count in functions(path)]
    assert median(counts) <= MEDIAN_FUNCTION


def test_exceptions_to_the_rules_are_few() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in code_files()
        for line in path.read_text().splitlines()
        if re.search(r"#\s*(noqa|type:\s*ignore)", line)
    ]
    assert len(found) <= MAX_ESCAPES, found


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in code_files()
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_a_task_does_next_to_nothing_itself() -> None:
    tree = ast.parse((ROOT / "processing/tasks.py").read_text())
    bodies = {n.name: len(n.body) for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    assert all(count <= TASK_BODY for count in bodies.values()), bodies


def test_tests_patch_little() -> None:
    texts = [path.read_text() for path in sources("tests")]
    tests = sum(len(re.findall(r"^\s*def test_", text, re.MULTILINE)) for text in texts)
    patches = sum(len(re.findall(r"monkeypatch\.set(?:attr|item)\(|mock\.patch", t)) for t in texts)
    assert patches <= tests / 10, (patches, tests)
