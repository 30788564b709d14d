"""The domain: people, eligibility, decisions, dates; pure."""
