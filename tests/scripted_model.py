"""A server on this machine that speaks as language models' servers do, and plays what a test tells it.

    with ScriptedModel() as server:
        server.plays(Says("The precept was agreed. "), Waits(1), Says("[A1]"))
        ...
        server.requests[0].text

A script is a row of steps, or a function that makes one of the request, where a reply has to take up what
was asked (tokens of passages, for example). Each request plays the next script; the last is played again by
all that follow. It speaks as OpenAI's server at `address` and as Ollama at `ollama_address`, the same script
for both.
"""

from __future__ import annotations

import json
import re
import select
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Says:
    """Writes a text, a word to a piece, or as many characters to a piece as told."""

    text: str
    characters: int = 0
    every_seconds: float = 0.0

    @property
    def pieces(self) -> list[str]:
        pattern = f".{{1,{self.characters}}}" if self.characters else r"\s*\S+\s*|\s+"
        return re.findall(pattern, self.text, re.DOTALL)


@dataclass(frozen=True)
class Thinks:
    """Writes a text where models write what they reason, apart from what they reply."""

    text: str


@dataclass(frozen=True)
class Waits:
    """Writes nothing for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Repeats:
    """Writes the same text over and over, until the client goes away or the server closes."""

    text: str
    every_seconds: float = 0.005


@dataclass(frozen=True)
class Stops:
    """Ends the reply as complete, for a reason that servers give; a script without an end stops so itself."""

    reason: str = "stop"


@dataclass(frozen=True)
class Leaves:
    """Ends the reply in good order without saying that it is complete."""


@dataclass(frozen=True)
class CutsOff:
    """Writes a text and breaks the connection in the midst of the reply."""

    text: str = ""


@dataclass(frozen=True)
class HangsUp:
    """Breaks the connection without a reply."""


@dataclass(frozen=True)
class Sends:
    """Sends bytes as they are in the midst of the stream: garbage, or what other servers send."""

    content: bytes


@dataclass(frozen=True)
class Reports:
    """Tells of a failure in the midst of the stream, as servers do."""

    message: str


@dataclass(frozen=True)
class Replies:
    """Replies with one whole body instead of a stream: an HTML page, JSON, nothing."""

    content: bytes
    content_type: str = "text/html"


@dataclass(frozen=True)
class Refuses:
    """Replies with an error.

    Attributes:
        retry_after: seconds, or whatever else that header may hold.
        echoes: the body repeats the headers that were sent, the key among them.
    """

    status: int
    message: str = "refused by the script"
    retry_after: int | str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    echoes: bool = False


Step = (
    Says | Thinks | Waits | Repeats | Stops | Leaves | CutsOff | HangsUp | Sends | Reports | Replies | Refuses
)


@dataclass(frozen=True)
class SentRequest:
    """What was sent to the model."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    at: float = field(default_factory=time.monotonic)

    @property
    def messages(self) -> list[tuple[str, str]]:
        """Who says what."""
        return [(message["role"], message["content"]) for message in self.body["messages"]]

    @property
    def text(self) -> str:
        """All that the model was given to read."""
        return "\n".join(text for _, text in self.messages)


Script = Sequence[Step] | Callable[[SentRequest], Sequence[Step]]


