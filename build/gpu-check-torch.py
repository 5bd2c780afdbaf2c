# Copyright The ZipAR for Java Authors
# SPDX-License-Identifier: Apache-2.0
"""Times the network of LlamaGen in plain PyTorch, to be set beside our own backends.

Random weights, one image in two guidance lanes, a static KV cache, a draw on the device for every
token that is asked for: as good as PyTorch does without kernels of one's own. Eager, and compiled
with CUDA graphs. Prints a table and writes JSON.
"""
import argparse
import json
import math
import os
import time

import torch
import torch.nn.functional as F

SIZES = {
    # layers, heads, width, feed-forward width
    "tiny": (2, 2, 64, 128),
    "GPT-B": (12, 12, 768, 2048),
    "GPT-L": (24, 16, 1024, 2816),
    "GPT-XL": (36, 20, 1280, 3584),
    "GPT-XXL": (48, 24, 1536, 4096),
}
VOCABULARY = 16384
SIDE = 24
LANES = 2
GUIDANCE = 4.0


class Block(torch.nn.Module):
    def __init__(self, heads, width, hidden, slots):
        super().__init__()
        self.heads, self.head = heads, width // heads
        self.attention_norm = torch.nn.RMSNorm(width, eps=1e-5)
        self.qkv = torch.nn.Linear(width, 3 * width, bias=False)
        self.out = torch.nn.Linear(width, width, bias=False)
        self.norm = torch.nn.RMSNorm(width, eps=1e-5)
        self.gate = torch.nn.Linear(width, hidden, bias=False)
        self.up = torch.nn.Linear(width, hidden, bias=False)
        self.down = torch.nn.Linear(hidden, width, bias=False)
        shape = (LANES, heads, slots, self.head)
        self.register_buffer("keys", torch.zeros(shape))
        self.register_buffer("values", torch.zeros(shape))

    def forward(self, x, positions, mask, angles):
        lanes, columns, width = x.shape
        shape = (lanes, columns, self.heads, self.head)
        q, k, v = self.qkv(self.attention_norm(x)).split(width, -1)
        q = rotate(q.view(shape), angles).transpose(1, 2)
        k = rotate(k.view(shape), angles).transpose(1, 2)
        self.keys.index_copy_(2, positions, k)
        self.values.index_copy_(2, positions, v.view(shape).transpose(1, 2))
        seen = F.scaled_dot_product_attention(q, self.keys, self.values, attn_mask=mask)
        x = x + self.out(seen.transpose(1, 2).reshape(lanes, columns, width))
        h = self.norm(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


def rotate(x, angles):
    cos, sin = angles
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2)


