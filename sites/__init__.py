"""The ground floor: who may come in, which sites there are, and the walls between them."""
