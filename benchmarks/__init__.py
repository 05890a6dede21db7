"""Ratios to a baseline measured in the same run; never asserted by wall clock. `main.py bench [NAME]` runs them."""
