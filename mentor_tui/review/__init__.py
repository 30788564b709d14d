"""The review of a cohort: whose turn it is, what a pair's state is, and the sitting that decides."""
