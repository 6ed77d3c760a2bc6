# LLaVA-layout model: vision transformer, two-layer projector, Llama decoder, in TorchScript text.
#
# Weight names are those of Hugging Face checkpoints (language_model.model.layers.0.self_attn...).
# Every function takes the weights as a dictionary, so that one text serves inference (self.weights,
# mapped from the safetensors file) and tuning (the caller's arrays, with gradients).
#
# Shapes: N images, B sequences, T tokens, P prefix tokens, K questions, H hidden size, D head size.
# A key/value cache is one tensor (2 * layers, B, key/value heads, T, D): keys of layer i at 2 * i,
# values at 2 * i + 1.
class Program(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : Dict[str, Tensor]
  stem_layers : int
  vision_layers : int
  vision_heads : int
  vision_eps : float
  text_layers : int
  text_heads : int
  text_kv_heads : int
  text_eps : float
  rope_theta : float
  tied_head : bool
  image_token : int
  first_location : int
  locations : int
  no_box_token : int
  location_sigma : float

  # Puts one tensor of a safetensors file into self.weights, without copying it.
  # total: elements of this type that the file is long; start: first element of the tensor.
  def map_weight(self: __torch__.Program, name: str, path: str, dtype: int, total: int, start: int, shape: List[int]) -> int:
    flat = torch.from_file(path, False, total, dtype=dtype, layout=None, device=torch.device("cpu"), pin_memory=None)
    count = 1
    for n in shape:
      count = count * n
    self.weights[name] = torch.view(torch.slice(flat, 0, start, start + count, 1), shape)
    return count

  def affine(self: __torch__.Program, w: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
    return torch.linear(x, w[name + ".weight"], w[name + ".bias"])

  def layer_norm(self: __torch__.Program, w: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
    weight = w[name + ".weight"]
    return torch.layer_norm(x, [torch.size(weight, 0)], weight, w[name + ".bias"], self.vision_eps)

  def rms_norm(self: __torch__.Program, w: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
    variance = torch.mean(x * x, [-1], True)
    return x * torch.rsqrt(variance + self.text_eps) * w[name + ".weight"]

  # (N, C, S, S) pixels -> (N, patches, H of the vision tower), patches row by row.
  def vision(self: __torch__.Program, w: Dict[str, Tensor], pixels: Tensor) -> Tensor:
    x = pixels
    for i in range(self.stem_layers):
      name = "vision_tower.vision_model.embeddings.stem.{}".format(i)
      x = torch.conv2d(x, w[name + ".weight"], w[name + ".bias"], [2, 2], [1, 1])
      if i + 1 < self.stem_layers:
        x = torch.gelu(x)
    x = torch.transpose(torch.flatten(x, 2), 1, 2)
    x = x + w["vision_tower.vision_model.embeddings.position_embedding.weight"]
    n, t, h = torch.size(x)
    d = torch.floordiv(h, self.vision_heads)
    for i in range(self.vision_layers):
      name = "vision_tower.vision_model.encoder.layers.{}.".format(i)
      y = self.layer_norm(w, name + "layer_norm1", x)
      q = torch.transpose(torch.view(self.affine(w, name + "self_attn.q_proj", y), [n, t, self.vision_heads, d]), 1, 2)
      k = torch.transpose(torch.view(self.affine(w, name + "self_attn.k_proj", y), [n, t, self.vision_heads, d]), 1, 2)
      v = torch.transpose(torch.view(self.affine(w, name + "self_attn.v_proj", y), [n, t, self.vision_heads, d]), 1, 2)
      a = torch.scaled_dot_product_attention(q, k, v, None, 0.0, False)
      a = torch.reshape(torch.transpose(a, 1, 2), [n, t, h])
      x = x + self.affine(w, name + "self_attn.out_proj", a)
      y = self.layer_norm(w, name + "layer_norm2", x)
      x = x + self.affine(w, name + "mlp.fc2", torch.gelu(self.affine(w, name + "mlp.fc1", y)))
    return x

  # (N, patches, H of the vision tower) -> (N, patches, H of the decoder).
  def projected(self: __torch__.Program, w: Dict[str, Tensor], seen: Tensor) -> Tensor:
    x = torch.gelu(self.affine(w, "multi_modal_projector.linear_1", seen))
    return self.affine(w, "multi_modal_projector.linear_2", x)

  # Rotary embedding of (B, heads, T, D), Llama's half-and-half layout; cosine, sine (1 or B, 1, T, D).
  def rotate(self: __torch__.Program, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    d = torch.floordiv(torch.size(x, 3), 2)
    a = torch.slice(x, 3, 0, d, 1)
    b = torch.slice(x, 3, d, 2 * d, 1)
    turned = torch.cat([torch.neg(b), a], 3)
    return x * cosine + turned * sine

  # One pass of the decoder. x (B, T, H) at positions (1 or B, T); past: cache of (.., B, .., P, D), P may
  # be 0; mask (1 or B, 1, T, P + T), true where a token may look. Returns hidden states and the new tokens' keys and values.
  def decode(self: __torch__.Program, w: Dict[str, Tensor], embedded: Tensor, positions: Tensor, past: Tensor, mask: Tensor) -> Tuple[Tensor, Tensor]:
    x = embedded
    b, t, h = torch.size(x)
    d = torch.floordiv(h, self.text_heads)
    steps = torch.arange(0, d, 2, dtype=6, layout=None, device=x.device, pin_memory=None)
    frequency = torch.pow(self.rope_theta, torch.neg(steps) / d)
    angles = torch.unsqueeze(torch.unsqueeze(torch.to(positions, 6), 1), 3) * frequency
    angles = torch.cat([angles, angles], 3)
    cosine = torch.cos(angles)
    sine = torch.sin(angles)
    added = annotate(List[Tensor], [])
    for i in range(self.text_layers):
      name = "language_model.model.layers.{}.".format(i)
      y = self.rms_norm(w, name + "input_layernorm", x)
      q = torch.transpose(torch.view(torch.linear(y, w[name + "self_attn.q_proj.weight"]), [b, t, self.text_heads, d]), 1, 2)
      k = torch.transpose(torch.view(torch.linear(y, w[name + "self_attn.k_proj.weight"]), [b, t, self.text_kv_heads, d]), 1, 2)
      v = torch.transpose(torch.view(torch.linear(y, w[name + "self_attn.v_proj.weight"]), [b, t, self.text_kv_heads, d]), 1, 2)
      q = self.rotate(q, cosine, sine)
      k = self.rotate(k, cosine, sine)
      added = torch.append(added, k)
      added = torch.append(added, v)
      if torch.size(past, 3) > 0:
        k = torch.cat([torch.expand(past[2 * i], [b, -1, -1, -1]), k], 2)
        v = torch.cat([torch.expand(past[2 * i + 1], [b, -1, -1, -1]), v], 2)
      a = torch.scaled_dot_product_attention(q, k, v, mask, 0.0, False, scale=None, enable_gqa=True)
      a = torch.reshape(torch.transpose(a, 1, 2), [b, t, h])
      x = x + torch.linear(a, w[name + "self_attn.o_proj.weight"])
      y = self.rms_norm(w, name + "post_attention_layernorm", x)
      gate = torch.silu(torch.linear(y, w[name + "mlp.gate_proj.weight"]))
      x = x + torch.linear(gate * torch.linear(y, w[name + "mlp.up_proj.weight"]), w[name + "mlp.down_proj.weight"])
    return (self.rms_norm(w, "language_model.model.norm", x), torch.stack(added, 0))

  def logits(self: __torch__.Program, w: Dict[str, Tensor], hidden: Tensor) -> Tensor:
    if self.tied_head:
      head = w["language_model.model.embed_tokens.weight"]
    else:
      head = w["language_model.lm_head.weight"]
    return torch.linear(hidden, head)

  def embed(self: __torch__.Program, w: Dict[str, Tensor], ids: Tensor) -> Tensor:
    return torch.embedding(w["language_model.model.embed_tokens.weight"], ids)

  # Puts image tokens where the prefix has its placeholders. ids (P); seen (B * n, patches, H of the vision
  # tower): n images a sequence, in order. Returns (B, P, H).
  def embed_prefix(self: __torch__.Program, w: Dict[str, Tensor], ids: Tensor, seen: Tensor) -> Tensor:
    places = torch.flatten(torch.nonzero(torch.eq(ids, self.image_token)))
    tokens = self.projected(w, seen)
    tokens = torch.reshape(tokens, [-1, torch.size(places, 0), torch.size(tokens, 2)])
    text = torch.expand(torch.unsqueeze(self.embed(w, ids), 0), [torch.size(tokens, 0), -1, -1])
    return torch.index_copy(torch.contiguous(text), 1, places, tokens)

  def range_from(self: __torch__.Program, start: int, count: int, device: Device) -> Tensor:
    return torch.arange(start, start + count, dtype=4, layout=None, device=device, pin_memory=None)

  def positions(self: __torch__.Program, past: int, new: int, device: Device) -> Tensor:
    return torch.unsqueeze(self.range_from(past, new, device), 0)

  # Which of T new tokens may look at which of P + T: everything before, and themselves. (1, 1, T, P + T)
  def causal(self: __torch__.Program, past: int, new: int, device: Device) -> Tensor:
    rows = torch.unsqueeze(self.range_from(past, new, device), 1)
    columns = torch.unsqueeze(self.range_from(0, past + new, device), 0)
    return torch.unsqueeze(torch.unsqueeze(torch.le(columns, rows), 0), 0)

  # The decoder over new tokens (B, T) behind a prefix.
  def continued(self: __torch__.Program, w: Dict[str, Tensor], ids: Tensor, prefix: Tensor) -> Tuple[Tensor, Tensor]:
    past = torch.size(prefix, 3)
    new = torch.size(ids, 1)
    hidden, added = self.decode(w, self.embed(w, ids), self.positions(past, new, ids.device), prefix, self.causal(past, new, ids.device))
    return (hidden, added)

  # The cache of one prompt prefix: text and images. ids (P), pixels (n, C, S, S).
  def prefill(self: __torch__.Program, ids: Tensor, pixels: Tensor) -> Tensor:
    w = self.weights
    x = self.embed_prefix(w, ids, self.vision(w, pixels))
    t = torch.size(x, 1)
    none = torch.zeros([1, 1, 1, 0, 1], dtype=6, layout=None, device=x.device, pin_memory=None)
    hidden, cache = self.decode(w, x, self.positions(0, t, x.device), none, self.causal(0, t, x.device))
    return cache

  # Sum of the log-likelihoods of each row's labelled tokens. ids, labels (K, T), label < 0: not counted;
  # labels are shifted already: labels[:, t] is the token that should follow ids[:, t].
  def score(self: __torch__.Program, prefix: Tensor, ids: Tensor, labels: Tensor) -> Tensor:
    w = self.weights
    hidden, cache = self.continued(w, ids, prefix)
    likelihood = torch.log_softmax(self.logits(w, hidden), 2)
    counted = torch.ge(labels, 0)
    taken = torch.squeeze(torch.gather(likelihood, 2, torch.unsqueeze(torch.clamp(labels, 0), 2)), 2)
    return torch.sum(torch.where(counted, taken, torch.zeros_like(taken)), [1])

  # Greedy answer to one question. ids (1, T). Returns the new token ids, end token left out.
  def generate(self: __torch__.Program, prefix: Tensor, ids: Tensor, end_token: int, max_tokens: int) -> List[int]:
    w = self.weights
    answer = annotate(List[int], [])
    cache = prefix
    new = ids
    going = True
    while going:
      hidden, added = self.continued(w, new, cache)
      cache = torch.cat([cache, added], 3)
      next = int(torch.argmax(self.logits(w, torch.select(hidden, 1, torch.size(new, 1) - 1)), 1))
      if next == end_token:
        going = False
      else:
        answer = torch.append(answer, next)
        going = torch.len(answer) < max_tokens
      new = torch.full([1, 1], next, dtype=4, layout=None, device=ids.device, pin_memory=None)
    return answer

  # Boxes by constrained decoding: x0, y0, x1, y1 as location bins, x1 > x0 and y1 > y0, so every row is
  # a box. ids (K, T), lengths (K): tokens of each row's question, the rest is padding. Returns (K, 5): the
  # four bins and the probability that the model says 'no box' instead.
  def locate(self: __torch__.Program, prefix: Tensor, ids: Tensor, lengths: Tensor) -> Tensor:
    w = self.weights
    k, t = torch.size(ids)
    device = ids.device
    hidden, added = self.continued(w, ids, prefix)
    last = torch.squeeze(torch.gather(hidden, 1, torch.expand(torch.view(lengths - 1, [k, 1, 1]), [k, 1, torch.size(hidden, 2)])), 1)
    bins = self.range_from(0, self.locations, device)
    found = annotate(List[Tensor], [])
    empty = torch.zeros([k], dtype=6, layout=None, device=device, pin_memory=None)
    tokens = ids
    for step in range(4):
      scores = self.logits(w, last)
      places = torch.slice(scores, 1, self.first_location, self.first_location + self.locations, 1)
      if step == 0:
        everything = torch.logsumexp(torch.cat([places, torch.unsqueeze(torch.select(scores, 1, self.no_box_token), 1)], 1), [1])
        empty = torch.exp(torch.select(scores, 1, self.no_box_token) - everything)
      if step < 2:
        allowed = torch.expand(torch.unsqueeze(torch.lt(bins, self.locations - 1), 0), [k, -1])
      else:
        allowed = torch.gt(torch.unsqueeze(bins, 0), torch.unsqueeze(found[step - 2], 1))
      best = torch.argmax(torch.masked_fill(places, torch.logical_not(allowed), -1.0e30), 1)
      found = torch.append(found, best)
      if step < 3:
        # Rows are of different length: each new token takes the place of padding, then all is decoded anew.
        # Four short passes over a short question cost less than a ragged cache.
        grown = torch.cat([tokens, torch.zeros([k, 1], dtype=4, layout=None, device=device, pin_memory=None)], 1)
        tokens = torch.scatter(grown, 1, torch.unsqueeze(lengths + step, 1), torch.unsqueeze(best + self.first_location, 1))
        hidden, added = self.continued(w, tokens, prefix)
        last = torch.squeeze(torch.gather(hidden, 1, torch.expand(torch.view(lengths + step, [k, 1, 1]), [k, 1, torch.size(hidden, 2)])), 1)
    boxes = torch.to(torch.stack(found, 1), 6)
    return torch.cat([boxes, torch.unsqueeze(empty, 1)], 1)

  # Mean cross-entropy of answers, for tuning. One prefix of text and images a sequence, and questions
  # packed behind it that see the prefix and themselves, not each other: the images are paid for once.
  # prefix_ids (P); pixels (B * n, C, S, S); ids, segments, offsets, labels (B, T): token, which question it
  # belongs to, its place in that question, and the token that should follow, < 0 where nothing is learned.
  # A location label is spread over its neighbours (sigma in bins): near is less wrong than far.
  # covered (B * n, patches, F): the share of each patch that the box of each finding covers. A linear probe
  # on the vision tower (tuning_probe, not a part of the checkpoint) has to tell it: so the tower is told
  # where the abnormal regions are, which the answers alone tell it only slowly. Abnormal patches count as
  # much as normal ones, for each finding, however few they are: a nodule is one patch in a hundred.
  # Returns the loss and, without gradient, the share of labelled tokens that the model would have chosen.
  def loss(self: __torch__.Program, pixels: Tensor, prefix_ids: Tensor, ids: Tensor, segments: Tensor, offsets: Tensor, labels: Tensor, covered: Tensor, w: Dict[str, Tensor]) -> Tuple[Tensor, Tensor]:
    b, t = torch.size(ids)
    device = ids.device
    seen = self.vision(w, pixels)
    probe = self.affine(w, "tuning_probe", seen)
    missed = torch.sum(covered * torch.softplus(torch.neg(probe)), [0, 1]) / (torch.sum(covered, [0, 1]) + 1.)
    invented = torch.mean((1. - covered) * torch.softplus(probe), [0, 1])
    regions = torch.mean(missed + invented)
    x = self.embed_prefix(w, prefix_ids, seen)
    p = torch.size(x, 1)
    h = torch.size(x, 2)
    segment = torch.cat([torch.full([b, p], -1, dtype=4, layout=None, device=device, pin_memory=None), segments], 1)
    same = torch.eq(torch.unsqueeze(segment, 2), torch.unsqueeze(segment, 1))
    prefix = torch.lt(torch.unsqueeze(segment, 1), 0)
    mask = torch.logical_and(self.causal(0, p + t, device), torch.unsqueeze(torch.logical_or(same, prefix), 1))
    places = torch.cat([torch.expand(self.positions(0, p, device), [b, -1]), offsets + p], 1)
    none = torch.zeros([1, 1, 1, 0, 1], dtype=6, layout=None, device=device, pin_memory=None)
    hidden, cache = self.decode(w, torch.cat([x, self.embed(w, ids)], 1), places, none, mask)
    hidden = torch.reshape(torch.slice(hidden, 1, p, p + t, 1), [-1, h])
    label = torch.reshape(labels, [-1])
    taken = torch.flatten(torch.nonzero(torch.ge(label, 0)))
    label = torch.index_select(label, 0, taken)
    scores = self.logits(w, torch.index_select(hidden, 0, taken))
    likelihood = torch.log_softmax(scores, 1)
    plain = torch.neg(torch.squeeze(torch.gather(likelihood, 1, torch.unsqueeze(label, 1)), 1))
    bins = torch.unsqueeze(self.range_from(0, self.locations, device), 0)
    away = torch.to(bins - torch.unsqueeze(label - self.first_location, 1), 6)
    target = torch.softmax(torch.neg(away * away) / (2. * self.location_sigma * self.location_sigma), 1)
    spots = torch.slice(likelihood, 1, self.first_location, self.first_location + self.locations, 1)
    spread = torch.neg(torch.sum(target * spots, [1]))
    is_location = torch.logical_and(torch.ge(label, self.first_location), torch.lt(label, self.first_location + self.locations))
    each = torch.where(is_location, spread, plain)
    right = torch.mean(torch.to(torch.eq(torch.argmax(scores, 1), label), 6))
    return (torch.mean(each) + regions, right)

  def forward(self: __torch__.Program, pixels: Tensor, prefix_ids: Tensor, ids: Tensor, segments: Tensor, offsets: Tensor, labels: Tensor, covered: Tensor, w: Dict[str, Tensor]) -> Tuple[Tensor, Tensor]:
    return self.loss(pixels, prefix_ids, ids, segments, offsets, labels, covered, w)
