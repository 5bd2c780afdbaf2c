/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ZiparException;
import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels that a driver refuses are one line, and what its compiler said is in the debug log. */
@NeedsOpenCl
class BuildFailureTest {
  /** Products need to know how a weight is read. */
  private static final Kernels BROKEN =
      new Kernels("broken", List.of("portable.cl", "product.cl"), List.of(), Kernels.GROUP);

  private static final Logger LOGGER = Logger.getLogger(Programs.class.getName());

  @TempDir private Path folder;

  /** Keeps what is logged. */
  private static final class Kept extends Handler {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      texts.add(new SimpleFormatter().formatMessage(logged));
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @Test
  void theLogOfTheCompilerIsKeptForWhoeverAsks() {
    Kept kept = new Kept();
    Level before = LOGGER.getLevel();
    LOGGER.addHandler(kept);
    LOGGER.setLevel(Level.FINE);
    try (OpenDevice device =
        OpenDevice.open(
            TestedOpenCl.device(), new BinaryCache(folder), new Driver(), Duration.ofMinutes(10))) {
      String message =
          assertThrows(ZiparException.class, () -> device.kernel(BROKEN, "product_2")).getMessage();
      assertTrue(
          message.startsWith(device.name() + ": its compiler refuses the kernels 'broken'"),
          message);
      assertTrue(message.contains("--verbose"), message);
      assertEquals(1, message.lines().count());
    } finally {
      LOGGER.removeHandler(kept);
      LOGGER.setLevel(before);
    }
    assertTrue(
        kept.texts.stream().anyMatch(text -> text.contains("weight_t")), kept.texts.toString());
  }
}