class Gpt(torch.nn.Module):
    """Feeds the tokens of a pass at their positions and draws a token for each of them."""

    def __init__(self, layers, heads, width, hidden):
        super().__init__()
        self.slots = SIDE * SIDE + 1
        self.embedding = torch.nn.Embedding(VOCABULARY, width)
        self.blocks = torch.nn.ModuleList(
            Block(heads, width, hidden, self.slots) for _ in range(layers))
        self.norm = torch.nn.RMSNorm(width, eps=1e-5)
        self.output = torch.nn.Linear(width, VOCABULARY, bias=False)
        quarter = width // heads // 4
        frequencies = 1.0 / 10000 ** (torch.arange(quarter) / quarter)
        cells = (torch.arange(self.slots) - 1).clamp(min=0)
        angles = torch.cat((
            (cells // SIDE)[:, None] * frequencies, (cells % SIDE)[:, None] * frequencies), -1)
        self.register_buffer("cos", angles.cos()[:, None, :])
        self.register_buffer("sin", angles.sin()[:, None, :])
        self.register_buffer(
            "causal", torch.ones(self.slots, self.slots, dtype=torch.bool).tril())

    def forward(self, tokens, positions):
        x = self.embedding(tokens).expand(LANES, -1, -1)
        angles = (self.cos[positions], self.sin[positions])
        mask = self.causal[positions]
        for block in self.blocks:
            x = block(x, positions, mask, angles)
        conditional, unconditional = self.output(self.norm(x)).float()
        logits = unconditional + GUIDANCE * (conditional - unconditional)
        noise = -torch.log(-torch.log(torch.rand_like(logits).clamp(1e-20, 1 - 1e-7)))
        return (logits + noise).argmax(-1)


def measure(run, model, columns, passes, device):
    """Mean milliseconds a pass; the tokens of a pass are those drawn in the one before."""
    tokens = torch.zeros(columns, dtype=torch.long, device=device)
    starts = [1 + (i * columns) % (SIDE * SIDE - columns) for i in range(passes)]
    places = [torch.arange(s, s + columns, device=device) for s in starts]
    with torch.inference_mode():
        for place in places[:4]:
            tokens = run(tokens, place).clone()
        synchronize(device)
        begin = time.perf_counter()
        for place in places:
            tokens = run(tokens, place).clone()
        synchronize(device)
    return (time.perf_counter() - begin) * 1e3 / passes


def synchronize(device):
    if device == "cuda":
        torch.cuda.synchronize()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="GPT-L")
    parser.add_argument("--columns", default="1,16,64")
    parser.add_argument("--passes", type=int, default=64)
    parser.add_argument("--modes", default="eager,compiled")
    parser.add_argument("--beside", nargs="*", default=[], metavar="passes-SIZE-DTYPE.json",
                        help="reports of 'bench', whose passes are compared with these")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    dtype = torch.float16 if device == "cuda" else torch.float32
    results = []
    report = {
        "torch": torch.__version__,
        "device": torch.cuda.get_device_name() if device == "cuda" else "cpu",
        "dtype": str(dtype).replace("torch.", ""),
        "results": results,
    }
    print("PyTorch", report["torch"], "on", report["device"], report["dtype"])
    for mode in options.modes.split(","):
        for size in options.sizes.split(","):
            if size not in SIZES:
                print(size, "is no size of this script: it knows", ", ".join(SIZES))
                continue
            torch.manual_seed(0)
            with torch.device(device):
                model = Gpt(*SIZES[size])
            model = model.to(dtype).eval().requires_grad_(False)
            run = torch.compile(model, mode="reduce-overhead") if mode == "compiled" else model
            for columns in (int(each) for each in options.columns.split(",")):
                try:
                    millis = measure(run, model, columns, options.passes, device)
                except Exception as problem:  # a compiler that this machine lacks, for example
                    print(size, mode, columns, "failed:", str(problem).strip().split("\n")[0])
                    continue
                if not math.isfinite(millis):
                    raise SystemExit("no time was measured")
                results.append(
                    {"size": size, "mode": mode, "columns": columns, "msPerPass": millis})
                print(f"{size:8} {mode:9} {columns:3} tokens a lane {millis:9.3f} ms a pass",
                      flush=True)
                # Written as it grows: a part may be ended.
                write(report, options.out)
            del model, run
    if results:
        report["ratios"] = ratios(results, options.beside)
        write(report, options.out)
    return 0 if results else 1


def write(report, path):
    with open(path + ".part", "w") as file:
        json.dump(report, file, indent=1)
    os.replace(path + ".part", path)


def ratios(results, beside):
    """How much longer a pass here takes than one of 'bench' that feeds as many tokens or fewer."""
    found = []
    for path in filter(os.path.exists, beside):
        _, size_and_dtype = os.path.basename(path)[: -len(".json")].split("-", 1)
        size, dtype = size_and_dtype.rsplit("-", 1)
        with open(path) as file:
            passes = json.load(file)["results"]
        for each in passes:
            # A few more than a window may be fed; the last pass of a window feeds fewer.
            wide = [r for r in results
                    if r["size"] == size and r["columns"] * 1.05 >= each["fedPerPass"] / LANES]
            if not wide:
                continue
            nearest = min(wide, key=lambda r: r["columns"])
            ratio = nearest["msPerPass"] / each["msPerPass"]
            found.append({"size": size, "dtype": dtype, "strategy": each["strategy"],
                          "mode": nearest["mode"], "columns": nearest["columns"], "ratio": ratio})
            print(f"{size:8} {nearest['mode']} {nearest['columns']} tokens a lane take {ratio:.1f}"
                  f" times as long as {each['strategy']} in {dtype}")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
