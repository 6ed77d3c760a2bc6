"""Makes the parity fixtures: tiny random checkpoints in the published layouts, and what the reference
libraries answer for them.

    python make_fixtures.py DIRECTORY [family...]

DIRECTORY is inference/src/test/resources/org/juxta/inference/parity. Each family's folder then holds a
checkpoint as it would be downloaded (config, preprocessor, tokenizer, sharded bfloat16 weights) and

    expected.json         texts of the prompts and of the greedy answers
    expected.safetensors  token ids, logits of the last positions in float32 and in bfloat16 arithmetic,
                          source images as luminance of 0 to 1, and their pixel tensors

The weights are random and none of them zero or one, so that nothing that is left out goes unnoticed. They are
large enough for the answers to depend on the images and small enough for bfloat16 to keep the logits' order.
"""

import copy
import json
import pathlib
import sys
import tempfile

import numpy
import sentencepiece
import torch
import transformers
from PIL import Image
from safetensors.torch import load_file, save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

# Logits are kept for so many positions at the end of each prompt.
POSITIONS = 8
ANSWER = 40

SENTENCES = [
    "Is there a pleural effusion in the current image? yes no",
    "How has the consolidation changed? absent new worsened stable improved resolved",
    "The prior radiograph shows a nodule of the left upper lobe; the current one shows two.",
    "Compare the prior and the current image. What has changed?",
    "prior: current: The heart is not enlarged. There is no pneumothorax.",
    "Right-sided opacity, 12 mm -> 15 mm (growth of 25 %), 2024-03-01.",
]

QUESTION = "How has the consolidation changed?"


def images():
    """Odd, non-square and 16-bit sources: luminance of 0 to 1, and the 8-bit picture that it stands for."""
    random = numpy.random.default_rng(7)
    made = []
    for width, height, levels in [(37, 53, 255), (101, 64, 65535), (56, 56, 255), (130, 150, 65535)]:
        y, x = numpy.mgrid[0:height, 0:width]
        smooth = 0.5 + 0.3 * numpy.sin(x / 9.0) * numpy.cos(y / 13.0)
        values = numpy.clip(smooth + random.normal(0, 0.15, (height, width)), 0, 1)
        stored = numpy.round(values * levels)
        luminance = (stored / levels).astype(numpy.float32)
        grey = numpy.floor(luminance * numpy.float32(255) + numpy.float32(0.5)).astype(numpy.uint8)
        made.append((luminance, Image.fromarray(grey, "L").convert("RGB")))
    return made


def randomize(model, seed, gain):
    generator = torch.Generator().manual_seed(seed)
    for name, weight in model.named_parameters():
        if weight.dim() > 1:
            inputs = weight[0].numel()
            value = torch.randn(weight.shape, generator=generator) * gain / inputs**0.5
            if "embed" in name:
                value = torch.randn(weight.shape, generator=generator) * 0.5
            if name.endswith("lm_head.weight"):
                value = torch.randn(weight.shape, generator=generator) * 0.25 / inputs**0.5
        else:
            one = 1.0 if "norm" in name and name.endswith("weight") else 0.0
            value = one + 0.15 * torch.randn(weight.shape, generator=generator)
        # What bfloat16 can hold exactly: one file then serves both kinds of arithmetic.
        weight.data = value.to(torch.bfloat16).to(torch.float32)


