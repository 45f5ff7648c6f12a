"""Controls taken out of the source on purpose, each with the test that goes red and the reason that it gives."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One replacement in one file; `test` is a test that must fail, and `reason` a part of what it says."""

    name: str
    file: str
    before: str
    after: str
    test: str
    reason: str


SPLIT = "portalgen/source/nouns/visibility.py"
LOADER = "portalgen/source/load/loader.py"
PIPELINE = "portalgen/pipeline/__init__.py"
INSPECT = "portalgen/pipeline/inspect.py"
INSTALL = "portalgen/site/install/install.py"
PROJECTS = "portalgen/source/load/projects.py"
PROSE, CSP, SETTINGS = (
    f"portalgen/{name}.py"
    for name in ("pages/parts/prose", "site/csp", "site/stage/settings")
)
UNFIT, CANARY, OPENED, NAMES = (
    f"tests/hostile/test_{name}.py"
    for name in ("unfit", "canary", "files_opened", "names")
)
NOT_INSTALLED = f"{UNFIT}::test_what_is_not_fit_to_publish_is_not_installed"

MUTATIONS = (
    Mutation(
        "the filter of internal items is dropped",
        SPLIT,
        "if node.text(VISIBILITY) == INTERNAL:",
        'if node.text(VISIBILITY) == "never":',
        "tests/acceptance/test_split.py::test_nothing_internal_is_rendered",
        "assert ['developer-leaves'] == []",
    ),
    Mutation(
        "a field is taken from the data before it was split",
        PROJECTS,
        "    from_folders = {\n",
        "    visible = visible and whole\n    from_folders = {\n",
        "tests/acceptance/test_split.py::test_nothing_internal_is_rendered",
        "assert ['developer-leaves'] == []",
    ),
    Mutation(
        "a block of internal notes is read as a field",
        SPLIT,
        "                self.report(block_that_hides_nothing(node, cure))\n                self.keep(value)",
        '                seen["name"] = Scalar(next(texts(value))[0], value.place)',
        "tests/acceptance/test_split.py::test_nothing_internal_is_rendered",
        "assert ['unbilled'] == []",
    ),
    Mutation(
        "a field is filled with what was set aside",
        PROJECTS,
        "    return project\n",
        '    told = " ".join(each.text for each in reading.split.secrets)\n'
        '    return project.model_copy(update={"name": told})\n',
        f"{CANARY}::test_no_canary_is_in_any_file_or_name",
        "failure='the data is broken'",
    ),
    Mutation(
        "a neighbour's file is published",
        PIPELINE,
        "            _verify(prepared",
        '            (prepared / "more.yml").write_bytes('
        '(order.workspace.projects / "nova" / "client.yml").read_bytes())\n'
        "            _verify(prepared",
        f"{CANARY}::test_neighbours_called_main_nova_and_search_raise_no_false_alarm",
        "more.yml: ",
    ),
    Mutation(
        "a neighbour's file is opened",
        LOADER,
        "        tree = self.reading.read_keys(CLIENT_FILE)\n",
        '        self.reading.folder.read("harbour/collections/project.yml")\n'
        "        tree = self.reading.read_keys(CLIENT_FILE)\n",
        f"{OPENED}::test_a_build_opens_of_all_clients_its_own_alone[acme]",
        "'projects/harbour/collections/project.yml'",
    ),
    Mutation(
        "page templates do not escape",
        "portalgen/pages/frame/templates.py",
        "autoescape=True",
        "autoescape=False",
        "tests/unit/pages/test_render.py::test_every_text_of_the_data_is_text_on_every_page",
        "AssertionError: ",
    ),
    Mutation(
        "the client's name is not escaped for the engine",
        SETTINGS,
        '"site_name": escape(client.name)',
        '"site_name": client.name',
        "tests/hostile/test_evaluators.py::test_the_engine_reads_each_payload_as_the_text_that_it_is[script: a script]",
        "assert '<script>alert(1)</script>' == '&lt;script",
    ),
    Mutation(
        "Markdown may hold HTML",
        PROSE,
        '{"html": False}',
        '{"html": True}',
        "tests/unit/pages/test_prose.py::test_raw_html_shows_as_the_text_that_it_is",
        "assert '&lt;' in ",
    ),
    Mutation(
        "the HTML of Markdown is not cleaned",
        PROSE,
        "nh3.clean(",
        "(lambda html, **_: html)(",
        "tests/unit/pages/test_prose.py::test_tables_come_without_styles_of_their_own",
        "assert '<td>1</td>' in '<table>",
    ),
    Mutation(
        "the policy lets everything in",
        CSP,
        "\"default-src 'none'\"",
        '"default-src *"',
        "tests/unit/site/test_csp.py::test_the_policy_lets_nothing_in_from_elsewhere",
        "assert ['*'] == [\"'none'\"]",
    ),
    Mutation(
        "the policy lets inline scripts run",
        CSP,
        "f\"script-src 'self' {scripts}\"",
        "f\"script-src 'self' 'unsafe-inline' {scripts}\"",
        "tests/unit/site/test_csp.py::test_the_policy_lets_nothing_in_from_elsewhere",
        "'unsafe-inline'",
    ),
    Mutation(
        "the scan for leaks is skipped",
        INSPECT,
        "yield from leaks(",
        "yield from (lambda *_, **__: ())(",
        f"{NOT_INSTALLED}[something internal]",
        "assert not True",
    ),
    Mutation(
        "the scan does not know the neighbours",
        INSPECT,
        "            others,\n        )",
        "        )",
        f"{NOT_INSTALLED}[a neighbour]",
        "assert not True",
    ),
    Mutation(
        "a client's own texts are not held",
        "portalgen/pipeline/examine.py",
        "    if view.fence:\n        loaded = ",
        "    if view.fence and not loaded.id:\n        loaded = ",
        f"{NAMES}::test_a_leak_is_stopped_with_its_place_and_its_cure[a name in an update]",
        "ValueError: not enough values to unpack",
    ),
    Mutation(
        "a word that hides nothing is not told",
        SPLIT,
        "                self.report(block_that_hides_nothing(node, cure))\n",
        "",
        "tests/unit/source/nouns/test_hiding.py::test_a_switch_is_told_in_every_mapping_of_every_file[internal]",
        "assert 0 == ",
    ),
    Mutation(
        "verification is skipped",
        INSPECT,
        "wrong = verify(",
        "wrong = (lambda *_, **__: ())(",
        f"{NOT_INSTALLED}[a script]",
        "assert not True",
    ),
    Mutation(
        "a site that is not fit is installed all the same",
        PIPELINE,
        "    if flaws:",
        "    if flaws and not prepared:",
        f"{NOT_INSTALLED}[something internal]",
        "assert not True",
    ),
    Mutation(
        "a site that is not fit is left lying about",
        INSTALL,
        "                discard(target)\n",
        "                pass\n",
        f"{UNFIT}::test_nothing_is_left_of_a_site_that_is_not_fit",
        "'.acme.new'",
    ),
    Mutation(
        "the old site is removed before the new one is in its place",
        "portalgen/site/install/install.py",
        "        elif not exchange(prepared, target):",
        "        elif shutil.rmtree(target) is None and prepared.rename(target):\n"
        "            pass\n"
        "        elif not exchange(prepared, target):",
        "tests/hostile/test_kill.py::test_an_exchange_that_is_killed_at_any_step_leaves_the_old_site_or_the_new_one",
        "== []",
    ),
)  # fmt: skip
