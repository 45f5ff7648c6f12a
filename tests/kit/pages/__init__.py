"""Pages, charts and sentences, rendered with the templates of the package."""
