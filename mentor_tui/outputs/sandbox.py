"""Where a coordinator's template runs: it reaches nothing but its values, ends soon, and fills no memory."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, cast

from jinja2 import StrictUndefined, Template, TemplateRuntimeError, Undefined, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

STEPS, SIGNS = 20_000, 2_000_000
"""How many steps one letter may take, and how many signs it may handle in all of them."""

_LARGEST_NUMBER = 10_000
_LARGEST_FACTOR = 10**15
_WIDE = re.compile(r"\d{5}")
_INTERCEPTED = frozenset({"+", "-", "*", "/", "//", "%", "**"})


class _Spent(threading.local):
    """What the letter that is being filled has used so far."""

    steps = 0
    signs = 0


_SPENT = _Spent()


def _spend(signs: int = 0) -> None:
    _SPENT.steps += 1
    _SPENT.signs += signs
    if _SPENT.steps > STEPS or _SPENT.signs > SIGNS:
        raise TemplateRuntimeError("it goes round too often or grows too long")


def make_sandbox() -> ImmutableSandboxedEnvironment:
    """Return an environment without globals, whose filters, loops and sums are counted."""
    sandbox = _Sandbox(undefined=StrictUndefined, autoescape=False, finalize=_printed)
    sandbox.globals.clear()
    counted = {name: _counted(each) for name, each in sandbox.filters.items()}
    sandbox.filters.update(counted)
    sandbox.filters["counted_round"] = _rounds
    sandbox.filters["counted_join"] = _joined
    sandbox.filters["join"] = _join
    return sandbox


def rendered(template: Template, values: Mapping[str, Any]) -> str:
    """Return a template filled with values.

    Raises:
        TemplateRuntimeError: it goes round too often or grows too long.
    """
    _SPENT.steps = _SPENT.signs = 0
    pieces = []
    for piece in template.generate(values):
        _spend(len(piece))
        pieces.append(piece)
    return "".join(pieces)


def _printed(value: Any) -> Any:
    """Refuse to print what is no text, such as a method whose brackets were forgotten."""
    if callable(value) and not isinstance(value, Undefined):
        raise TypeError("this prints a function; call it with brackets or leave it out")
    return value


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple, dict)) else 1


def _check_arguments(values: Iterable[Any]) -> None:
    """Refuse what makes a long text of a short one: wide columns, a text in the place of every letter."""
    product = 1
    for number, value in enumerate(values):
        if number and isinstance(value, (int, float)) and abs(value) > _LARGEST_NUMBER:
            raise TemplateRuntimeError(f"{value} is too large a number here")
        if isinstance(value, str):
            product *= max(len(value), 1)
    if product > SIGNS:
        raise TemplateRuntimeError("it grows too long")


def _check_format(text: str) -> None:
    if _WIDE.search(text):
        raise TemplateRuntimeError("a column of this width is too wide")


def _counted(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def counted(*arguments: Any, **named: Any) -> Any:
        _check_arguments([*arguments, *named.values()])
        if function.__name__ == "do_format":
            _check_format(str(arguments[0]))
        made = function(*arguments, **named)
        _spend(_size(made))
        return made

    return counted


def _rounds(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        _spend()
        yield value


def _joined(*values: Any) -> str:
    texts = [str(value) for value in values]
    _spend(sum(map(len, texts)))
    return "".join(texts)


def _join(values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    texts = []
    for value in values:
        text = str(value if attribute is None else value[attribute])
        _spend(len(text) + len(between))
        texts.append(text)
    return between.join(texts)


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = _INTERCEPTED

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        made: nodes.Template = _Counting().visit(tree)
        return made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        _check_operands(operator, left, right)
        made = super().call_binop(context, operator, left, right)
        _spend(_size(made))
        return made

    def call(self, context: Context, called: Any, /, *arguments: Any, **named: Any) -> Any:
        texts = [getattr(called, "__self__", None), *arguments, *named.values()]
        _check_arguments(texts)
        made = super().call(context, called, *arguments, **named)
        _spend(_size(made))
        return made

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        formatted = super().wrap_str_format(value)
        if formatted is None:
            return None

        def checked(*arguments: Any, **named: Any) -> str:
            for text in (value.__self__, *arguments, *named.values()):
                _check_format(str(text))
            return formatted(*arguments, **named)

        return checked


def _check_operands(operator: str, left: Any, right: Any) -> None:
    numbers = [abs(value) for value in (left, right) if isinstance(value, (int, float))]
    if operator == "**" and max(numbers, default=0) > 100:
        raise TemplateRuntimeError("this power is too large")
    if operator == "*" and len(numbers) == 2 and max(numbers) > _LARGEST_FACTOR:
        raise TemplateRuntimeError("this product is too large")
    if (
        operator == "*"
        and len(numbers) == 1
        and numbers[0] * max(map(_size, (left, right))) > SIGNS
    ):
        raise TemplateRuntimeError("it grows too long")
    if operator == "%" and isinstance(left, str):
        _check_format(left)
        _check_arguments([left, *(right if isinstance(right, tuple) else [right])])


class _Counting(NodeTransformer):
    """Lets loops and joined texts go through what counts them."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """Count the rounds of a loop, and refuse one that calls itself."""
        if node.recursive:
            raise TemplateRuntimeError("a loop that calls itself is not allowed")
        self.generic_visit(node)
        node.iter = _through("counted_round", cast(nodes.Expr, node.iter), [])
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Count the signs of joined texts."""
        self.generic_visit(node)
        return _through("counted_join", node.nodes[0], node.nodes[1:])


def _through(name: str, value: nodes.Expr, more: list[nodes.Expr]) -> nodes.Filter:
    matching_filter = nodes.Filter(value, name, more, [], None, None, lineno=value.lineno)
    matching_filter.set_environment(value.environment)  # type: ignore[arg-type]
    return matching_filter
