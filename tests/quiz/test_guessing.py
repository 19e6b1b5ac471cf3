"""Nobody passes by looks: no rule of thumb over lengths and letters beats guessing."""

import re
import unicodedata

import pytest

from coursekit import quiz

SINGLE = [q for q in map(quiz.question, quiz.ids()) if q.kind == "choice" and not q.several]
BY_CHANCE = sum(1 / len(question.options) for question in SINGLE) / len(SINGLE)
MARGIN = 0.10  # over a hundred questions: about two and a half standard deviations of pure chance
ALIKE = 0.9  # nobody sees which of two options is longer by less than a tenth


def width(markdown):
    """Return how wide an option stands on the page: one a Latin letter, two a Chinese one, no marks, no TeX."""
    shown = re.sub(r"\\[,;! ]", "", markdown)
    shown = re.sub(r"[`*${}^_\\]", "", re.sub(r"\\[a-zA-Z]+", "x", shown))
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in shown)


def longest(widths):
    """Return the options that look longest."""
    return {i for i, this in enumerate(widths) if this >= ALIKE * max(widths)}


def shortest(widths):
    """Return the options that look shortest."""
    return {i for i, this in enumerate(widths) if ALIKE * this <= min(widths)}


def middling(widths):
    """Return the options that look neither; all, if there is none."""
    everything = set(range(len(widths)))
    return everything - longest(widths) - shortest(widths) or everything


@pytest.mark.parametrize("rule", [longest, shortest, middling])
def test_the_length_of_an_option_tells_nothing(rule):
    """Who always picks the option of one look, and tosses a coin among several, fares as by pure chance."""
    hits = 0.0
    for question in SINGLE:
        picked = rule([width(option.text) for option in question.options])
        hits += sum(question.options[i].right for i in picked) / len(picked)
    share = round(hits / len(SINGLE), 3)
    assert share <= BY_CHANCE + MARGIN


@pytest.mark.parametrize("place", [*range(4), -1])
def test_the_place_of_an_option_tells_nothing(place):
    """Who always picks A, B, C, D or the last one."""
    asked = [question for question in SINGLE if place < len(question.options)]
    hits = sum(question.options[place].right for question in asked)
    chance = sum(1 / len(question.options) for question in asked)
    # Two standard deviations where few questions have so many options.
    assert hits <= chance + max(MARGIN * len(asked), 2 * chance**0.5)


def test_the_width_is_that_of_the_page():
    """Marks and TeX take no room, a Chinese letter takes two."""
    assert width("**均值** `x`") == 6
    assert width(r"$\sigma^2\,x$") == 3
