# Gemma 3 (arXiv 2503.19786; transformers: Gemma3ForConditionalGeneration): a SigLIP tower whose patches are pooled
# four by four, and a decoder of sliding-window layers with a full one now and then. Shared methods follow from
# shared.py.
class Program(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : Dict[str, Tensor]
  dtype : int
  image_token : int
  patch_size : int
  vision_layers : int
  vision_heads : int
  vision_eps : float
  quick_gelu : bool
  pooling : int
  text_layers : int
  text_heads : int
  text_kv_heads : int
  head_size : int
  text_eps : float
  rope_theta : float
  rope_factor : float
  rope_theta_local : float
  window : int
  window_pattern : int
  query_scalar : float

  # Gemma's norm: weights are stored less one, and multiplied in float32.
  def rms_norm(self: __torch__.Program, name: str, x: Tensor, eps: float) -> Tensor:
    weight = torch.to(self.weights[name + ".weight"], 6) + 1.
    return torch.to(self.unit_rms(x, eps) * weight, self.dtype)

  def image_features(self: __torch__.Program, pixels: Tensor) -> Tensor:
    tower = "vision_tower.vision_model."
    w = self.weights
    x = self.patches(tower, pixels, w[tower + "embeddings.patch_embedding.bias"])
    x = x + w[tower + "embeddings.position_embedding.weight"]
    x = self.layer_norm(tower + "post_layernorm", self.tower_layers(tower, x, self.vision_layers))
    n, t, h = torch.size(x)
    edge = torch.floordiv(torch.size(pixels, 3), self.patch_size)
    x = torch.contiguous(torch.reshape(torch.transpose(x, 1, 2), [n, h, edge, edge]))
    x = torch.transpose(torch.flatten(torch.avg_pool2d(x, [self.pooling, self.pooling], [self.pooling, self.pooling]), 2), 1, 2)
    x = self.rms_norm("multi_modal_projector.mm_soft_emb_norm", x, self.vision_eps)
    return torch.matmul(x, w["multi_modal_projector.mm_input_projection_weight"])

  # Scaled by the root of the hidden size, rounded to the type of the arithmetic.
  def embed(self: __torch__.Program, ids: Tensor) -> Tensor:
    x = torch.embedding(self.weights["language_model.model.embed_tokens.weight"], ids)
    scale = torch.full([1], torch.size(x, 2) ** 0.5, dtype=self.dtype, layout=None, device=ids.device, pin_memory=None)
    return x * scale

  def logits(self: __torch__.Program, hidden: Tensor) -> Tensor:
    return self.linear("language_model.model.embed_tokens", hidden)

  def decode(self: __torch__.Program, embedded: Tensor, positions: Tensor, kv: Tensor, start: int, held: Tensor, store: bool, seen: Tensor) -> Tensor:
    x = embedded
    near = self.visible(positions, held, self.window, seen)
    all = self.visible(positions, held, 0, seen)
    near_cosine, near_sine = self.rotary(positions, self.head_size, self.rope_theta_local, 1.0, self.dtype)
    all_cosine, all_sine = self.rotary(positions, self.head_size, self.rope_theta, self.rope_factor, self.dtype)
    for i in range(self.text_layers):
      name = "language_model.model.layers.{}.".format(i)
      if torch.remainder(i + 1, self.window_pattern) == 0:
        mask = all
        cosine = all_cosine
        sine = all_sine
      else:
        mask = near
        cosine = near_cosine
        sine = near_sine
      y = self.rms_norm(name + "input_layernorm", x, self.text_eps)
      q = self.heads(self.linear(name + "self_attn.q_proj", y), self.text_heads)
      k = self.heads(self.linear(name + "self_attn.k_proj", y), self.text_kv_heads)
      v = self.heads(self.linear(name + "self_attn.v_proj", y), self.text_kv_heads)
      q = self.rotate(self.rms_norm(name + "self_attn.q_norm", q, self.text_eps), cosine, sine)
      k = self.rotate(self.rms_norm(name + "self_attn.k_norm", k, self.text_eps), cosine, sine)
      a = self.attend(i, q, k, v, kv, start, store, mask, self.query_scalar ** -0.5)
      a = self.linear(name + "self_attn.o_proj", a)
      x = x + self.rms_norm(name + "post_attention_layernorm", a, self.text_eps)
      y = self.rms_norm(name + "pre_feedforward_layernorm", x, self.text_eps)
      gate = torch.gelu(self.linear(name + "mlp.gate_proj", y), approximate="tanh")
      y = self.linear(name + "mlp.down_proj", gate * self.linear(name + "mlp.up_proj", y))
      x = x + self.rms_norm(name + "post_feedforward_layernorm", y, self.text_eps)
    return self.rms_norm("language_model.model.norm", x, self.text_eps)
