"""Who did it and who was hit: the candidates of an event, and the model that weighs them."""

from extraction.roles.candidates import CIVILIANS, NOBODY, Candidate, Event, Telling, candidates, nobody
from extraction.roles.model import RoleModel, load_role_model, pair_features

__all__ = [
    "CIVILIANS",
    "NOBODY",
    "Candidate",
    "Event",
    "RoleModel",
    "Telling",
    "candidates",
    "load_role_model",
    "nobody",
    "pair_features",
]
