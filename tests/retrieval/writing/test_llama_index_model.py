"""A model behind a real connection: what is sent to it, what comes of its reply, and what of its failures."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import aclosing, nullcontext

import pytest
from scripted_model import (
    CutsOff,
    HangsUp,
    Leaves,
    Refuses,
    Repeats,
    Replies,
    Reports,
    Says,
    ScriptedModel,
    Sends,
    Step,
    Stops,
    Thinks,
    Waits,
)

from corpus.errors import (
    LanguageModelError,
    ModelCutOff,
    ModelFailed,
    ModelKeyRefused,
    ModelReplyUnusable,
    ModelRequestRefused,
    ModelTooBusy,
    ModelTooSlow,
    ModelUnavailable,
    ModelUnknown,
    ModelUnreachable,
)
from retrieval.writing.language_model import LanguageModel, Message, Speaker
from retrieval.writing.llama_index_model import LlamaIndexModel, load_model
from retrieval.writing.model_http import offered_models
from retrieval.writing.settings import ModelKind, ModelSettings

KEY = "sk-secret-0123456789"
ASKED = (Message(Speaker.INSTRUCTIONS, "Answer from the passages."), Message(Speaker.ASKER, "Who chairs?"))
KINDS = tuple(ModelKind)


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedModel]:
    """A model's server that plays what a test tells it."""
    with ScriptedModel(lists=("scripted", "other:8b")) as server:
        yield server


@pytest.fixture(params=KINDS)
def settings(request: pytest.FixtureRequest, server: ScriptedModel) -> ModelSettings:
    """The settings of a model behind that server, once for each kind."""
    return settings_of(request.param, server)


@pytest.fixture
def model(settings: ModelSettings) -> LanguageModel:
    """The model behind that server, once for each kind."""
    return load_model(settings)


def settings_of(kind: ModelKind, server: ScriptedModel) -> ModelSettings:
    address = server.address if kind is ModelKind.OPENAI_LIKE else server.ollama_address
    return ModelSettings(kind, "scripted", address, KEY, 2048)


async def pieces_of(model: LanguageModel, most_tokens: int = 50) -> list[str]:
    return [piece async for piece in model.stream(ASKED, most_tokens)]


def reply_of(model: LanguageModel, most_tokens: int = 50) -> str:
    """The whole reply, each time in an event loop of its own."""
    return "".join(asyncio.run(pieces_of(model, most_tokens)))


def failure_of(model: LanguageModel) -> LanguageModelError:
    """What asking it raises."""
    with pytest.raises(LanguageModelError) as told:
        reply_of(model)
    assert told.value.message.endswith(".") and told.value.next_step.endswith(".")
    return told.value


def test_a_reply_comes_in_the_pieces_it_is_made_in(server: ScriptedModel, model: LanguageModel) -> None:
    server.plays(Says("Councillor Oake takes the chair. [A1]"))
    assert asyncio.run(pieces_of(model)) == ["Councillor ", "Oake ", "takes ", "the ", "chair. ", "[A1]"]


def test_the_first_piece_comes_before_the_last_is_made(server: ScriptedModel, model: LanguageModel) -> None:
    server.plays(Says("Yes. "), Waits(30))

    async def first() -> str:
        async with aclosing(model.stream(ASKED, 50)) as pieces:
            return await anext(pieces)

    began = time.monotonic()
    assert asyncio.run(first()) == "Yes. "
    assert time.monotonic() - began < 10


def test_what_is_sent_is_the_messages_and_how_to_write(server: ScriptedModel, model: LanguageModel) -> None:
    server.plays(Says("Yes."))
    reply_of(model, most_tokens=123)
    sent = server.requests[-1]
    assert sent.messages == [("system", "Answer from the passages."), ("user", "Who chairs?")]
    assert sent.body["model"] == "scripted" and sent.body["stream"] is True
    chosen = sent.body.get("options", sent.body)
    assert chosen["temperature"] == 0
    assert chosen.get("num_predict", chosen.get("max_tokens")) == 123
    assert chosen.get("num_ctx", 2048) == 2048


