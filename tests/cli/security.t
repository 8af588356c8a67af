#!/bin/sh
# What SECURITY.md says is tried is tried, and the other way about.
exec sh tests/python tests/cli/security.py