def byte_level(path, special, size):
    """A tokenizer.json in the manner of Llama 3: byte-level BPE, special tokens at the end of the ids."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    words = Regex(
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(words, behavior="isolated", invert=False),
            pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=True, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(special),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(SENTENCES * 3, trainer)
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in special])
    tokenizer.save(str(path / "tokenizer.json"))
    return tokenizer


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2) + "\n")


def expand(ids, token, count):
    """Each image token as often as an image has tokens."""
    return [i for id in ids for i in [id] * (count if id == token else 1)]


def record(path, load, prompts, pixels, decode, stand_in=None):
    """Runs the reference over prompts of 0, 1, 2, ... images; pixels hold all images' tensors.

    load makes the model in a type of arithmetic, from what was written into path. stand_in is an id that stands for
    images here, and is -200 in the published code.
    """
    tensors, texts = {}, []
    model, half = load(torch.float32), load(torch.bfloat16)
    for count, (text, ids) in enumerate(prompts):
        kept = [-200 if id == stand_in else id for id in ids]
        tensors[f"ids.{count}"] = torch.tensor(kept, dtype=torch.float32)
        # Without a mask generate() takes every token that has the padding's id for padding.
        given = {"input_ids": torch.tensor([ids]), "attention_mask": torch.ones(1, len(ids), dtype=torch.long)}
        if count:
            given["pixel_values"] = torch.cat(pixels[:count])
        if model.config.model_type == "gemma3":
            given["token_type_ids"] = (given["input_ids"] == model.config.image_token_index).long()
        with torch.no_grad():
            logits = model(**given).logits[0, -POSITIONS:].float()
            tensors[f"logits.float32.{count}"] = logits.contiguous()
            answer = model.generate(
                **given, max_new_tokens=ANSWER, min_new_tokens=ANSWER, do_sample=False,
                eos_token_id=None, pad_token_id=0,
            )[0, len(ids):]
            tensors[f"answer.{count}"] = answer.float()
            if count:
                given["pixel_values"] = given["pixel_values"].to(torch.bfloat16)
            logits = half(**given).logits[0, -POSITIONS:].float()
            tensors[f"logits.bfloat16.{count}"] = logits.contiguous()
        away = (tensors[f"logits.float32.{count}"] - tensors[f"logits.bfloat16.{count}"]).abs().max()
        top = tensors[f"logits.float32.{count}"].topk(2).values
        print(path.name, count, len(ids), "tokens; bf16 - f32", float(away), "logits to", float(logits.abs().max()),
              "different", len(set(answer.tolist())), "margin", float((top[:, 0] - top[:, 1]).min()))
        texts.append({"prompt": text, "answer": decode(answer.tolist())})
    for i, (luminance, _) in enumerate(images()):
        tensors[f"luminance.{i}"] = torch.from_numpy(luminance)
        tensors[f"pixels.{i}"] = pixels[i][0].contiguous()
    save_file(tensors, path / "expected.safetensors")
    write_json(path / "expected.json", texts)


def mantis(path, vision, preprocessor, seed):
    """The layout of Mantis-8B-siglip-llama3 and Mantis-8B-clip-llama3, with what those leave out left out."""
    special = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
               "<image>", "<pad>"]
    tokenizer = byte_level(path, special, 420)
    ids = {name: tokenizer.token_to_id(name) for name in special}
    size = tokenizer.get_vocab_size()
    raw = {
        "architectures": ["LlavaForConditionalGeneration"],
        "ignore_index": -100,
        "image_token_index": ids["<image>"],
        "model_type": "llava",
        "pad_token_id": ids["<pad>"],
        "projector_hidden_act": "gelu",
        "text_config": {
            "_name_or_path": "meta-llama/Meta-Llama-3-8B-Instruct",
            "architectures": ["LlamaForCausalLM"],
            "bos_token_id": ids["<|begin_of_text|>"],
            "eos_token_id": ids["<|end_of_text|>"],
            "hidden_size": 64,
            "intermediate_size": 112,
            "max_position_embeddings": 512,
            "model_type": "llama",
            "num_attention_heads": 4,
            "num_hidden_layers": 3,
            "num_key_value_heads": 2,
            "rms_norm_eps": 1e-05,
            "rope_theta": 500000.0,
            "torch_dtype": "bfloat16",
            "vocab_size": size,
        },
        "torch_dtype": "bfloat16",
        "transformers_version": "4.40.0",
        "vision_config": vision,
        "vision_feature_layer": -2,
        "vision_feature_select_strategy": "default",
        "vocab_size": size,
    }
    config = transformers.LlavaConfig.from_dict(copy.deepcopy(raw))
    model = transformers.LlavaForConditionalGeneration(config).eval()
    randomize(model, seed, 1.1)
    model.to(torch.bfloat16).save_pretrained(path, max_shard_size="180KB")
    (path / "generation_config.json").unlink(missing_ok=True)
    write_json(path / "config.json", raw)
    write_json(path / "preprocessor_config.json", preprocessor)
    processor = getattr(transformers, preprocessor["image_processor_type"]).from_pretrained(path)
    pixels = [processor(image, return_tensors="pt")["pixel_values"] for _, image in images()]
    # One token fewer than patches and class token: 'default' drops the first, which SigLIP does not have.
    patches = (vision["image_size"] // vision["patch_size"]) ** 2
    count = patches - 1 if vision["model_type"] == "siglip_vision_model" else patches
    prompts = []
    for n in range(4):
        shown = "".join(f"(image {i + 1}: <Image><image></Image>)" for i in range(n))
        text = (
            "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
            "You are a pirate chatbot who always responds in pirate speak!<|eot_id|>"
            f"<|start_header_id|>user<|end_header_id|>\n\n{shown}{QUESTION}<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n"
        )
        prompts.append((text, expand(tokenizer.encode(text, add_special_tokens=False).ids, ids["<image>"], count)))
    record(path, lambda dtype: type(model).from_pretrained(path, dtype=dtype).eval(), prompts, pixels, tokenizer.decode)


def mantis_siglip(path):
    vision = {
        "hidden_size": 48, "image_size": 56, "intermediate_size": 80, "layer_norm_eps": 1e-06,
        "model_type": "siglip_vision_model", "num_attention_heads": 4, "num_hidden_layers": 3, "patch_size": 14,
        "hidden_act": "gelu_pytorch_tanh",
    }
    preprocessor = {
        "do_normalize": True, "do_rescale": True, "do_resize": True, "image_mean": [0.5, 0.5, 0.5],
        "image_processor_type": "SiglipImageProcessor", "image_std": [0.5, 0.5, 0.5],
        "processor_class": "MLlavaProcessor", "resample": 3, "rescale_factor": 0.00392156862745098,
        "size": {"height": 56, "width": 56},
    }
    mantis(path, vision, preprocessor, 1)


def mantis_clip(path):
    vision = {
        "hidden_size": 48, "image_size": 56, "intermediate_size": 80, "model_type": "clip_vision_model",
        "num_attention_heads": 4, "num_hidden_layers": 3, "patch_size": 14, "projection_dim": 32, "vocab_size": 32000,
    }
    preprocessor = {
        "crop_size": {"height": 56, "width": 56}, "do_center_crop": True, "do_convert_rgb": True,
        "do_normalize": True, "do_rescale": True, "do_resize": True,
        "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_processor_type": "CLIPImageProcessor",
        "image_std": [0.26862954, 0.26130258, 0.27577711], "processor_class": "MLlavaProcessor", "resample": 3,
        "rescale_factor": 0.00392156862745098, "size": {"shortest_edge": 56},
    }
    mantis(path, vision, preprocessor, 2)


def gemma_tokenizer(path, special):
    """A tokenizer.json in the manner of Gemma: BPE over characters with bytes to fall back on, single digits."""
    bytes_ = [f"<0x{b:02X}>" for b in range(256)]
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(" ", "\u2581")
    # Only for learning: so that no token holds two digits.
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split("\u2581", "merged_with_next"), pre_tokenizers.Digits(individual_digits=True)]
    )
    first = special[:4]
    trainer = trainers.BpeTrainer(
        vocab_size=len(special) + 256 + 150, special_tokens=first + bytes_, show_progress=False,
        initial_alphabet=list("0123456789,.[]{}_`\"\n:bxjsonlabed2"),
    )
    tokenizer.train_from_iterator(SENTENCES * 3, trainer)
    raw = json.loads(tokenizer.to_str())
    # The trainer lists bytes as special tokens; published files hold them in the vocabulary alone.
    raw["added_tokens"] = [t for t in raw["added_tokens"] if t["content"] in first]
    raw["pre_tokenizer"] = {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious", "invert": False}
    raw["decoder"] = {"type": "Sequence", "decoders": [
        {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}]}
    tokenizer = Tokenizer.from_str(json.dumps(raw))
    tokenizer.add_tokens([AddedToken("\n\n", normalized=False)])
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in special[4:]])
    tokenizer.save(str(path / "tokenizer.json"))
    return tokenizer


def gemma3(path):
    """The layout of medgemma-4b-it: what equals a class default there is left out here where it can be."""
    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>", "<start_of_image>",
               "<end_of_image>", "<image_soft_token>"]
    tokenizer = gemma_tokenizer(path, special)
    ids = {name: tokenizer.token_to_id(name) for name in special}
    raw = {
        "architectures": ["Gemma3ForConditionalGeneration"],
        "boi_token_index": ids["<start_of_image>"],
        "eoi_token_index": ids["<end_of_image>"],
        "eos_token_id": [ids["<eos>"], ids["<end_of_turn>"]],
        "image_token_index": ids["<image_soft_token>"],
        "initializer_range": 0.02,
        "mm_tokens_per_image": 4,
        "model_type": "gemma3",
        "text_config": {
            "head_dim": 16,
            "hidden_size": 64,
            "intermediate_size": 96,
            "max_position_embeddings": 512,
            "model_type": "gemma3_text",
            "num_attention_heads": 4,
            "num_hidden_layers": 4,
            "num_key_value_heads": 2,
            "query_pre_attn_scalar": 20,
            "rope_scaling": {"factor": 8.0, "rope_type": "linear"},
            "sliding_window": 16,
            "sliding_window_pattern": 3,
            "vocab_size": tokenizer.get_vocab_size() + 5,
        },
        "torch_dtype": "bfloat16",
        "transformers_version": "4.50.0.dev0",
        "vision_config": {
            "hidden_size": 48, "image_size": 112, "intermediate_size": 80, "model_type": "siglip_vision_model",
            "num_attention_heads": 4, "num_hidden_layers": 3, "patch_size": 14, "vision_use_head": False,
        },
    }
    preprocessor = {
        "do_convert_rgb": None, "do_normalize": True, "do_pan_and_scan": None, "do_rescale": True, "do_resize": True,
        "image_mean": [0.5, 0.5, 0.5], "image_processor_type": "Gemma3ImageProcessor", "image_seq_length": 4,
        "image_std": [0.5, 0.5, 0.5], "pan_and_scan_max_num_crops": None, "pan_and_scan_min_crop_size": None,
        "pan_and_scan_min_ratio_to_activate": None, "processor_class": "Gemma3Processor", "resample": 2,
        "rescale_factor": 0.00392156862745098, "size": {"height": 112, "width": 112},
    }
    config = transformers.Gemma3Config.from_dict(copy.deepcopy(raw))
    model = transformers.Gemma3ForConditionalGeneration(config).eval()
    randomize(model, 3, 1.1)
    # The head is the embedding, so both have to be small for a token not to be followed by itself; and Gemma's
    # norms are stored less one.
    for name, weight in model.named_parameters():
        if "embed_tokens" in name:
            weight.data = (weight.data * 0.05).to(torch.bfloat16).to(torch.float32)
        if "norm" in name and "layer_norm" not in name and "post_layernorm" not in name:
            base = 0.5 if name.endswith("language_model.norm.weight") else 0.0
            weight.data = (weight.data - 1.0 + base).to(torch.bfloat16).to(torch.float32)
    model.to(torch.bfloat16).save_pretrained(path, max_shard_size="180KB")
    (path / "generation_config.json").unlink(missing_ok=True)
    write_json(path / "config.json", raw)
    write_json(path / "preprocessor_config.json", preprocessor)
    fast = transformers.GemmaTokenizerFast(
        tokenizer_file=str(path / "tokenizer.json"),
        extra_special_tokens={"boi_token": "<start_of_image>", "eoi_token": "<end_of_image>",
                              "image_token": "<image_soft_token>"},
    )
    images_of = transformers.Gemma3ImageProcessor.from_pretrained(path)
    processor = transformers.Gemma3Processor(images_of, fast, image_seq_length=4)
    squares = [on_square(image) for _, image in images()]
    pixels = [images_of(square, return_tensors="pt")["pixel_values"] for square in squares]
    prompts = []
    for n in range(4):
        text = (f"<bos><start_of_turn>user\n{'<start_of_image>' * n}{QUESTION}<end_of_turn>\n"
                "<start_of_turn>model\n")
        given = processor(text=text, images=squares[:n] if n else None, add_special_tokens=False)
        prompts.append((text, list(given["input_ids"][0])))
    record(path, lambda dtype: type(model).from_pretrained(path, dtype=dtype).eval(), prompts, pixels,
           lambda answer: tokenizer.decode(answer))


def llava_med(path):
    """The layout of llava-med-v1.5-mistral-7b.

    The published code is no package that could be installed. Its network is that of LlavaForConditionalGeneration
    with a Mistral decoder under other names, so that class is the reference; tokenizing and padding are done
    here as that code does them, padding always in the middle, where that code draws the odd pixel's side.
    """
    text_of = "\n".join(SENTENCES * 3)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text_of.split("\n")), model_prefix=str(path / "tokenizer"), vocab_size=420,
        model_type="bpe", byte_fallback=True, split_digits=True, normalization_rule_name="identity",
        remove_extra_whitespaces=False, allow_whitespace_only_pieces=True, minloglevel=2, num_threads=1,
    )
    (path / "tokenizer.vocab").unlink()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(path / "tokenizer.model"))
    size = pieces.get_piece_size()
    # SentencePiece's own decoder differs from this only in how it shows bytes that are no text.
    fast = transformers.LlamaTokenizerFast(vocab_file=str(path / "tokenizer.model"))

    def decode(answer):
        return fast.decode(answer, skip_special_tokens=True, clean_up_tokenization_spaces=False)

    raw = {
        "architectures": ["LlavaMistralForCausalLM"],
        "attention_dropout": 0.0,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "freeze_mm_mlp_adapter": False,
        "hidden_act": "silu",
        "hidden_size": 64,
        "image_aspect_ratio": "pad",
        "initializer_range": 0.02,
        "intermediate_size": 112,
        "max_position_embeddings": 512,
        "mm_hidden_size": 48,
        "mm_projector_type": "mlp2x_gelu",
        "mm_use_im_patch_token": False,
        "mm_use_im_start_end": False,
        "mm_vision_select_feature": "patch",
        "mm_vision_select_layer": -2,
        "model_type": "llava_mistral",
        "num_attention_heads": 16,
        "num_hidden_layers": 3,
        "rms_norm_eps": 1e-05,
        "rope_theta": 1000000.0,
        "sliding_window": None,
        "tie_word_embeddings": False,
        "tokenizer_model_max_length": 2048,
        "torch_dtype": "bfloat16",
        "transformers_version": "4.36.2",
        "use_cache": True,
        "use_mm_proj": True,
        # Published files name openai/clip-vit-large-patch14-336 instead.
        "vision_config": {
            "hidden_size": 48, "image_size": 56, "intermediate_size": 80, "model_type": "clip_vision_model",
            "num_attention_heads": 4, "num_hidden_layers": 3, "patch_size": 14, "projection_dim": 32,
        },
        "vocab_size": size,
    }
    names = ["hidden_size", "intermediate_size", "max_position_embeddings", "num_attention_heads",
             "num_hidden_layers", "rms_norm_eps", "rope_theta", "sliding_window", "tie_word_embeddings", "vocab_size"]
    # An id that the tokenizer has and no prompt of ours contains stands for the images.
    image_token = size - 1
    config = transformers.LlavaConfig(
        text_config={"model_type": "mistral", **{name: raw[name] for name in names}},
        vision_config=dict(raw["vision_config"]), image_token_index=image_token,
        vision_feature_layer=-2, vision_feature_select_strategy="default",
    )
    model = transformers.LlavaForConditionalGeneration(config).eval()
    randomize(model, 4, 1.1)
    with tempfile.TemporaryDirectory() as plain:
        model.to(torch.bfloat16).save_pretrained(plain)
        weights = load_file(pathlib.Path(plain) / "model.safetensors")

        def renamed(name):
            return (name.replace("language_model.model.", "model.").replace("language_model.lm_head", "lm_head")
                    .replace("multi_modal_projector.linear_1", "model.mm_projector.0")
                    .replace("multi_modal_projector.linear_2", "model.mm_projector.2")
                    .replace("vision_tower.vision_model", "model.vision_tower.vision_tower.vision_model"))

        save_file({renamed(name): weight for name, weight in weights.items()}, path / "model.safetensors",
                  metadata={"format": "pt"})
        write_json(path / "config.json", raw)
        mean = [0.48145466, 0.4578275, 0.40821073]
        processor = transformers.CLIPImageProcessor(size={"shortest_edge": 56}, crop_size={"height": 56, "width": 56})
        colour = tuple(int(value * 255) for value in mean)
        pixels = [processor(on_square(image, colour), return_tensors="pt")["pixel_values"] for _, image in images()]
        prompts = []
        for n in range(4):
            text = "[INST] " + "<image>\n" * n + QUESTION + " [/INST]"
            ids = [pieces.bos_id()]
            for i, chunk in enumerate(text.split("<image>")):
                encoded = pieces.encode(chunk)
                assert image_token not in encoded
                ids += ([image_token] * 16 if i else []) + encoded
            prompts.append((text, ids))
        record(path, lambda dtype: type(model).from_pretrained(plain, dtype=dtype).eval(), prompts, pixels,
               decode, stand_in=image_token)
    samples = ["", " ", "yes", "no change", " two  spaces ", "12.5 mm -> 1500", "line\nline\n\nend", "\u00b5m \u00e9\u00e8",
               "\u80ba \U0001FA7B", "\u2581 is the space", QUESTION]
    write_json(path / "expected_tokens.json", [{"text": text, "ids": pieces.encode(text)} for text in samples])


def on_square(image, colour=(0, 0, 0)):
    """In the middle of a square; a black one is what the published notebook for Gemma's boxes takes."""
    edge = max(image.size)
    square = Image.new("RGB", (edge, edge), colour)
    square.paste(image, ((edge - image.size[0]) // 2, (edge - image.size[1]) // 2))
    return square


FAMILIES = {"mantis-siglip": mantis_siglip, "mantis-clip": mantis_clip, "gemma3": gemma3, "llava-med": llava_med}


def main(directory, *names):
    for name in names or FAMILIES:
        path = pathlib.Path(directory) / name
        path.mkdir(parents=True, exist_ok=True)
        FAMILIES[name](path)


if __name__ == "__main__":
    main(*sys.argv[1:])
