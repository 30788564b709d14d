"""The matching board: the pair on screen, its state, the queue, and the end of a review."""
