"""How plainly the house is built: `python -m tests.house` prints counts, and where the worst places are."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import mentor_tui

ROOM = Path(mentor_tui.__file__).parent
EMPTY_NOUNS = frozenset({"one", "other", "found", "many", "said"})
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MANY_ARGUMENTS = 6
MOST_COMPLEX = 10
LONGEST_FUNCTION = 40
LONGEST_FILE = 400


@dataclass(kw_only=True)
class Counts:
    """What was counted in all files of the package."""

    lines: int = 0
    positional_calls: int = 0
    comprehensions: int = 0
    names: int = 0
    empty_nouns: int = 0
    skipped_layouts: int = 0
    complexities: list[tuple[int, str]] = field(default_factory=list)
    long_functions: list[str] = field(default_factory=list)
    long_files: list[str] = field(default_factory=list)

    def per_thousand(self, number: int) -> float:
        """Return a number for every thousand lines."""
        return 1000 * number / self.lines

    @property
    def complex_functions(self) -> list[tuple[int, str]]:
        """The functions with more branches than one can hold in mind, the worst first."""
        return sorted((pair for pair in self.complexities if pair[0] > MOST_COMPLEX), reverse=True)

    @property
    def noun_share(self) -> float:
        """How many of a hundred names say nothing."""
        return 100 * self.empty_nouns / self.names

    @property
    def mean_complexity(self) -> float:
        """The mean number of branches of a function."""
        return sum(number for number, _ in self.complexities) / len(self.complexities)


def complexity(function: ast.AST) -> int:
    """Return one more than the branches of a function; loops and conditions of comprehensions count too."""
    branches = 1
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            branches += 1
        elif isinstance(node, ast.BoolOp):
            branches += len(node.values) - 1
        elif isinstance(node, COMPREHENSIONS):
            branches += sum(1 + len(generator.ifs) for generator in node.generators)
    return branches


def files() -> Iterator[Path]:
    """Yield every file of the package."""
    yield from sorted(ROOM.rglob("*.py"))


def count() -> Counts:
    """Return the counts of the whole package."""
    counts = Counts()
    for path in files():
        _count_file(counts, path)
    return counts


def _count_file(counts: Counts, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(ROOM.parent))
    counts.lines += text.count("\n")
    counts.skipped_layouts += text.count("# fmt: skip")
    if text.count("\n") > LONGEST_FILE:
        counts.long_files.append(name)
    for node in ast.walk(ast.parse(text)):
        _count_node(counts, node, name)


def _count_node(counts: Counts, node: ast.AST, name: str) -> None:
    if isinstance(node, ast.Call):
        positional = [each for each in node.args if not isinstance(each, ast.Starred)]
        counts.positional_calls += len(positional) >= MANY_ARGUMENTS
    elif isinstance(node, COMPREHENSIONS):
        counts.comprehensions += 1
    elif isinstance(node, ast.Name):
        counts.names += 1
        counts.empty_nouns += node.id in EMPTY_NOUNS
    elif isinstance(node, FUNCTIONS):
        place = f"{name}:{node.lineno} {node.name}"
        counts.complexities.append((complexity(node), place))
        if (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION:
            counts.long_functions.append(place)


def main() -> None:
    """Print the counts."""
    counts = count()
    print(f"lines                                        {counts.lines}")
    print(
        f"calls with six or more positional arguments  {counts.per_thousand(counts.positional_calls):.1f} per 1,000 lines (at most 1)"
    )
    print(
        f"comprehensions                               {counts.per_thousand(counts.comprehensions):.0f} per 1,000 lines (at most 25)"
    )
    print(
        f"empty nouns                                  {counts.noun_share:.1f} % of names (at most 0.5)"
    )
    print(f"layouts by hand                              {counts.skipped_layouts} (none)")
    print(f"mean complexity                              {counts.mean_complexity:.1f}")
    print(
        f"functions of complexity over {MOST_COMPLEX}              {len(counts.complex_functions)} (at most 25)"
    )
    for number, place in counts.complex_functions[:25]:
        print(f"  {number:3} {place}")
    for place in counts.long_functions:
        print(f"  over {LONGEST_FUNCTION} lines: {place}")
    for place in counts.long_files:
        print(f"  over {LONGEST_FILE} lines: {place}")


if __name__ == "__main__":
    main()
