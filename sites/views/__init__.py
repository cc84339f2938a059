"""Pages of the ground floor: the start, people and roles, invitations, administration."""
