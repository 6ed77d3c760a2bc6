# LLaVA as published on Hugging Face: a CLIP or SigLIP tower, a two-layer projector and a Llama or Mistral
# decoder (transformers: LlavaForConditionalGeneration). Shared methods follow from shared.py.
class Program(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : Dict[str, Tensor]
  dtype : int
  image_token : int
  patch_size : int
  clip : bool
  vision_layers : int
  vision_heads : int
  vision_eps : float
  quick_gelu : bool
  drop_first : bool
  text_layers : int
  text_heads : int
  text_kv_heads : int
  head_size : int
  text_eps : float
  rope_theta : float

  # vision_layers counts the layers up to the one whose output is taken (vision_feature_layer); what lies
  # behind it is never computed. drop_first is vision_feature_select_strategy 'default': it takes away CLIP's
  # class token, and SigLIP's first patch, as the reference does.
  def image_features(self: __torch__.Program, pixels: Tensor) -> Tensor:
    tower = "vision_tower.vision_model."
    w = self.weights
    if self.clip:
      x = self.patches(tower, pixels, None)
      first = torch.expand(torch.view(w[tower + "embeddings.class_embedding"], [1, 1, -1]), [torch.size(x, 0), -1, -1])
      x = torch.cat([first, x], 1) + w[tower + "embeddings.position_embedding.weight"]
      x = self.layer_norm(tower + "pre_layrnorm", x)
    else:
      x = self.patches(tower, pixels, w[tower + "embeddings.patch_embedding.bias"])
      x = x + w[tower + "embeddings.position_embedding.weight"]
    x = self.tower_layers(tower, x, self.vision_layers)
    if self.drop_first:
      x = torch.slice(x, 1, 1, torch.size(x, 1), 1)
    x = torch.gelu(self.affine("multi_modal_projector.linear_1", x))
    return self.affine("multi_modal_projector.linear_2", x)

  # An image token's own embedding is never used, and its id may lie outside of the vocabulary.
  def embed(self: __torch__.Program, ids: Tensor) -> Tensor:
    return torch.embedding(self.weights["language_model.model.embed_tokens.weight"], torch.clamp(ids, 0))

  def logits(self: __torch__.Program, hidden: Tensor) -> Tensor:
    return self.linear("language_model.lm_head", hidden)

  def rms_norm(self: __torch__.Program, name: str, x: Tensor) -> Tensor:
    return self.weights[name + ".weight"] * torch.to(self.unit_rms(x, self.text_eps), self.dtype)

  def decode(self: __torch__.Program, embedded: Tensor, positions: Tensor, kv: Tensor, start: int, held: Tensor, store: bool, seen: Tensor) -> Tensor:
    x = embedded
    nobody = torch.slice(seen, 0, 0, 0, 1)
    mask = self.visible(positions, held, 0, nobody)
    cosine, sine = self.rotary(positions, self.head_size, self.rope_theta, 1.0, self.dtype)
    for i in range(self.text_layers):
      name = "language_model.model.layers.{}.".format(i)
      y = self.rms_norm(name + "input_layernorm", x)
      q = self.rotate(self.heads(self.linear(name + "self_attn.q_proj", y), self.text_heads), cosine, sine)
      k = self.rotate(self.heads(self.linear(name + "self_attn.k_proj", y), self.text_kv_heads), cosine, sine)
      v = self.heads(self.linear(name + "self_attn.v_proj", y), self.text_kv_heads)
      a = self.attend(i, q, k, v, kv, start, store, mask, self.head_size ** -0.5)
      x = x + self.linear(name + "self_attn.o_proj", a)
      y = self.rms_norm(name + "post_attention_layernorm", x)
      y = torch.silu(self.linear(name + "mlp.gate_proj", y)) * self.linear(name + "mlp.up_proj", y)
      x = x + self.linear(name + "mlp.down_proj", y)
    return self.rms_norm("language_model.model.norm", x)
