"""The matching: likeness of texts, fit, pairing, explanations. Pure: no file, no screen."""

from .likeness import goal_likeness
from .pairing import Pairing, pair_learners, pair_peers

__all__ = ["Pairing", "goal_likeness", "pair_learners", "pair_peers"]
