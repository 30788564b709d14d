"""What letters say, by the address of their reader; people of the small cohorts."""

from mentor_tui.actions import letters
from mentor_tui.actions.letters import Wish

BETH, ANA, RUTH, PAT = (
    f"{one}@example.org" for one in ("beth.cho", "ana.ortiz", "ruth.ng", "pat.abbott")
)


def texts(workspace, cohort, kind, **wishes):
    """Return the letters of a kind, by the address of their first reader."""
    made, _ = letters.make_wished(workspace, cohort, Wish(kind=kind, **wishes))
    return {one.recipients[0].email: one.text for one in made}


def refuses(workspace, cohort, kind):
    """Say whether nobody gets a kind of letter."""
    try:
        return not texts(workspace, cohort, kind)
    except letters.Nobody:
        return True
