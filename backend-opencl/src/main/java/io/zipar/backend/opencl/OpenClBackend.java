/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl;

import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.backend.opencl.device.ClDevice;
import io.zipar.backend.opencl.device.Devices;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.image.OpenClImageNetworks;
import io.zipar.backend.opencl.transformer.OpenClTextEncoder;
import io.zipar.backend.opencl.transformer.OpenClTokenModel;
import io.zipar.backend.opencl.weights.Dtype;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checkpoints on an OpenCL device by kernels of its own: on GPUs of NVIDIA, AMD, Intel and
 * Apple with what their drivers bring. Opens {@link TransformerSource}, {@link TextEncoderSource}
 * and {@link ImageTokenizerSource}. Safe for several threads.
 */
public final class OpenClBackend extends CheckpointBackend {
  private static final Logger LOG = LoggerFactory.getLogger(OpenClBackend.class);

  private static final String DEVICE = "device";
  private static final DtypeOption<Dtype> DTYPE =
      new DtypeOption<>(List.of(Dtype.values()), Dtype::label);
  private static final String DEADLINE = "deadline";
  private static final int MOST_SECONDS = 86_400;
  private static final int DEFAULT_SECONDS = 600;
  private static final int ON_A_GPU = 120;
  private static final int BY_NAME_ALONE = -1;

  /** Creates the backend; loads nothing. */
  public OpenClBackend() {}

  @Override
  public String name() {
    return "opencl";
  }

  @Override
  public String summary() {
    return "own kernels in OpenCL, on GPUs of any maker, without a download";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.text(DEVICE, Devices.AUTO, Devices.SYNTAX),
        DTYPE.spec(
            "precision that the transformer's matrices are kept in; the narrower, the faster and"
                + " the less exact. The KV cache and the image tokenizer are float32, a text"
                + " encoder is float32 or bfloat16"),
        OptionSpec.integer(
            DEADLINE,
            1,
            MOST_SECONDS,
            DEFAULT_SECONDS,
            "seconds after which a device that has not finished a pass is given up"));
  }

  @Override
  public Availability availability() {
    Devices devices = Devices.find();
    if (devices.all().stream().noneMatch(device -> device.problem().isEmpty())) {
      return Availability.unusable(devices.list());
    }
    String hint =
        devices.firstGpu().isPresent() ? "" : "; no GPU, so a device must be named: device=cpu";
    return Availability.usable(devices.list() + hint);
  }

  @Override
  public int preference() {
    boolean gpu = Devices.mayHaveGpu() && Devices.find().firstGpu().isPresent();
    return gpu ? ON_A_GPU : BY_NAME_ALONE;
  }

  /**
   * A CPU device takes the machine's memory; what a GPU has is compared with what is loaded when
   * that is opened.
   */
  @Override
  public Optional<MemoryNeed> memoryNeed(
      ModelSource source, OptionValues options, List<Integer> lanes) {
    if (Devices.find().choose(options.text(DEVICE)).gpu()) {
      return Optional.empty();
    }
    Dtype dtype = DTYPE.in(options);
    if (source instanceof TransformerSource transformer) {
      return Optional.of(
          new MemoryNeed(0, OpenClTokenModel.bytesNeeded(transformer, dtype, lanes)));
    }
    if (source instanceof TextEncoderSource encoder) {
      long bytes = OpenClTextEncoder.bytesNeeded(encoder, OpenClTextEncoder.dtype(dtype));
      return Optional.of(new MemoryNeed(0, bytes));
    }
    return Optional.empty();
  }

  @Override
  protected TokenModel open(TransformerSource source, OptionValues options) {
    Dtype dtype = DTYPE.in(options);
    TokenModel model = onDevice(options, device -> OpenClTokenModel.load(source, device, dtype));
    LOG.info("opened {} on {} in {}", model.info().name(), model.info().device(), dtype.label());
    return model;
  }

  @Override
  protected ImageTokenizer open(ImageTokenizerSource source, OptionValues options) {
    ImageTokenizer opened = onDevice(options, device -> OpenClImageNetworks.open(source, device));
    LOG.info("opened {} in float32", source.network().describe());
    return opened;
  }

  @Override
  protected TextEncoder open(TextEncoderSource source, OptionValues options) {
    Dtype dtype = OpenClTextEncoder.dtype(DTYPE.in(options));
    TextEncoder opened = onDevice(options, device -> OpenClTextEncoder.load(source, device, dtype));
    LOG.info("opened {} in {}", source.network().describe(), dtype.label());
    return opened;
  }

  /** Opens on the chosen device, and closes it if that fails. */
  private static <T> T onDevice(OptionValues options, Function<OpenDevice, T> open) {
    ClDevice chosen = Devices.find().choose(options.text(DEVICE));
    OpenDevice device = OpenDevice.open(chosen, Duration.ofSeconds(options.integer(DEADLINE)));
    return loadOrRelease(() -> open.apply(device), device::close);
  }
}
