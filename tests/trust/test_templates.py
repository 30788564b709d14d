"""A template that loops, grows or reaches out ends soon, in a sentence with its place."""

import time
import tracemalloc

import pytest

from mentor_tui.outputs.drafting import LetterError, Recipient, draft

ANA = Recipient(name="Ana Ortiz", email="ana@example.org")
TEN = "{% for a in 'abcdefghij' %}"
MACRO = "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}"
DOUBLED = "".join(f"{{% set a{n + 1} = a{n} ~ a{n} %}}" for n in range(60))
SUMMED = "".join(f"{{% set a{n + 1} = a{n} + a{n} %}}" for n in range(60))

HOSTILE = {
    "a loop in a loop": TEN * 9 + "x" + "{% endfor %}" * 9,
    "a silent loop": TEN * 9 + "{% set b = 1 %}" + "{% endfor %}" * 9,
    "a loop that calls itself": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a macro that calls itself": MACRO,
    "a long text": "{{ 'x' * 10**10 }}",
    "a longer list": "{{ [1] * 10**10 }}",
    "a tower of powers": "{{ 9**9**9 }}",
    "a wide column": "{{ '%9999999999d' % 1 }}",
    "a wide column of another kind": "{{ '{:>9999999999}'.format(1) }}",
    "a wide column by name": "{{ 'x'.ljust(9999999999) }}",
    "a centred word": "{{ 'x' | center(9999999999) }}",
    "an indent": "{{ 'x\ny' | indent(9999999999) }}",
    "doubled by joining": "{% set a0 = 'xx' %}" + DOUBLED + "{{ a60 }}",
    "doubled by adding": "{% set a0 = 'xx' %}" + SUMMED + "{{ a60 }}",
    "a list that grows in itself": "{% set a = [1] %}{% for b in 'x' * 99 %}{{ a.extend(a) }}{% endfor %}",
    "a letter for every letter": "{% set a = 'x' * 9999 %}{{ a.replace('x', a) }}",
    "joined by a book": "{% set a = 'x' * 9999 %}{{ (a | list) | join(a) }}",
    "nested brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "another file": "{% include '/etc/passwd' %}",
    "the insides of Python": "{{ ''.__class__.__mro__ }}",
}


def filled(folder, body):
    (folder / "introduction.txt").write_text(f"Subject: us\n{body}\n", encoding="utf-8")
    return draft("introduction", [ANA], {"why": "so"}, folders=[folder])


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_template_ends_soon_and_in_a_sentence(tmp_path, what):
    tracemalloc.start()
    started = time.monotonic()
    try:
        with pytest.raises(LetterError, match=r"introduction\.txt"):
            filled(tmp_path, HOSTILE[what])
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()
    assert time.monotonic() - started < 10


def test_a_template_of_many_megabytes_is_not_read(tmp_path):
    with pytest.raises(LetterError, match="shorten the template"):
        filled(tmp_path, "x" * 5_000_000)


def test_what_a_letter_needs_still_works(tmp_path):
    body = (
        "{% for one in 'abc' %}{{ loop.index }}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}\n"
        "{{ why ~ '!' }} {{ '2026-10-01' | day }} {{ ['a', 'b'] | join(' and ') }} {{ 'ab' * 2 }} "
        "{{ '%s' % why }} {{ '{:>4}'.format(why) }} {{ why.upper() }} {{ why | upper }}"
    )
    said = filled(tmp_path, body).text
    assert said == "1a, 2b, 3c\nso! 1 October 2026 a and b abab so so SO SO\n"
