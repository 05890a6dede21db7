"""What users do, as plain functions; the session first, the rest by keyword."""
