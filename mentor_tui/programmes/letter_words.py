"""What a programme says in its letters: rhythm, duties, who signs, what it is not for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .part import Part, Word


class WhyWords(Part):
    """The sentences of the reason for a match.

    Each may use `{topics}`, `{partner}` and `{them}` (that, both or all of them).
    """

    learner: Word = (
        "You would like to learn more about {topics}, and {partner} can help you with {them}."
    )
    helper: Word = (
        "{partner} would like to learn more about {topics}, and you can help with {them}."
    )
    nothing: Word = (
        "Your forms name no topic in common, so start by telling each other what you hope for "
        "and what you have done."
    )


class Words(Part):
    """The words of the letters in one language. Every paragraph may use what a template may use.

    Attributes:
        rhythm: how often and how a pair is in touch, after "be in touch".
        welcome: the first paragraph of an introduction, by role.
        first_contact: who writes first, by role.
        duties_lead: the line before the duties, by role.
        duties: what is asked of a person, by role.
        about: paragraphs that every introduction carries.
        not_for: what the programme is not for.
        check_in: the questions of a check-in.
        reminder: a paragraph that every reminder carries.
        feedback: the questions at the end.
        topic: the paragraph under a month's topic.
        liaison: what a liaison does, one line each.
        as_role: what a letter of recognition calls a person's part, by role; the role with its article when empty.
        recognition: what a letter of recognition says of a person's part, by role.
        end: the paragraph of thanks.
        thanks: the first sentence of a letter about an application; a plain thank-you when empty.
        refusal: the first paragraph for whoever a rule stands against; a plain one when empty.
        first_day: who is to do what on the first day, for a pair's calendar.
        no_match: what becomes of somebody without a partner.
        no_mentee: what becomes of a helper whom nobody was given, after the thanks.
        late: what becomes of a late application.
        next_intake: when and how to apply again, for everybody who has no place now.
        records: what a letter of recognition is called where it is offered.
        organisation: the association's name in running text, with its article.
        called: the programme's name in running text, with its article where it has one.
        title: the programme's name as a subject line has it; the name on its form when empty.
        signer: the lines under a letter, below the closing words.
        closing: the closing words.
    """

    rhythm: str = ""
    welcome: dict[str, Word] = Field(default={})
    first_contact: dict[str, Word] = Field(default={})
    duties_lead: dict[str, Word] = Field(default={})
    duties: dict[str, tuple[Word, ...]] = Field(default={})
    about: tuple[Word, ...] = ()
    not_for: str = ""
    check_in: tuple[Word, ...] = ()
    reminder: str = ""
    feedback: tuple[Word, ...] = ()
    topic: str = ""
    liaison: tuple[Word, ...] = ()
    as_role: dict[str, Word] = Field(default={})
    recognition: dict[str, Word] = Field(default={})
    end: str = ""
    thanks: str = ""
    refusal: str = ""
    first_day: str = ""
    no_match: str = ""
    no_mentee: str = ""
    late: str = ""
    next_intake: str = ""
    records: str = ""
    organisation: str = ""
    called: str = ""
    title: str = ""
    signer: tuple[Word, ...] = ()
    closing: Word = "Sincerely"
    why: WhyWords = WhyWords()


class Letters(Words):
    """The letters of a programme.

    Attributes:
        contact: the address for questions; empty where the programme has none.
        english: whose spelling and dates the letters have.
        fr: the same in French, for applicants who write French.
    """

    contact: str = ""
    english: Literal["american", "canadian", "british"] = "british"
    fr: Words | None = Field(default=None)