def test_nothing_is_sent_that_was_not_set_here(
    server: ScriptedModel, settings: ModelSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OLLAMA_API_KEY"):
        monkeypatch.setenv(name, "stranger")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Stranger: stranger")
    for name in (
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "OPENAI_BASE_URL",
        "OPENAI_API_BASE",
        "OLLAMA_HOST",
    ):
        monkeypatch.setenv(name, "http://127.0.0.1:9/stranger")
    server.plays(Says("Yes."))
    without_key = ModelSettings(settings.kind, settings.name, settings.address)
    assert reply_of(load_model(without_key)) == "Yes."
    sent = server.requests[-1].headers
    assert "stranger" not in str(sent)
    assert "authorization" not in sent
    assert not [name for name in sent if name.startswith("x-")]
    reply_of(load_model(settings))
    assert server.requests[-1].headers["authorization"] == f"Bearer {KEY}"


def test_what_the_model_reasons_is_not_part_of_its_reply(server: ScriptedModel, model: LanguageModel) -> None:
    for steps in (
        (Thinks("Who chairs, I wonder?"), Says("Oake.")),
        (Says("<think>Who chairs, I wonder?</think>Oake.", characters=3),),
        (Says("<THINKING>Who chairs?</THINKING>Oake."),),
        (Says("Oake.<think>Or was it"), Stops("length")),
    ):
        server.plays(*steps)
        assert reply_of(model) == "Oake."


def test_what_only_looks_like_reasoning_is_kept(server: ScriptedModel, model: LanguageModel) -> None:
    for text in ("Fewer than <5 people <b>think</b> so <t", "a < b", "<thin ice>"):
        server.plays(Says(text, characters=1))
        assert reply_of(model) == text


def test_an_empty_reply_and_one_stopped_at_its_length_are_no_failures(
    server: ScriptedModel, model: LanguageModel
) -> None:
    server.plays(Says(""))
    assert reply_of(model) == ""
    server.plays(Says("The precept was"), Stops("length"))
    assert reply_of(model) == "The precept was"


def test_a_model_that_does_not_stop_is_stopped(server: ScriptedModel, model: LanguageModel) -> None:
    server.plays(Repeats("and "))
    assert 20 <= reply_of(model, most_tokens=20).count("and ") <= 60
    assert server.noticed_leaving()


@pytest.mark.parametrize(
    ("steps", "kind", "worth_retrying"),
    [
        ((Refuses(400),), ModelRequestRefused, False),
        ((Refuses(413),), ModelRequestRefused, False),
        ((Refuses(422),), ModelRequestRefused, False),
        ((Refuses(401),), ModelKeyRefused, False),
        ((Refuses(403),), ModelKeyRefused, False),
        ((Refuses(404),), ModelUnknown, False),
        ((Refuses(408),), ModelTooSlow, False),
        ((Refuses(429),), ModelTooBusy, True),
        ((Refuses(500),), ModelFailed, True),
        ((Refuses(503),), ModelFailed, True),
        ((Reports("out of memory"),), ModelFailed, True),
        ((Says("Yes"), Reports("out of memory")), ModelFailed, True),
        ((HangsUp(),), ModelCutOff, True),
        ((CutsOff("The precept was"),), ModelCutOff, True),
        ((Says("The precept was"), Leaves()), ModelCutOff, True),
        ((Replies(b"<html>Welcome</html>"),), ModelReplyUnusable, True),
        ((Replies(b'{"detail": "Hello"}', "application/json"),), ModelReplyUnusable, True),
        ((Replies(b"", "text/event-stream"),), ModelReplyUnusable, True),
        ((Says("Yes"), Sends(b'data: {"choices": \n\n')), ModelReplyUnusable, True),
        ((Says("Yes"), Sends(b"data: \xff\xfe\n\n")), ModelReplyUnusable, True),
        ((Sends(b"data: [1]\n\n"),), ModelReplyUnusable, True),
        ((Refuses(302, headers=(("Location", "http://127.0.0.1:9/"),)),), ModelReplyUnusable, True),
    ],
)
def test_every_failure_of_a_server_is_one_of_ours(
    server: ScriptedModel,
    model: LanguageModel,
    steps: Sequence[Step],
    kind: type[LanguageModelError],
    worth_retrying: bool,
) -> None:
    server.plays(*steps)
    before = len(server.requests)
    failure = failure_of(model)
    assert type(failure) is kind
    assert failure.worth_retrying is worth_retrying
    assert len(server.requests) == before + 1, "nothing below the caller asks again"


def test_what_came_before_a_failure_has_come(server: ScriptedModel, model: LanguageModel) -> None:
    server.plays(CutsOff("The precept was"))
    came: list[str] = []

    async def collect() -> None:
        async for piece in model.stream(ASKED, 50):
            came.append(piece)

    with pytest.raises(ModelCutOff):
        asyncio.run(collect())
    assert "".join(came) == "The precept was"


@pytest.mark.parametrize(
    ("after", "least", "most"),
    [(3, 3, 3), (None, None, None), ("soon", None, None), ("Wed, 21 Oct 2099 07:28:00 GMT", 1e9, 1e10)],
)
def test_a_busy_server_says_how_long_to_wait(
    server: ScriptedModel,
    model: LanguageModel,
    after: int | str | None,
    least: float | None,
    most: float | None,
) -> None:
    server.plays(Refuses(429, retry_after=after))
    failure = failure_of(model)
    assert isinstance(failure, ModelTooBusy)
    if least is None or most is None:
        assert failure.wait_seconds is None
    else:
        assert failure.wait_seconds is not None and least <= failure.wait_seconds <= most


def test_a_server_that_refuses_a_request_is_quoted(server: ScriptedModel, model: LanguageModel) -> None:
    server.plays(Refuses(400, "the request exceeds the available context size"))
    assert "exceeds the available context size" in failure_of(model).message


@pytest.mark.parametrize("kind", KINDS)
def test_where_no_server_listens_the_model_is_unreachable(kind: ModelKind) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        model = load_model(ModelSettings(kind, "scripted", f"http://127.0.0.1:{unused.getsockname()[1]}"))
        assert isinstance(failure_of(model), ModelUnreachable)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 429, 500, 503])
