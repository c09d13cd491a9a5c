"""A setting to a chat model, where the user may use it."""

from __future__ import annotations

from rag.config import Backend, Settings
from rag.llm.chat import ChatModel, FaultKind, ModelFault
from rag.llm.openai_chat import OpenAIChat
from rag.llm.transformers_chat import TransformersChat


def load_chat(settings: Settings) -> ChatModel | None:
    """The model that the settings name; None where the extractive generator is set. Nothing is loaded yet.

    Raises:
        ModelFault: report text would go to a host that the user has not agreed to.
    """
    spec = settings.spec
    if spec.backend is Backend.TRANSFORMERS:
        return TransformersChat(
            spec.model,
            device=settings.device,
            dtype=settings.dtype,
            temperature=settings.temperature,
            seed=settings.seed,
        )
    if spec.backend is Backend.OPENAI:
        if not settings.may_send_to(spec.host):
            raise ModelFault(
                FaultKind.NOT_AGREED,
                f"questions and report text would be sent to {spec.host}.",
                fix=f"If that is right: wenju model --agree {spec.host}",
                told=f"{spec.host}，同意请运行 wenju model --agree {spec.host}",
            )
        return OpenAIChat(
            spec.url,
            spec.model,
            api_key=settings.api_key,
            context_tokens=settings.context_tokens,
            temperature=settings.temperature,
            seed=settings.seed,
            read_timeout_s=settings.timeout_s,
            is_local=not spec.host,
        )
    return None
