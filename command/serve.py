"""`panel-papers serve`: the API and the chat page."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from command.console import say, tell
from command.options import Data
from command.session import open_library
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from server.settings import ServerSettings

Host = Annotated[str | None, typer.Option("--host", help="Address to listen on.", show_default="127.0.0.1")]
Port = Annotated[int | None, typer.Option("--port", help="Port to listen on.", show_default="8000")]


def serve(host: Host = None, port: Port = None, data: Data = None) -> None:
    """Serve the API and the chat page, on this machine only unless --host says otherwise."""
    run_server(host, port, data, ())


def run_server(host: str | None, port: int | None, data: Path | None, questions: tuple[str, ...]) -> None:
    """Serve until stopped.

    Args:
        questions: to print as something to try.

    Raises:
        SettingsError: the port is taken, or a setting cannot be used.
    """
    from server.settings import load_settings

    settings = load_settings(host=host, port=port, data=data)
    with open_library(settings.data) as library:
        import uvicorn

        from server.app import create_app
        from ui.page import mount_page

        listening = listen(settings)
        app = create_app(library, settings)
        mount_page(app)
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
        say_welcome(settings, app.state.parts.admin.path, questions)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        with suppress(KeyboardInterrupt):  # Ctrl+C is how it is meant to end
            server.run(sockets=[listening])


def listen(settings: ServerSettings) -> socket.socket:
    """The socket that the server listens on, taken before anything is promised.

    Raises:
        SettingsError: the address is not this machine's, or the port is taken.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise SettingsError(
            f"The server cannot listen on {settings.host} port {settings.port}: {error.strerror or error}.",
            next_step=f"Choose another port, for example --port {settings.port + 1}.",
        ) from error
    return listening


def say_welcome(settings: ServerSettings, token: Path, questions: tuple[str, ...]) -> None:
    """Write where the page is, where the token lies, and who can read along."""
    say(f"Panel Papers is at {settings.address}")
    say(f"The API is described at {settings.address}/openapi.json")
    say(f"The admin token, for adding and removing papers, lies in {token}")
    if questions:
        say("\nThree questions to try:" if len(questions) == 3 else "\nQuestions to try:")
        for question in questions:
            say(f"  - {question}")
        say()
    say("Stop it with Ctrl+C.")
    if not settings.is_loopback:
        tell(f"Warning: whoever can reach {settings.host} on this network can read the public papers.")
