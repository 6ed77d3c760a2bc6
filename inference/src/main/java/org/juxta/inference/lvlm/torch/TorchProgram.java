package org.juxta.inference.lvlm.torch;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.juxta.inference.lvlm.InferenceException;

/** A loaded TorchScript program: a model without weights, or with them once they are mapped. */
final class TorchProgram implements AutoCloseable {
  private final Model model;
  private final PtSymbolBlock block;

  private TorchProgram(Model model, PtSymbolBlock block) {
    this.model = model;
    this.block = block;
  }

  /**
   * Loads a program text of this package with these settings.
   *
   * @param sources the text, and texts with further methods of the same class
   * @throws InferenceException when libtorch refuses the text; its message names the line
   */
  static TorchProgram load(List<String> sources, Map<String, Object> settings) {
    byte[] archive = ProgramArchive.pack(sources, settings);
    Model model = Model.newInstance("program", "PyTorch");
    try {
      model.load(new ByteArrayInputStream(archive));
    } catch (EngineException | MalformedModelException e) {
      model.close();
      throw new InferenceException("the program text does not load: " + e.getMessage(), e);
    } catch (IOException e) {
      model.close();
      throw new UncheckedIOException(e);
    }
    return new TorchProgram(model, (PtSymbolBlock) model.getBlock());
  }

  PtSymbolBlock block() {
    return block;
  }

  PtNDManager manager() {
    return (PtNDManager) model.getNDManager();
  }

  /** Runs a method without gradients. The caller closes the arguments and the result. */
  IValue run(String method, IValue... arguments) {
    try {
      return IValueUtils.runMethod(block, method, arguments);
    } catch (EngineException e) {
      throw new InferenceException(method + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