class ScriptedModel:
    """The server, in a thread of its own.

    Attributes:
        requests: what was asked to be written, in the order it came.
        lists: the names of the models it says it has.
    """

    def __init__(self, *steps: Step, lists: Sequence[str] = ("scripted",)) -> None:
        self.requests: list[SentRequest] = []
        self.lists = tuple(lists)
        self.closing = threading.Event()
        self.scripts: list[Script] = [steps or (Says("Yes."),)]
        self.lock = threading.Lock()
        self.gone = threading.Semaphore(0)
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.owner = self
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def root(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def address(self) -> str:
        """Where it speaks as OpenAI's server does."""
        return f"{self.root}/v1"

    @property
    def ollama_address(self) -> str:
        """Where it speaks as Ollama does."""
        return self.root

    def plays(self, *steps: Step) -> None:
        """Play these steps, and nothing that was told before."""
        self.plays_in_turn(steps)

    def plays_in_turn(self, *scripts: Script) -> None:
        """Play one script for each request; the last is played again by all that follow."""
        with self.lock:
            self.scripts = list(scripts)

    def plays_by(self, write: Callable[[SentRequest], Sequence[Step]]) -> None:
        """Play what a function makes of each request."""
        self.plays_in_turn(write)

    def noticed_leaving(self, seconds: float = 5.0) -> bool:
        """True once a client has gone away in the midst of a reply, which is waited for; once for each."""
        return self.gone.acquire(timeout=seconds)

    def next_script(self, request: SentRequest) -> Sequence[Step]:
        """What a request plays."""
        with self.lock:
            self.requests.append(request)
            script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        return script(request) if callable(script) else script


class Server(ThreadingHTTPServer):
    """Each request in its own thread, none of which is waited for at the end."""

    daemon_threads = True
    block_on_close = False
    owner: ScriptedModel

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Leave the tests' output alone; what goes wrong shows in what the client gets."""


class ClientLeft(Exception):
    """Whoever asked no longer listens."""


class OpenAiSpeech:
    """How OpenAI's server writes a stream."""

    content_type = "text/event-stream"

    def begins(self) -> bytes:
        return self.event({"role": "assistant", "content": ""})

    def says(self, text: str) -> bytes:
        return self.event({"content": text})

    def thinks(self, text: str) -> bytes:
        return self.event({"content": None, "reasoning_content": text})

    def stops(self, reason: str) -> bytes:
        return self.event({}, reason) + b"data: [DONE]\n\n"

    def reports(self, message: str) -> bytes:
        return self.line({"error": {"message": message, "type": "server_error"}})

    def event(self, delta: dict[str, Any], reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        return self.line(chunk | {"choices": [choice]})

    def line(self, value: dict[str, Any]) -> bytes:
        return f"data: {json.dumps(value)}\n\n".encode()


class OllamaSpeech:
    """How Ollama writes a stream."""

    content_type = "application/x-ndjson"

    def begins(self) -> bytes:
        return b""

    def says(self, text: str) -> bytes:
        return self.line({"message": {"role": "assistant", "content": text}, "done": False})

    def thinks(self, text: str) -> bytes:
        return self.line({"message": {"role": "assistant", "content": "", "thinking": text}, "done": False})

    def stops(self, reason: str) -> bytes:
        message = {"role": "assistant", "content": ""}
        return self.line({"message": message, "done": True, "done_reason": reason})

    def reports(self, message: str) -> bytes:
        return f"{json.dumps({'error': message})}\n".encode()

    def line(self, value: dict[str, Any]) -> bytes:
        return f"{json.dumps({'model': 'scripted', 'created_at': '2024-03-14T10:00:00Z'} | value)}\n".encode()


class Handler(BaseHTTPRequestHandler):
    """Plays a script to one request."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        names = self.server.owner.lists
        if self.path == "/v1/models":
            self.reply_with(
                200, {"object": "list", "data": [{"id": name, "object": "model"} for name in names]}
            )
        elif self.path == "/api/tags":
            self.reply_with(200, {"models": [{"name": name, "model": name} for name in names]})
        else:
            self.reply_with(404, {"detail": "Not Found"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path not in ("/v1/chat/completions", "/api/chat"):
            self.reply_with(404, {"detail": "Not Found"})
            return
        self.speech = OpenAiSpeech() if self.path.startswith("/v1") else OllamaSpeech()
        self.streaming = False
        sent = {name.lower(): value for name, value in self.headers.items()}
        self.close_connection = True
        try:
            self.play(self.server.owner.next_script(SentRequest(self.path, sent, body)))
        except (ClientLeft, OSError):
            self.server.owner.gone.release()

    def play(self, steps: Sequence[Step]) -> None:
        """Play the steps, and end the reply in good order unless one of them did otherwise."""
        for step in steps:
            if not self.take(step):
                return
        self.take(Stops())

    def take(self, step: Step) -> bool:  # noqa: C901 - one case for each word of the vocabulary
        """Play one step; False after one that ends the reply."""
        match step:
            case Says():
                for piece in step.pieces:
                    self.stream(self.speech.says(piece))
                    if step.every_seconds:
                        self.wait(step.every_seconds)
            case Thinks():
                self.stream(self.speech.thinks(step.text))
            case Waits():
                self.wait(step.seconds)
            case Repeats():
                while not self.server.owner.closing.is_set():
                    self.stream(self.speech.says(step.text))
                    self.wait(step.every_seconds)
            case Sends():
                self.stream(step.content)
            case Reports():
                self.stream(self.speech.reports(step.message))
            case Stops():
                self.stream(self.speech.stops(step.reason))
                self.end()
                return False
            case Leaves():
                self.stream(b"")
                self.end()
                return False
            case CutsOff():
                self.take(Says(step.text))
                self.break_off()
                return False
            case HangsUp():
                self.break_off()
                return False
            case Replies():
                self.reply(200, step.content, step.content_type)
                return False
            case Refuses():
                self.refuse(step)
                return False
        return True

    def stream(self, content: bytes) -> None:
        """Send a part of the stream, and what comes before all of it."""
        if not self.streaming:
            self.streaming = True
            self.send_response(200)
            self.send_header("Content-Type", self.speech.content_type)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            content = self.speech.begins() + content
        if content:
            self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")

    def end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def break_off(self) -> None:
        """Close the connection once all that was written has gone out."""
        self.connection.shutdown(socket.SHUT_RDWR)

    def wait(self, seconds: float) -> None:
        """Wait, and notice when the client goes away or the server closes."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.server.owner.closing.is_set():
            readable, _, _ = select.select([self.connection], [], [], min(left, 0.05))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise ClientLeft

    def refuse(self, step: Refuses) -> None:
        after = () if step.retry_after is None else (("Retry-After", str(step.retry_after)),)
        message = f"{step.message} {dict(self.headers)}" if step.echoes else step.message
        openai = isinstance(self.speech, OpenAiSpeech)
        error = {"error": {"message": message, "type": "error"} if openai else message}
        self.reply_with(step.status, error, (*step.headers, *after))

    def reply_with(
        self, status: int, value: dict[str, Any], headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.reply(status, json.dumps(value).encode(), "application/json", headers)

    def reply(
        self, status: int, content: bytes, content_type: str, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Type", content_type), ("Content-Length", str(len(content)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
