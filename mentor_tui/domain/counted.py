"""Numbers with their noun: 1 pair, 2 pairs."""


def pairs_counted(number: int) -> str:
    """Return a number of pairs in words."""
    return "1 pair" if number == 1 else f"{number} pairs"


def people_counted(number: int) -> str:
    """Return a number of people in words."""
    return "1 person" if number == 1 else f"{number} people"
