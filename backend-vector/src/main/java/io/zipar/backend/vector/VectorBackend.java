/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.backend.vector.image.VectorImageNetworks;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.kernel.choice.KernelChoice;
import io.zipar.backend.vector.threads.TeamPool;
import io.zipar.backend.vector.transformer.VectorTextEncoder;
import io.zipar.backend.vector.transformer.VectorTokenModel;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.backend.CheckpointBackend;
import io.zipar.models.backend.DtypeOption;
import io.zipar.spi.Availability;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.MemoryNeed;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TextEncoder;
import io.zipar.spi.TokenModel;
import io.zipar.spi.support.OneLine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checkpoints on the JVM itself, with the JDK's Vector API where its module is there and with
 * scalar code elsewhere; both give the same numbers to the last bit. Opens {@link
 * TransformerSource}, {@link TextEncoderSource} and {@link ImageTokenizerSource}. Models opened by
 * one backend with the same number of threads share them. Safe for several threads.
 */
public final class VectorBackend extends CheckpointBackend {
  private static final Logger LOG = LoggerFactory.getLogger(VectorBackend.class);

  private static final DtypeOption<Dtype> DTYPE =
      new DtypeOption<>(List.of(Dtype.values()), Dtype::label);
  private static final String THREADS = "threads";
  private static final String DEVICE = "device";
  private static final String KEEP = "keep-converted";
  private static final int MAX_THREADS = 1024;
  private static final int MADE_FOR_THIS = 50;
  private static final int MERELY_WORKS = 5;

  private final TeamPool teams = new TeamPool();
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Creates the backend; starts nothing. */
  public VectorBackend() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String summary() {
    return "SIMD code on the JVM itself, without a native library";
  }

  @Override
  public int preference() {
    return KernelChoice.vectorised() ? MADE_FOR_THIS : MERELY_WORKS;
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice(
            DEVICE, List.of("auto", "cpu"), "auto", "where the model runs; there is only the CPU"),
        DTYPE.spec(
            "precision that the transformer's matrices are kept in; the narrower, the faster and"
                + " the less exact. The image tokenizer runs in float32, a text encoder in float32"
                + " or bfloat16"),
        OptionSpec.integer(
            THREADS, 0, MAX_THREADS, 0, "threads that compute, 0 for one per processor"),
        OptionSpec.text(
            KEEP,
            "",
            "folder for the converted weights of transformers and text encoders, which the next"
                + " start reads instead of converting the checkpoint; nothing is kept without it"));
  }

  @Override
  public Availability availability() {
    if (!FusedArithmetic.isFast()) {
      return Availability.unusable(
          "this processor, or the JVM on it, has no fused multiply-add (FMA), without which every"
              + " product is computed hundreds of times slower; take --backend djl");
    }
    return Availability.usable(
        KernelChoice.vectorised()
            ? "Vector API"
            : "scalar code, many times slower than with java " + KernelChoice.FLAG);
  }

  @Override
  public Optional<MemoryNeed> memoryNeed(
      ModelSource source, OptionValues options, List<Integer> lanes) {
    Dtype dtype = DTYPE.in(options);
    if (source instanceof TransformerSource transformer) {
      long bytes = VectorTokenModel.heapBytes(transformer, dtype, lanes);
      return Optional.of(new MemoryNeed(bytes, 0));
    }
    if (source instanceof TextEncoderSource encoder) {
      Dtype kept = VectorTextEncoder.dtype(dtype);
      return Optional.of(new MemoryNeed(VectorTextEncoder.heapBytes(encoder.network(), kept), 0));
    }
    return Optional.empty();
  }

  @Override
  protected TokenModel open(TransformerSource source, OptionValues options) {
    Dtype dtype = DTYPE.in(options);
    Optional<Path> folder = folder(options);
    Kernels kernels = kernels();
    TokenModel model =
        withTeam(options, lease -> new VectorTokenModel(source, kernels, dtype, lease, folder));
    log(model.info().name(), kernels, dtype, options);
    return model;
  }

  @Override
  protected ImageTokenizer open(ImageTokenizerSource source, OptionValues options) {
    Kernels kernels = kernels();
    ImageTokenizer opened =
        withTeam(options, lease -> VectorImageNetworks.open(source, kernels, lease));
    log(source.network().describe(), kernels, Dtype.FLOAT32, options);
    return opened;
  }

  @Override
  protected TextEncoder open(TextEncoderSource source, OptionValues options) {
    Dtype dtype = VectorTextEncoder.dtype(DTYPE.in(options));
    Optional<Path> folder = folder(options);
    Kernels kernels = kernels();
    TextEncoder opened =
        withTeam(options, lease -> new VectorTextEncoder(source, kernels, dtype, lease, folder));
    log(source.network().describe(), kernels, dtype, options);
    return opened;
  }

  /** Where converted weights are kept, if they are to be. */
  private static Optional<Path> folder(OptionValues options) {
    String text = options.text(KEEP);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "option " + KEEP + "=" + OneLine.of(text) + " of backend 'vector' is no path", e);
    }
  }

  private Kernels kernels() {
    if (!KernelChoice.vectorised() && warned.compareAndSet(false, true)) {
      LOG.warn(
          "module {} is absent: scalar code runs, many times slower; start java with {}",
          KernelChoice.MODULE,
          KernelChoice.FLAG);
    }
    return KernelChoice.warming();
  }

  /** Lends threads to what is opened, and takes them back if that fails. */
  private <T> T withTeam(OptionValues options, Function<TeamPool.Lease, T> open) {
    TeamPool.Lease lease = teams.borrow(options.integer(THREADS));
    return loadOrRelease(() -> open.apply(lease), lease::close);
  }

  private static void log(String what, Kernels kernels, Dtype dtype, OptionValues options) {
    LOG.info(
        "opened {} on {} in {} with {} threads",
        what,
        kernels.describe(),
        dtype.label(),
        options.integer(THREADS) == 0
            ? Runtime.getRuntime().availableProcessors()
            : options.integer(THREADS));
  }
}
