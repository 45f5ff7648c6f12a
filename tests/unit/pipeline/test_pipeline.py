"""The pipeline is one sentence: load, analyse, render, stage, build, verify, install."""

import ast
import inspect
import textwrap

from portalgen import pipeline

SENTENCE = ["load", "analyse", "render", "stage", "build", "verify", "install"]
LONGEST = 40


def called(function: ast.AST) -> list[str]:
    """Returns the names of what a function calls, as they stand in its text."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    calls.sort(key=lambda node: (node.lineno, -node.col_offset))
    names = []
    for call in calls:
        if isinstance(call.func, ast.Attribute):
            names.append(call.func.attr)
        elif isinstance(call.func, ast.Name):
            names.append(call.func.id.removeprefix("_"))
    return names


def test_a_build_is_a_sentence_of_seven_steps() -> None:
    text = textwrap.dedent(inspect.getsource(pipeline.build))
    steps = [name for name in called(ast.parse(text)) if name in SENTENCE]
    assert steps == SENTENCE
    assert len(text.splitlines()) <= LONGEST
