"""A chat model on this machine, through transformers: any causal model with a chat template, by name or by folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.llm.chat import FaultKind, Message, ModelFault

if TYPE_CHECKING:
    import torch

_UNBOUNDED = 1_000_000  # what tokenizers say where they know no limit
_STREAM_TIMEOUT_S = 600.0
_LOCK_POLL_S = 0.1


class TransformersChat:
    """Loaded on first use and then kept. One reply at a time: two would need twice the memory."""

    def __init__(
        self, model: str, *, device: str = "", dtype: str = "", temperature: float = 0.0, seed: int = 0
    ) -> None:
        self.model = model
        self.name = f"transformers:{Path(model).name if Path(model).is_dir() else model}"
        self._device = device
        self._dtype = dtype
        self._temperature = temperature
        self._seed = seed
        self._lock = threading.Lock()
        self._loading = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    @property
    def context_tokens(self) -> int:
        tokenizer, model = self._load()
        limits = (getattr(model.config, "max_position_embeddings", 0), tokenizer.model_max_length)
        return min((int(n) for n in limits if n and 0 < n < _UNBOUNDED), default=0)

    def count_tokens(self, text: str) -> int:
        tokenizer, _ = self._load()
        return len(tokenizer.encode(text, add_special_tokens=False))

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: threading.Event) -> Iterator[str]:
        import torch
        from transformers import StoppingCriteriaList, TextIteratorStreamer

        tokenizer, model = self._load()
        inputs, opens_thinking = self._inputs(messages)
        n_prompt = inputs["input_ids"].shape[-1]
        room = (self.context_tokens or _UNBOUNDED) - n_prompt
        if room < 1:
            raise ModelFault(
                FaultKind.DOWN,
                f"{self.name}: the question with its evidence takes {n_prompt} tokens, more than the model reads.",
                fix="Set context_tokens in settings.toml to what the model reads.",
            )
        n_new = min(max_tokens, room)
        streamer: Any = TextIteratorStreamer(
            tokenizer, skip_prompt=True, timeout=_STREAM_TIMEOUT_S, skip_special_tokens=True
        )
        failed: list[BaseException] = []
        made: list[int] = []

        def generate() -> None:
            try:
                torch.manual_seed(self._seed)
                sampling: dict[str, Any] = {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
                if self._temperature > 0:
                    sampling = {"do_sample": True, "temperature": self._temperature}
                with torch.inference_mode():
                    output = model.generate(
                        **inputs,
                        max_new_tokens=n_new,
                        streamer=streamer,
                        stopping_criteria=StoppingCriteriaList([_Stopped(stop)]),
                        pad_token_id=tokenizer.pad_token_id
                        if tokenizer.pad_token_id is not None
                        else _first_end(model),
                        **sampling,
                    )
                made.extend(output[0, n_prompt:].tolist())
            except BaseException as error:
                # Handed to the thread that reads, which raises it there.
                failed.append(error)
            finally:
                streamer.end()

        while not self._lock.acquire(timeout=_LOCK_POLL_S):
            if stop.is_set():
                return
        try:
            worker = threading.Thread(target=generate, name="wenju generate", daemon=True)
            worker.start()
            if opens_thinking:
                yield "<think>"
            yield from streamer
            worker.join()
        finally:
            stop.set()
            self._lock.release()
        if failed:
            raise self._failure(failed[0])
        if len(made) >= n_new and made[-1] not in _ends(model):
            raise ModelFault(
                FaultKind.CUT_OFF,
                f"{self.name} did not finish within {n_new} tokens.",
                fix="Raise max_tokens in settings.toml.",
            )

    def _inputs(self, messages: Sequence[Message]) -> tuple[Any, bool]:
        """The messages as the model's template wants them, and whether that opens a thinking block."""
        tokenizer, model = self._load()
        turns = [{"role": m.role, "content": m.content} for m in messages]
        # Models that can think are asked not to: the answer is short, and every second counts.
        options: dict[str, Any] = {"add_generation_prompt": True, "enable_thinking": False}
        try:
            rendered = tokenizer.apply_chat_template(turns, tokenize=False, **options)
        except Exception as error:
            if len(turns) < 2 or turns[0]["role"] != "system":
                raise self._failure(error) from error
            # Some templates know no system turn.
            turns = [{"role": "user", "content": f"{turns[0]['content']}\n\n{turns[1]['content']}"}, *turns[2:]]
            rendered = tokenizer.apply_chat_template(turns, tokenize=False, **options)
        # Report text must not end a turn: what looks like a control token in it is encoded as plain characters.
        inputs = tokenizer.apply_chat_template(
            turns, tokenize=True, return_dict=True, return_tensors="pt", sanitize_control_tokens=True, **options
        )
        inputs.pop("token_type_ids", None)
        return inputs.to(model.device), rendered.rstrip().endswith("<think>")

    def _load(self) -> tuple[Any, Any]:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load_now()
            return self._loaded

    def _load_now(self) -> tuple[Any, Any]:
        try:
            from transformers import AutoModelForCausalLM, AutoTokenizer

            tokenizer = AutoTokenizer.from_pretrained(self.model)
            if not tokenizer.chat_template:
                raise ModelFault(
                    FaultKind.DOWN,
                    f"{self.model} has no chat template.",
                    fix="Choose the -Instruct or -Chat variant of the model.",
                )
            device = self._device or _device()
            model: Any = AutoModelForCausalLM.from_pretrained(self.model, dtype=self._dtype or _dtype(device))
            return tokenizer, model.to(device).eval()
        except ModelFault:
            raise
        except Exception as error:
            raise self._failure(error) from error

    def _failure(self, error: BaseException) -> ModelFault:
        if type(error).__name__ == "OutOfMemoryError":
            fix = "Choose a smaller model, or one with fewer bits a weight."
        elif self._loaded is None and not Path(self.model).is_dir():
            fix = "Give the folder of a model that is on this machine; names are looked up on the network."
        else:
            fix = "Try another model; `wenju doctor` tests it."
        said = " ".join(str(error).split())[:300]
        return ModelFault(FaultKind.DOWN, f"{self.model} cannot be used ({type(error).__name__}: {said}).", fix=fix)


class _Stopped:
    """Ends generation at the next token once `stop` is set."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:
        import torch

        return torch.full((input_ids.shape[0],), self._stop.is_set(), device=input_ids.device, dtype=torch.bool)


def _device() -> str:
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _dtype(device: str) -> str:
    """As the weights were saved on a GPU; on a CPU too, where 32 bits would double memory for no better answer."""
    if device == "cuda":
        import torch

        return "auto" if torch.cuda.is_bf16_supported() else "float16"
    return "float16" if device == "mps" else "auto"


def _ends(model: Any) -> list[int]:
    ids = model.generation_config.eos_token_id
    return ids if isinstance(ids, list) else [ids]


def _first_end(model: Any) -> int | None:
    return next(iter(_ends(model)), None)
