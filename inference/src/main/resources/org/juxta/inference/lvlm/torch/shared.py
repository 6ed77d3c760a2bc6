# What the published families share, appended to each family's own text: weights, the vision transformer of
# CLIP and SigLIP, attention over a key/value cache, rotary positions, likelihoods.
#
# A family's text is `class Program(Module)` with the attributes it needs and these methods:
#   image_features(pixels)                              (N, C, S, S) -> (N, tokens of an image, H)
#   embed(ids)                                          (B, T) -> (B, T, H)
#   decode(x, positions, kv, start, held, store, seen)  (B, T, H) -> (B, T, H), see below
#   logits(hidden)                                      (M, H) -> (M, V)
#
# Shapes: N images, B sequences, T new tokens, H hidden size, D head size, V vocabulary.
# kv is the key/value cache, (2 * layers, B or 1, key/value heads, slots, D): keys of layer i at 2 * i, values at
# 2 * i + 1. New tokens take slots start, start + 1, ...; held (B or 1, start + T) is the position of the token in
# each slot, -1 where a slot holds padding: who may look at whom follows from positions alone. With store the
# new tokens' keys and values are written into kv, which must have the room; without, kv stays as it is.
# seen (T) numbers the image that a new token belongs to, from 1, and is 0 for text; it may be empty.

  # Puts one tensor of a safetensors file into self.weights. It stays in the file's pages, not copied, unless
  # the arithmetic is done in another type than the file's.
  # total: elements of this type that the file is long; start: first element of the tensor.
  def map_weight(self: __torch__.Program, name: str, path: str, dtype: int, total: int, start: int, shape: List[int]) -> int:
    # A file is mapped once, and stands among the weights under a name that no weight has: a thousand mappings of
    # 5 GB each would be more than a system with strict accounting grants.
    file = "file {} as {}".format(path, dtype)
    if not torch.__contains__(self.weights, file):
      self.weights[file] = torch.from_file(path, False, total, dtype=dtype, layout=None, device=torch.device("cpu"), pin_memory=None)
    flat = self.weights[file]
    count = 1
    for n in shape:
      count = count * n
    self.weights[name] = torch.to(torch.view(torch.slice(flat, 0, start, start + count, 1), shape), self.dtype)
    return count

  def linear(self: __torch__.Program, name: str, x: Tensor) -> Tensor:
    return torch.linear(x, self.weights[name + ".weight"])

  def affine(self: __torch__.Program, name: str, x: Tensor) -> Tensor:
    return torch.linear(x, self.weights[name + ".weight"], self.weights[name + ".bias"])

  def layer_norm(self: __torch__.Program, name: str, x: Tensor) -> Tensor:
    weight = self.weights[name + ".weight"]
    return torch.layer_norm(x, [torch.size(weight, 0)], weight, self.weights[name + ".bias"], self.vision_eps)

  # x / rms(x) in float32, whatever the type of x.
  def unit_rms(self: __torch__.Program, x: Tensor, eps: float) -> Tensor:
    y = torch.to(x, 6)
    return y * torch.rsqrt(torch.mean(torch.pow(y, 2), [-1], True) + eps)

  # (B, T, heads * D) -> (B, heads, T, D)
  def heads(self: __torch__.Program, x: Tensor, count: int) -> Tensor:
    b, t, h = torch.size(x)
    return torch.transpose(torch.view(x, [b, t, count, torch.floordiv(h, count)]), 1, 2)

  # (B, heads, T, D) -> (B, T, heads * D)
  def joined(self: __torch__.Program, x: Tensor) -> Tensor:
    b, n, t, d = torch.size(x)
    return torch.reshape(torch.transpose(x, 1, 2), [b, t, n * d])

  # Cuts pixels (N, C, S, S) into patches, row by row: (N, patches, H of the tower).
  def patches(self: __torch__.Program, tower: str, pixels: Tensor, bias: Optional[Tensor]) -> Tensor:
    x = torch.conv2d(pixels, self.weights[tower + "embeddings.patch_embedding.weight"], bias, [self.patch_size, self.patch_size])
    return torch.transpose(torch.flatten(x, 2), 1, 2)

  # The first `layers` layers of a pre-norm vision transformer.
  def tower_layers(self: __torch__.Program, tower: str, embedded: Tensor, layers: int) -> Tensor:
    x = embedded
    for i in range(layers):
      name = tower + "encoder.layers.{}.".format(i)
      y = self.layer_norm(name + "layer_norm1", x)
      q = self.heads(self.affine(name + "self_attn.q_proj", y), self.vision_heads)
      k = self.heads(self.affine(name + "self_attn.k_proj", y), self.vision_heads)
      v = self.heads(self.affine(name + "self_attn.v_proj", y), self.vision_heads)
      a = self.joined(torch.scaled_dot_product_attention(q, k, v, None, 0.0, False))
      x = x + self.affine(name + "self_attn.out_proj", a)
      y = self.affine(name + "mlp.fc1", self.layer_norm(name + "layer_norm2", x))
      if self.quick_gelu:
        y = y * torch.sigmoid(1.702 * y)
      else:
        y = torch.gelu(y, approximate="tanh")
      x = x + self.affine(name + "mlp.fc2", y)
    return x

  # Cosine and sine of rotary positions (B, T), both (B, 1, T, D); factor: of linear position scaling.
  def rotary(self: __torch__.Program, positions: Tensor, d: int, theta: float, factor: float, dtype: int) -> Tuple[Tensor, Tensor]:
    steps = torch.arange(0, d, 2, dtype=6, layout=None, device=positions.device, pin_memory=None)
    frequency = torch.reciprocal(torch.pow(theta, steps / d)) / factor
    angles = torch.unsqueeze(torch.unsqueeze(torch.to(positions, 6), 1), 3) * frequency
    angles = torch.cat([angles, angles], 3)
    return (torch.to(torch.cos(angles), dtype), torch.to(torch.sin(angles), dtype))

  # Rotary embedding of (B, heads, T, D) in the half-and-half layout of Hugging Face checkpoints.
  def rotate(self: __torch__.Program, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    d = torch.floordiv(torch.size(x, 3), 2)
    a = torch.slice(x, 3, 0, d, 1)
    b = torch.slice(x, 3, d, 2 * d, 1)
    return x * cosine + torch.cat([torch.neg(b), a], 3) * sine

  # Who may look at whom, (B, 1, T, slots): what came before and oneself, within the window if there is one
  # (0: none), and all tokens of the same image.
  def visible(self: __torch__.Program, positions: Tensor, held: Tensor, window: int, seen: Tensor) -> Tensor:
    row = torch.unsqueeze(positions, 2)
    column = torch.unsqueeze(held, 1)
    mask = torch.logical_and(torch.le(column, row), torch.ge(column, 0))
    if window > 0:
      mask = torch.logical_and(mask, torch.gt(column, row - window))
    t = torch.size(seen, 0)
    if t > 0:
      image = torch.logical_and(torch.eq(torch.unsqueeze(seen, 1), torch.unsqueeze(seen, 0)), torch.gt(torch.unsqueeze(seen, 1), 0))
      before = torch.zeros([t, torch.size(held, 1) - t], dtype=11, layout=None, device=held.device, pin_memory=None)
      mask = torch.logical_or(mask, torch.unsqueeze(torch.cat([before, image], 1), 0))
    return torch.unsqueeze(mask, 1)

  # Attention of new tokens over the cache and themselves. q (B, heads, T, D), k and v (B, key/value heads, T, D).
  def attend(self: __torch__.Program, layer: int, q: Tensor, k: Tensor, v: Tensor, kv: Tensor, start: int, store: bool, mask: Tensor, scale: float) -> Tensor:
    b, n, t, d = torch.size(q)
    keys = torch.select(kv, 0, 2 * layer)
    values = torch.select(kv, 0, 2 * layer + 1)
    if store:
      done = torch.copy_(torch.slice(keys, 2, start, start + t, 1), k)
      done = torch.copy_(torch.slice(values, 2, start, start + t, 1), v)
      keys = torch.slice(keys, 2, 0, start + t, 1)
      values = torch.slice(values, 2, 0, start + t, 1)
    else:
      keys = torch.cat([torch.expand(torch.slice(keys, 2, 0, start, 1), [b, -1, -1, -1]), k], 2)
      values = torch.cat([torch.expand(torch.slice(values, 2, 0, start, 1), [b, -1, -1, -1]), v], 2)
    m = torch.size(keys, 1)
    if t == 1:
      # The heads that share a key stand as rows of one head: nothing is repeated in memory.
      rows = torch.reshape(q, [b, m, torch.floordiv(n, m), d])
      return torch.reshape(torch.scaled_dot_product_attention(rows, keys, values, mask, 0.0, False, scale=scale), [b, 1, n * d])
    return self.joined(torch.scaled_dot_product_attention(q, keys, values, mask, 0.0, False, scale=scale, enable_gqa=True))

  # The cache of a prompt's beginning. ids (P), the image token once for each token of an image; pixels
  # (N, C, S, S), not looked at when there are no images.
  def prefill(self: __torch__.Program, ids: Tensor, pixels: Tensor, images: int) -> Tensor:
    tokens = torch.size(ids, 0)
    device = ids.device
    kv = torch.zeros([2 * self.text_layers, 1, self.text_kv_heads, tokens, self.head_size], dtype=self.dtype, layout=None, device=device, pin_memory=None)
    x = self.embed(torch.unsqueeze(ids, 0))
    is_image = torch.eq(ids, self.image_token)
    places = torch.flatten(torch.nonzero(is_image))
    each = 1
    if images > 0:
      each = torch.floordiv(torch.size(places, 0), images)
    for i in range(images):
      # One after the other: a large image's attention is the most memory that a prompt takes.
      features = self.image_features(torch.to(torch.slice(pixels, 0, i, i + 1, 1), self.dtype))
      x = torch.index_copy(x, 1, torch.slice(places, 0, i * each, (i + 1) * each, 1), features)
    seen = torch.floor_divide(torch.cumsum(torch.to(is_image, 4), 0) - 1, each) + 1
    seen = torch.where(is_image, seen, torch.zeros_like(seen))
    positions = torch.unsqueeze(torch.arange(0, tokens, dtype=4, layout=None, device=device, pin_memory=None), 0)
    hidden = self.decode(x, positions, kv, 0, positions, True, seen)
    return kv

  # A copy of a cache of one sequence, for `rows` sequences and with room for `slots` tokens.
  def fork(self: __torch__.Program, kv: Tensor, rows: int, slots: int) -> Tensor:
    n, b, m, p, d = torch.size(kv)
    copy = torch.zeros([n, rows, m, slots, d], dtype=self.dtype, layout=None, device=kv.device, pin_memory=None)
    done = torch.copy_(torch.slice(copy, 3, 0, p, 1), torch.expand(kv, [-1, rows, -1, -1, -1]))
    return copy

  # Takes in new tokens. ids, positions (B, T); last (B): which of the T tokens is a row's last, the others
  # behind it are padding. Returns the logits of what follows, (B, V) in float32.
  def advance(self: __torch__.Program, kv: Tensor, start: int, ids: Tensor, positions: Tensor, held: Tensor, last: Tensor) -> Tensor:
    none = torch.zeros([0], dtype=4, layout=None, device=ids.device, pin_memory=None)
    hidden = self.decode(self.embed(ids), positions, kv, start, held, True, none)
    b, t, h = torch.size(hidden)
    row = torch.arange(0, b * t, t, dtype=4, layout=None, device=ids.device, pin_memory=None)
    return torch.to(self.logits(torch.index_select(torch.reshape(hidden, [b * t, h]), 0, row + last)), 6)

  # Sum of the log-likelihoods of each row's labelled tokens behind a prefix. ids, labels (K, T), label < 0: not
  # counted; labels[:, t] is the token that should follow ids[:, t].
  def score(self: __torch__.Program, kv: Tensor, ids: Tensor, labels: Tensor) -> Tensor:
    k, t = torch.size(ids)
    p = torch.size(kv, 3)
    device = ids.device
    held = torch.unsqueeze(torch.arange(0, p + t, dtype=4, layout=None, device=device, pin_memory=None), 0)
    none = torch.zeros([0], dtype=4, layout=None, device=device, pin_memory=None)
    hidden = self.decode(self.embed(ids), torch.slice(held, 1, p, p + t, 1), kv, p, held, False, none)
    label = torch.reshape(labels, [-1])
    counted = torch.flatten(torch.nonzero(torch.ge(label, 0)))
    scores = torch.to(self.logits(torch.index_select(torch.reshape(hidden, [k * t, -1]), 0, counted)), 6)
    chosen = torch.unsqueeze(torch.index_select(label, 0, counted), 1)
    likelihood = torch.squeeze(torch.gather(torch.log_softmax(scores, 1), 1, chosen), 1)
    sums = torch.zeros([k], dtype=6, layout=None, device=device, pin_memory=None)
    return torch.index_add(sums, 0, torch.floor_divide(counted, t), likelihood)
