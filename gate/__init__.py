"""What the gate holds the code against besides tests and the tools' own settings: limits, dead code, coverage."""
