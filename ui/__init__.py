"""The window: PySide6; knows services and plain domain values only."""
