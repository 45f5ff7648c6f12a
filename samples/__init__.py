"""Tools of this repository for its sample workspace; no part of the package."""