def test_the_key_is_never_told_though_the_server_repeats_it(
    server: ScriptedModel, model: LanguageModel, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    server.plays(Refuses(status, echoes=True))
    failure = failure_of(model)
    assert server.requests[-1].headers["authorization"] == f"Bearer {KEY}"
    told = "".join(traceback.format_exception(failure)) + repr(failure) + str(vars(failure)) + repr(model)
    logged = "".join(f"{record.getMessage()} {record.args!r}" for record in caplog.records)
    assert KEY not in told and KEY[-8:] not in told
    assert KEY not in logged


def test_a_failure_holds_on_to_nothing_that_a_library_said(
    server: ScriptedModel, model: LanguageModel
) -> None:
    server.plays(Refuses(401, echoes=True))
    failure = failure_of(model)
    assert failure.__cause__ is None and failure.__context__ is None


def test_closing_the_reply_stops_the_model(server: ScriptedModel, model: LanguageModel) -> None:
    server.plays(Repeats("and "))

    async def leave_early() -> None:
        async with aclosing(model.stream(ASKED, 10_000)) as pieces:
            await anext(pieces)
        assert await asyncio.to_thread(server.noticed_leaving), "while the event loop goes on"

    asyncio.run(leave_early())


def test_cancelling_the_task_stops_the_model_that_says_nothing(
    server: ScriptedModel, model: LanguageModel
) -> None:
    server.plays(Waits(60))

    async def wait_a_little() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await pieces_of(model)
        assert await asyncio.to_thread(server.noticed_leaving)

    asyncio.run(wait_a_little())


def test_leaving_early_leaves_nothing_behind(
    server: ScriptedModel, model: LanguageModel, caplog: pytest.LogCaptureFixture
) -> None:
    server.plays(Repeats("and "))

    async def leave_early() -> None:
        async with aclosing(model.stream(ASKED, 10_000)) as pieces:
            await anext(pieces)

    for _ in range(3):
        asyncio.run(leave_early(), debug=True)
        assert server.noticed_leaving()
    gc.collect()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_each_piece_may_be_waited_for_in_a_task_of_its_own(
    server: ScriptedModel, model: LanguageModel
) -> None:
    server.plays(Says("One two three. "), Waits(60))

    async def wait_for_each() -> list[str]:
        came: list[str] = []
        async with aclosing(model.stream(ASKED, 50)) as pieces:
            with pytest.raises(TimeoutError):
                while True:
                    came.append(await asyncio.wait_for(anext(pieces), 2))
        return came

    assert asyncio.run(wait_for_each()) == ["One ", "two ", "three. "]
    assert server.noticed_leaving()


def test_two_ask_at_once_and_each_gets_its_own_reply(server: ScriptedModel, model: LanguageModel) -> None:
    server.plays_by(lambda request: (Says(f"Reply to {request.messages[-1][1]}", every_seconds=0.01),))

    async def ask(question: str) -> str:
        return "".join([piece async for piece in model.stream((Message(Speaker.ASKER, question),), 50)])

    async def both() -> list[str]:
        return await asyncio.gather(ask("who"), ask("when"))

    assert asyncio.run(both()) == ["Reply to who", "Reply to when"]


def test_a_server_lists_its_models(settings: ModelSettings) -> None:
    assert asyncio.run(offered_models(settings)) == ("scripted", "other:8b")


def test_a_server_that_lists_nothing_that_can_be_read_is_told(server: ScriptedModel) -> None:
    with pytest.raises(ModelUnknown):
        asyncio.run(offered_models(ModelSettings(ModelKind.OPENAI_LIKE, "scripted", server.root)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_package_that_is_missing_is_named_with_the_command_that_installs_it(
    kind: ModelKind, server: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, f"llama_index.llms.{kind.value.replace('-', '_')}", None)
    with pytest.raises(ModelUnavailable) as told:
        load_model(settings_of(kind, server))
    assert f"pip install 'panel-papers[{kind}]'" in told.value.next_step


def test_any_model_of_llama_index_can_be_plugged_in() -> None:
    from llama_index.core.llms import MockLLM

    model = LlamaIndexModel("mine", 4096, lambda most_tokens: nullcontext(MockLLM(max_tokens=3)))
    assert reply_of(model)
    assert (model.name, model.context_tokens) == ("mine", 4096)
