"""Checks of Stek: one behaviour a test, under the same walls as the product."""
