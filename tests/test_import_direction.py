"""Who may import whom, read from the imports themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"index", "corpus"},
    "retrieval": {"retrieval", "index", "corpus"},
    "server": {"server", "retrieval", "index", "corpus"},
    "ui": {"ui", "server", "retrieval", "index", "corpus"},
    "evaluation": {"evaluation", "retrieval", "index", "corpus"},
    "command": {"command", "corpus", "index", "retrieval", "server", "ui", "evaluation"},
}
ROOMS = tuple(MAY_IMPORT)
BELOW_THE_SERVER = ("corpus", "index", "retrieval", "evaluation")
OUTSIDE_WORLD = {"fastapi", "starlette", "uvicorn", "gradio", "pydantic_settings", "typer", "dotenv"}
ONE_FILE_EACH = ("chromadb", "tantivy", "sentence_transformers", "tesserocr", "jinja2", "uvicorn")


def files(room: str) -> Iterator[Path]:
    """The Python files of a room."""
    return (ROOT / room).rglob("*.py")


def imported(path: Path) -> set[str]:
    """The full names of all modules a file imports, late imports among them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            found.add(node.module or "")
    return found


def top(modules: set[str]) -> set[str]:
    """The packages that modules belong to."""
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_before_it(room: str) -> None:
    for path in files(room):
        assert top(imported(path)) & set(ROOMS) <= MAY_IMPORT[room], path


@pytest.mark.parametrize("room", BELOW_THE_SERVER)
def test_nothing_below_the_server_knows_of_http_the_environment_or_the_page(room: str) -> None:
    for path in files(room):
        assert not top(imported(path)) & OUTSIDE_WORLD, path
        assert not reads_environment(path), path


def reads_environment(path: Path) -> bool:
    """True when a file reads the environment; telling a native library something through it is no reading."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    telling = {id(node.value) for node in attributes if node.attr == "setdefault"}
    return any(node.attr in ("environ", "getenv") and id(node) not in telling for node in attributes)


def test_the_page_speaks_to_the_api_only() -> None:
    for path in files("ui"):
        assert top(imported(path)) & set(ROOMS) <= {"ui"}, path


@pytest.mark.parametrize("library", ONE_FILE_EACH)
def test_a_library_is_imported_in_one_file(library: str) -> None:
    # evaluation reads papers in a way of its own on purpose: it checks what the readers made of them
    product = [room for room in ROOMS if room != "evaluation"]
    using = [path for room in product for path in files(room) if library in top(imported(path))]
    assert len(using) == 1, using


def test_only_the_page_knows_the_library_that_draws_it() -> None:
    using = {room for room in ROOMS for path in files(room) if "gradio" in top(imported(path))}
    assert using <= {"ui"}
