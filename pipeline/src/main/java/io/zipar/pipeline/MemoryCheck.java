/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import com.sun.management.OperatingSystemMXBean;
import io.zipar.GenerationRequest;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.spi.Lane;
import io.zipar.spi.MemoryNeed;
import io.zipar.spi.ModelSource;
import io.zipar.spi.SequenceLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells before minutes of loading that a model does not fit the machine, and what would. */
final class MemoryCheck {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryCheck.class);
  private static final double MEBIBYTE = 1L << 20;
  private static final double GIBIBYTE = 1L << 30;
  private static final long ON_EVERY_MACHINE = 1L << 28;

  private final long heap;
  private final LongSupplier physical;

  /**
   * A check against certain limits.
   *
   * @param heap the most that the heap may grow to
   * @param physical the memory of the machine, or of the container this runs in
   */
  MemoryCheck(long heap, LongSupplier physical) {
    this.heap = heap;
    this.physical = physical;
  }

  static MemoryCheck ofThisMachine() {
    return new MemoryCheck(Runtime.getRuntime().maxMemory(), MemoryCheck::physicalOfThisMachine);
  }

  private static long physicalOfThisMachine() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  /**
   * Checks a model.
   *
   * @param backend what is to run it
   * @param source the model
   * @param lanes the slots of each lane that is open at the same time, at least one
   * @throws InvalidInputException if it does not fit
   */
  void require(BackendChoice backend, TransformerSource source, List<Integer> lanes) {
    require(
        backend,
        source,
        source.network().describe(),
        lanes,
        backend.dtype().map(dtype -> " in " + dtype).orElse("")
            + " and "
            + lanes.size()
            + (lanes.size() == 1 ? " lane" : " lanes"));
  }

  /**
   * Checks a text encoder, whose precision is the backend's to choose.
   *
   * @param backend what is to run it
   * @param source the encoder
   * @throws InvalidInputException if it does not fit
   */
  void require(BackendChoice backend, TextEncoderSource source) {
    require(backend, source, source.network().describe(), List.of(), "");
  }

  private void require(
      BackendChoice backend, ModelSource source, String name, List<Integer> lanes, String how) {
    Optional<MemoryNeed> need = backend.backend().memoryNeed(source, backend.options(), lanes);
    if (need.isEmpty()) {
      return;
    }
    String what = name + " takes " + say(need.get()) + " with backend " + backend + how;
    LOG.info("{}", what);
    if (!fits(need.get())) {
      throw new InvalidInputException(
          what
              + ", but "
              + limits(need.get())
              + ": "
              + String.join("; ", remedies(backend, source, lanes, need.get())));
    }
  }

  /** The slots of each lane of a batch. */
  static List<Integer> lanes(TransformerNetwork network, GenerationRequest batch) {
    SequenceLayout layout = network.layout(batch.grid());
    List<Integer> lanes = new ArrayList<>();
    for (ImageRequest image : batch.images()) {
      for (Lane.Role role : Lane.Role.values()) {
        if (role == Lane.Role.CONDITIONAL || batch.guidance().isOn()) {
          Lane lane = new Lane(image.conditioning(), role);
          lanes.add(network.prefix(lane, layout).slots() + layout.positions());
        }
      }
    }
    return lanes;
  }

  /** Whether {@link #require} would pass, as far as the backend can tell what it needs. */
  boolean fits(BackendChoice backend, TransformerSource source, ImagePlan plan) {
    return backend
        .backend()
        .memoryNeed(source, backend.options(), lanes(source.network(), plan.batches().get(0)))
        .map(this::fits)
        .orElse(true);
  }

  private boolean fits(MemoryNeed need) {
    return need.heapBytes() <= heap && isOnMachine(need);
  }

  private boolean isOnMachine(MemoryNeed need) {
    long all = need.heapBytes() + need.nativeBytes();
    // Asking the system takes a noticeable part of the start of a small model.
    return all <= ON_EVERY_MACHINE || all <= physical.getAsLong();
  }

  private String limits(MemoryNeed need) {
    return need.heapBytes() > heap && isOnMachine(need)
        ? "the Java heap is limited to " + say(heap)
        : "this machine has " + say(physical.getAsLong());
  }

  private List<String> remedies(
      BackendChoice backend, ModelSource source, List<Integer> lanes, MemoryNeed need) {
    List<String> remedies = new ArrayList<>();
    if (need.heapBytes() > heap && isOnMachine(need)) {
      remedies.add(
          "a heap of -Xmx" + Math.round(Math.ceil(need.heapBytes() / GIBIBYTE) + 1) + "g would do");
    }
    List<String> narrower =
        backend.dtypes().stream()
            .filter(
                dtype ->
                    backend
                        .backend()
                        .memoryNeed(source, backend.withDtype(dtype).options(), lanes)
                        .filter(this::fits)
                        .isPresent())
            .toList();
    if (!narrower.isEmpty()) {
      remedies.add("dtype " + String.join(" or ", narrower) + " would fit");
    }
    if (lanes.size() > 1
        && backend
            .backend()
            .memoryNeed(source, backend.options(), lanes.subList(0, 1))
            .filter(this::fits)
            .isPresent()) {
      remedies.add("a smaller batch, or no guidance (a scale of 1), would fit");
    }
    if (remedies.isEmpty()) {
      remedies.add("no dtype of this backend would fit");
    }
    return remedies;
  }

  private static String say(MemoryNeed need) {
    if (need.nativeBytes() == 0) {
      return say(need.heapBytes()) + " of the Java heap";
    }
    return say(need.heapBytes() + need.nativeBytes()) + " of memory";
  }

  private static String say(long bytes) {
    return bytes < GIBIBYTE
        ? Math.max(1, Math.round(bytes / MEBIBYTE)) + " MiB"
        : Math.round(bytes / GIBIBYTE * 10) / 10.0 + " GiB";
  }
}
