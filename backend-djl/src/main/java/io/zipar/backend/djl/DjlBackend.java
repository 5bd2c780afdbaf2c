/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.backend.djl.engine.Dtype;
import io.zipar.backend.djl.engine.NativeLibrary;
import io.zipar.backend.djl.engine.Product;
import io.zipar.backend.djl.image.DjlImageNetworks;
import io.zipar.backend.djl.transformer.DjlTextEncoder;
import io.zipar.backend.djl.transformer.DjlTokenModel;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.backend.CheckpointBackend;
import io.zipar.models.backend.DtypeOption;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.Availability;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.MemoryNeed;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TextEncoder;
import io.zipar.spi.TokenModel;
import io.zipar.torch.TorchDevice;
import io.zipar.torch.TorchEngine;
import io.zipar.torch.TorchErrors;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checkpoints on DJL's PyTorch engine, on a CPU or on CUDA. Opens {@link TransformerSource},
 * {@link TextEncoderSource} and {@link ImageTokenizerSource}; libtorch is loaded with the first of
 * them. Safe for several threads.
 */
public final class DjlBackend extends CheckpointBackend {
  private static final Logger LOG = LoggerFactory.getLogger(DjlBackend.class);

  private static final String DEVICE = "device";
  private static final int ON_AN_ACCELERATOR = 100;
  private static final int ON_A_CPU = 10;
  private static final DtypeOption<Dtype> DTYPE =
      new DtypeOption<>(List.of(Dtype.values()), Dtype::label);
  private static final String THREADS = "threads";
  private static final int MAX_THREADS = 1024;

  /** Creates the backend; loads nothing. */
  public DjlBackend() {}

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String summary() {
    return "PyTorch's libtorch through DJL, on a CPU or on CUDA";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.text(
            DEVICE, "auto", TorchDevice.SYNTAX + "; auto takes CUDA where it can be used"),
        DTYPE.spec(
            "precision of the transformer's matrices; image tokenizer and text encoder run in"
                + " float32. On a CPU"
                + " float16 halves the memory, but is slower than float32 for several tokens a"
                + " pass"),
        OptionSpec.integer(
            THREADS,
            0,
            MAX_THREADS,
            0,
            "threads of an operation on a CPU, 0 leaves libtorch's own number; libtorch has one"
                + " number per process, so it holds for all models in this JVM"));
  }

  @Override
  public Availability availability() {
    return NativeLibrary.find();
  }

  @Override
  public int preference() {
    return NativeLibrary.meetsCuda() ? ON_AN_ACCELERATOR : ON_A_CPU;
  }

  /** What a device has, only the started engine could tell; so this is for a CPU alone. */
  @Override
  public Optional<MemoryNeed> memoryNeed(
      ModelSource source, OptionValues options, List<Integer> lanes) {
    String device = options.text(DEVICE);
    boolean onCpu = device.equals("cpu") || device.equals("auto") && !NativeLibrary.meetsCuda();
    if (onCpu && source instanceof TextEncoderSource encoder) {
      return Optional.of(new MemoryNeed(0, Dtype.FLOAT32.bytes() * encoder.parameters()));
    }
    if (!onCpu || !(source instanceof TransformerSource transformer)) {
      return Optional.empty();
    }
    long slots = (long) lanes.size() * lanes.stream().mapToInt(slot -> slot + 1).max().orElse(0);
    TransformerSizes sizes = transformer.network().sizes();
    boolean projected = transformer.weights().tokenProjection().isPresent();
    long elements =
        transformer.parameters()
            + (projected ? (long) sizes.vocabulary() * sizes.width() : 0)
            + sizes.cacheElements(slots);
    return Optional.of(new MemoryNeed(0, DTYPE.in(options).bytes() * elements));
  }

  @Override
  protected TokenModel open(TransformerSource source, OptionValues options) {
    Opening opening = prepare(options);
    Dtype dtype = DTYPE.in(options);
    TorchDevice device = opening.device();
    TokenModel model =
        load(
            source,
            opening,
            manager -> new DjlTokenModel(source, manager, device, dtype, Product.on(device)));
    log(model.info().name(), dtype, opening);
    return model;
  }

  @Override
  protected ImageTokenizer open(ImageTokenizerSource source, OptionValues options) {
    Opening opening = prepare(options);
    ImageTokenizer tokenizer =
        load(source, opening, manager -> DjlImageNetworks.open(source, manager));
    log(source.network().describe(), Dtype.FLOAT32, opening);
    return tokenizer;
  }

  @Override
  protected TextEncoder open(TextEncoderSource source, OptionValues options) {
    Opening opening = prepare(options);
    TextEncoder encoder =
        load(
            source,
            opening,
            manager -> new DjlTextEncoder(source, manager, Product.on(opening.device())));
    log(source.network().describe(), Dtype.FLOAT32, opening);
    return encoder;
  }

  private static <T> T load(ModelSource source, Opening opening, Function<NDManager, T> load) {
    NDManager manager = opening.manager();
    return loadOrRelease(
        () -> TorchErrors.translate("loading " + source.describe(), () -> load.apply(manager)),
        manager::close);
  }

  private static void log(String what, Dtype dtype, Opening opening) {
    LOG.info(
        "opened {} on {} in {} with {} threads",
        what,
        opening.device().label(),
        dtype.label(),
        opening.threads());
  }

  private static Opening prepare(OptionValues options) {
    String wanted = options.text(DEVICE);
    TorchDevice.checkSyntax(wanted);
    Engine engine = TorchEngine.start();
    TorchDevice device = TorchDevice.find(wanted, engine);
    int threads = TorchEngine.useThreads(options.integer(THREADS));
    return new Opening(device, threads, engine.newBaseManager(device.device()));
  }

  /** What options come to on this machine; the manager is owned by what is opened. */
  private record Opening(TorchDevice device, int threads, NDManager manager) {}
}
