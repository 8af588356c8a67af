#!/bin/sh
# What SECURITY.md says is tried is tried, and the other way about.
exec "${PYTHON:-python3}" tests/cli/security.py
