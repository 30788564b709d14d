"""The words by which an answer names a role, and those that turn its meaning."""

from __future__ import annotations

from ..domain.listings import words_of

PLAIN_BOTH = words_of(
    """
i could can do be would d like to m am happy happily willing open role roles one is are fine
ok please either both of them these or works les deux a the yes good glad interested in for me
choice okay l un ou autre je veux peux voudrais faire aimerais j
"""
)
NEGATIONS = words_of(
    """
not non no never neither nor without cannot t than pas instead ni
"""
)
SKIPPED = words_of(
    """
a an the some new good great experienced potential of both also either only just un une le la
l d one another willing seasoned fellow more senior knowledgeable local library or volunteer
"""
)
BEING = words_of(
    """
be being become becoming am m as etre devenir suis comme que serve serving role re
"""
)
WANTING = words_of(
    """
need needs needing want wants wanting seek seeking find finding get getting love appreciate
request requesting require requiring like desire search cherche avoir trouver besoin wish
recevoir receive receiving obtain assigned given provided jumele jumelee
"""
)
TAKING = words_of(
    """
help helping support supporting guide guiding take taking on teach teaching advise advising
coach coaching accompany accompagner aider welcome
"""
)
MEETING = words_of(
    """
match matched pair paired connect connected partner partnered meet learn share sharing talk
jumele jumelee like want hope hoping love guidance advice
"""
)
SEARCHING = words_of(
    """
looking look search searching searches asking ask wishing hoping lookout hope
"""
)
BEFORE_BARE = words_of(
    """
yes please i would d choice role option preference oui je me only just definitely s ll
preferred preferably rather ideally mostly primarily mainly j
"""
)
CHOICE = words_of(
    """
role choice option preference
"""
)
SOMEBODY = words_of(
    """
a an someone somebody others other people colleague colleagues new newer another one students
librarians
"""
)
SELF = words_of(
    """
me my us myself our
"""
)
TURNING = words_of(
    """
who that to whom
"""
)
WANTED = words_of(
    """
wanted needed required sought please
"""
)
VERB_BEFORE = words_of(
    """
to can will could d ll would may should
"""
)
LEARNING = words_of(
    """
mentored
"""
)
PRACTICE = words_of(
    """
mentoring mentorship mentorat
"""
)
GIVING = words_of(
    """
offer offering provide providing give giving do doing volunteer offrir
"""
)
LEARNERS_ANYWHERE = words_of("mentee mentees mentore mentoree protege protegee")
GUIDED = words_of("guided supported helped advised coached mentored accompanied taught led")
