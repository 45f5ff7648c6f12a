"""Commands that write into `projects/`: init, new, move, import, migrate."""
