# AdamW (Loshchilov and Hutter, arXiv 1711.05101) over a dictionary of weights, in place, with the
# gradients scaled so that their global norm is at most clip. m, v: first and second moments.
class Program(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : Dict[str, Tensor]

  # step counts from 1. Only matrices decay: norms and biases have nothing to gain from being small.
  # Returns the gradients' norm before clipping; leaves weights alone when it is not finite. Sets the
  # gradients to zero: libtorch adds the next step's to what it finds.
  def update(self: __torch__.Program, w: Dict[str, Tensor], g: Dict[str, Tensor], m: Dict[str, Tensor], v: Dict[str, Tensor], rate: float, step: int, decay: float, clip: float) -> float:
    squares = 0.
    for name in torch.keys(g):
      squares = squares + float(torch.sum(g[name] * g[name]))
    norm = squares ** 0.5
    if norm < 1.0e30:
      scale = 1.
      if norm > clip:
        scale = clip / norm
      correction1 = 1. - 0.9 ** step
      correction2 = 1. - 0.999 ** step
      for name in torch.keys(w):
        gradient = g[name] * scale
        first = torch.add_(torch.mul_(m[name], 0.9), gradient, alpha=0.1)
        second = torch.addcmul_(torch.mul_(v[name], 0.999), gradient, gradient, value=0.001)
        weight = w[name]
        if torch.dim(weight) > 1:
          weight = torch.mul_(weight, 1. - rate * decay)
        down = torch.add(torch.sqrt(second / correction2), 1.0e-8)
        weight = torch.addcdiv_(weight, first, down, value=torch.neg(rate / correction1))
    for name in torch.keys(g):
      used = torch.zero_(g[name])
    return norm

  def forward(self: __torch__.Program, x: Tensor) -> Tensor:
    return x
