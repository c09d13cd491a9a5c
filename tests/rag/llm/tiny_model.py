"""A chat model as small as can be, and real: tokenizer, chat template and random weights in a folder."""

from __future__ import annotations

from pathlib import Path

_SENTENCES = [
    "澄湖市2025年地区生产总值增长目标是5.5%左右[1]。",
    "所给材料没有回答这个问题。新增城镇就业4.6万人以上，粮食总产稳定在38.5亿斤以上。",
    "根据证据，今年的主要预期目标是：一般公共预算收入增长5%以上。",
]
_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% if opens_thinking %}<think>\n{% endif %}{% endif %}"
)


def build(folder: Path, *, template: str = _TEMPLATE, context: int = 16_384, special: tuple[str, ...] = ()) -> Path:
    """Train a byte-level tokenizer on a few sentences, draw the weights with a fixed seed, and save both."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokens = ["<|im_start|>", "<|im_end|>", *special]
    trainer = trainers.BpeTrainer(
        vocab_size=500,
        special_tokens=tokens,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_SENTENCES, trainer)
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|im_end|>", model_max_length=context
    )
    wrapped.chat_template = template or None
    wrapped.save_pretrained(folder)
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=len(wrapped),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=context,
        eos_token_id=wrapped.eos_token_id,
        bos_token_id=None,
        pad_token_id=wrapped.eos_token_id,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder
