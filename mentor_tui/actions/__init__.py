"""Actions: gather, decide purely, write once."""
