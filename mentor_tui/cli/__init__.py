"""Commands: words to actions, one module a group."""
