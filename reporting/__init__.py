"""Figures, reports and paper. Reads everything below; nothing imports it."""
