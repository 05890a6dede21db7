"""Armarium: the registry that a private security company keeps of its firearms and ammunition."""

VERSION = "0.4.0"
BUILD = f"armarium {VERSION}"
