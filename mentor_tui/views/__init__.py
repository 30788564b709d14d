"""Views: what is counted about a cohort or a pair, once; JSON, commands, screens and reports only format it."""
