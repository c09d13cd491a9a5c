"""A chat model on this machine, through transformers: any causal model with a chat template, by name or by folder."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.llm.chat import FaultKind, Message, ModelFault

if TYPE_CHECKING:
    import torch

_UNBOUNDED = 100_000_000  # tokenizers that know no limit say 10 ** 30
_STREAM_TIMEOUT_S = 600.0
_LOCK_POLL_S = 0.1
# Tokens that tell thinking from reply: taken out where that is done, not with the other control tokens.
_THINKING_TOKEN = re.compile(r"</?(?:think|thinking|reasoning|thought)>", re.I)
_OPENS_THINKING = re.compile(r"<(?:think|thinking|reasoning|thought)>\s*$", re.I)
# The channels of gpt-oss: what is not on the final one is thinking.
_CHANNEL = re.compile(
    r"(?:<\|start\|>assistant)?<\|channel\|>(?P<name>final|analysis|commentary)[^<]*<\|message\|>", re.I
)
# Nothing but what the user set: a model's own defaults (a repetition penalty, beams) garble figures that are copied,
# and streaming knows no beams.
_PLAIN: dict[str, Any] = {
    "num_beams": 1,
    "num_return_sequences": 1,
    "repetition_penalty": 1.0,
    "no_repeat_ngram_size": 0,
    "min_length": 0,
    "max_length": None,
}


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
        # Models that read pictures too keep the text model's settings in a part of their own.
        config = model.config.get_text_config(decoder=True)
        limits = (getattr(config, "max_position_embeddings", 0), tokenizer.model_max_length)
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
                told="问题连同证据超过了模型一次能读的长度，请在 settings.toml 中设置 context_tokens",
            )
        n_new = min(max_tokens, room)
        # Control tokens are taken out here: the tokenizer would take out those around thinking with the others.
        streamer: Any = TextIteratorStreamer(tokenizer, skip_prompt=True, timeout=_STREAM_TIMEOUT_S)
        ends = _ends(tokenizer, model)
        failed: list[BaseException] = []
        made: list[int] = []

        def generate() -> None:
            try:
                torch.manual_seed(self._seed)
                sampling: dict[str, Any] = {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
                if self._temperature > 0:
                    sampling = {"do_sample": True, "temperature": self._temperature}
                pad = tokenizer.pad_token_id
                with torch.inference_mode():
                    output = model.generate(
                        **inputs,
                        max_new_tokens=n_new,
                        streamer=streamer,
                        stopping_criteria=StoppingCriteriaList([_Stopped(stop)]),
                        pad_token_id=pad if pad is not None else next(iter(ends), None),
                        eos_token_id=ends or None,
                        **_PLAIN,
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
        worker = threading.Thread(target=generate, name="wenju generate", daemon=True)
        try:
            worker.start()
            if opens_thinking:
                yield "<think>"
            yield from _readable(streamer, _control_tokens(tokenizer))
        except queue.Empty:
            raise ModelFault(
                FaultKind.SLOW, f"{self.name} wrote nothing more for {_STREAM_TIMEOUT_S:g} seconds."
            ) from None
        finally:
            stop.set()
            # The next reply begins when the memory of this one is free; it ends with the token that it is at.
            worker.join()
            self._lock.release()
        if failed:
            raise self._failure(failed[0])
        if len(made) >= n_new and made[-1] not in ends:
            raise ModelFault(
                FaultKind.CUT_OFF,
                f"{self.name} did not finish within {n_new} tokens.",
                fix="Raise max_tokens in settings.toml.",
                told="可在 settings.toml 中调大 max_tokens",
            )

    def _inputs(self, messages: Sequence[Message]) -> tuple[Any, bool]:
        """The messages as the model's template wants them, and whether that opens a thinking block."""
        tokenizer, model = self._load()
        turns = [{"role": m.role, "content": m.content} for m in messages]
        # Models that can think are asked not to: the answer is short, and every second counts. Each family has its
        # own word for it; templates pass over those that they do not know.
        options: dict[str, Any] = {
            "add_generation_prompt": True,
            "enable_thinking": False,
            "thinking": False,
            "reasoning_effort": "low",
        }
        try:
            try:
                rendered = tokenizer.apply_chat_template(turns, tokenize=False, **options)
                is_heard = turns[0]["role"] != "system" or turns[0]["content"].strip() in rendered
            except Exception:
                if len(turns) < 2 or turns[0]["role"] != "system":
                    raise
                is_heard = False
            if not is_heard:
                # Some templates refuse a system turn, others leave it out without a word.
                turns = [{"role": "user", "content": f"{turns[0]['content']}\n\n{turns[1]['content']}"}, *turns[2:]]
                rendered = tokenizer.apply_chat_template(turns, tokenize=False, **options)
            # Report text must not end a turn: what looks like a control token in it is encoded as plain characters.
            inputs = tokenizer.apply_chat_template(
                turns, tokenize=True, return_dict=True, return_tensors="pt", sanitize_control_tokens=True, **options
            )
        except Exception as error:
            raise self._failure(error) from error
        inputs.pop("token_type_ids", None)
        return inputs.to(model.device), _OPENS_THINKING.search(rendered) is not None

    def _load(self) -> tuple[Any, Any]:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load_now()
            return self._loaded

    def _load_now(self) -> tuple[Any, Any]:
        try:
            from transformers import AutoModelForCausalLM, AutoTokenizer

            # Code that comes with a model is not run, nor is anybody asked at the terminal whether it may be.
            tokenizer = AutoTokenizer.from_pretrained(self.model, trust_remote_code=False)
            if not tokenizer.chat_template:
                raise ModelFault(
                    FaultKind.DOWN,
                    f"{self.model} has no chat template.",
                    fix="Choose the -Instruct or -Chat variant of the model.",
                    told="模型没有对话模板，请换用名称带 Instruct 或 Chat 的版本",
                )
            device = self._device or _device()
            model: Any = AutoModelForCausalLM.from_pretrained(
                self.model, dtype=self._dtype or _dtype(device), trust_remote_code=False
            )
            # Weights of fewer bits are put where they belong while they are loaded, and some cannot be moved.
            is_packed = getattr(model, "hf_quantizer", None) is not None
            return tokenizer, (model if is_packed else model.to(device)).eval()
        except ModelFault:
            raise
        except Exception as error:
            raise self._failure(error) from error

    def _failure(self, error: BaseException) -> ModelFault:
        if type(error).__name__ == "OutOfMemoryError":
            fix = "Choose a smaller model, or one with fewer bits a weight."
            told = "内存或显存不够，请换小一些或量化的模型"
        elif self._loaded is None and not Path(self.model).is_dir():
            fix = "Give the folder of a model that is on this machine; names are looked up on the network."
            told = "找不到模型，请给出本机上模型所在的文件夹"
        else:
            fix = "Try another model; `wenju doctor` tests it."
            told = "模型无法使用，请运行 wenju doctor 查看原因"
        said = " ".join(str(error).split())[:300]
        message = f"{self.model} cannot be used ({type(error).__name__}: {said})."
        return ModelFault(FaultKind.DOWN, message, fix=fix, told=told)


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
    """As the weights were saved where the device computes so; never 32 bits of its own accord, which doubles memory.

    A CPU computes 16-bit floats of the older kind (float16) many times slower than bfloat16.
    """
    import torch

    if device.startswith("cuda"):
        # Older cards emulate bfloat16, slowly.
        return "auto" if torch.cuda.is_bf16_supported(including_emulation=False) else "float16"
    return "bfloat16" if device == "cpu" else "auto"


def _ends(tokenizer: Any, model: Any) -> list[int]:
    """Tokens that end a reply: a model's settings may name the end of a text only, its tokenizer that of a turn."""
    named = model.generation_config.eos_token_id
    ids = [*(named if isinstance(named, list) else [named]), tokenizer.eos_token_id]
    return list(dict.fromkeys(int(i) for i in ids if i is not None))


def _control_tokens(tokenizer: Any) -> re.Pattern[str]:
    added = tokenizer.added_tokens_decoder.values()
    names = {token.content for token in added if token.special} | set(tokenizer.all_special_tokens)
    names = {name for name in names if name and not _THINKING_TOKEN.fullmatch(name)}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")


def _readable(pieces: Iterator[str], control: re.Pattern[str]) -> Iterator[str]:
    """The text without control tokens; a token is never cut in two between pieces."""
    for piece in pieces:
        told = _CHANNEL.sub(lambda m: "</think>" if m["name"].lower() == "final" else "<think>", piece)
        yield control.sub("", told)
