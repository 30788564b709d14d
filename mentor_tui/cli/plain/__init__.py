"""The whole way by question and answer, for who listens instead of looking: no cursor is moved, nothing is coloured."""
