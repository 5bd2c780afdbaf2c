/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.ZiparException;
import io.zipar.backend.opencl.device.ObservedDriver;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.testkit.checkpoint.Passes;
import io.zipar.testkit.checkpoint.RandomPasses;
import io.zipar.testkit.checkpoint.SyntheticTransformer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device that is out of order is one clear error, and nobody waits for it for ever. */
@NeedsOpenCl
class LostDeviceTest {
  private static final ForwardPass PREFILL = new ForwardPass(List.of(Passes.prefill(0)));
  private static final SyntheticTransformer SOURCE =
      RandomPasses.network(4, 2, RotaryTable.Pairing.HALVES);

  private final ObservedDriver driver = new ObservedDriver();

  @ParameterizedTest
  @CsvSource({
    "HANGS, it did not finish a pass within 0 s",
    "FAILS, it failed while it ran a pass: OpenCL error (OpenCL code -9999)",
    "IS_GONE, the device is not available any more (OpenCL code -2)"
  })
  void aLostDeviceIsOneLine(ObservedDriver.Fault fault, String said) {
    OpenDevice device = driver.open(Duration.ofMillis(200));
    OpenClTokenModel model = OpenClTokenModel.load(SOURCE, device, Dtype.FLOAT32);
    device.inTurn(() -> finished(device));
    ModelSession session = Passes.open(model, Visibility.WRITTEN, 0);
    ModelSession other = Passes.open(model, Visibility.WRITTEN, 1);
    driver.set(fault);
    float[] row = new float[model.info().vocabulary()];
    String message =
        assertThrows(ZiparException.class, () -> session.forward(PREFILL).copyRow(0, row))
            .getMessage();
    assertTrue(message.startsWith(device.name() + ": "), message);
    assertTrue(message.contains(said), message);
    assertTrue(message.endsWith("must be opened anew"), message);
    assertEquals(1, message.lines().count());
    int waits = driver.waits();
    assertEquals(
        message, assertThrows(ZiparException.class, () -> other.forward(PREFILL)).getMessage());
    other.close();
    session.close();
    model.close();
    assertEquals(waits, driver.waits(), "nothing more is waited for");
    assertEquals(0, device.liveBuffers());
  }

  private static Void finished(OpenDevice device) {
    device.finish();
    return null;
  }

  @Test
  void aFullDeviceRefusesASessionAndRunsTheOthers() {
    OpenDevice device = driver.open(Duration.ofMinutes(10));
    try (OpenClTokenModel model = OpenClTokenModel.load(SOURCE, device, Dtype.FLOAT32);
        ModelSession session = Passes.open(model, Visibility.WRITTEN, 0)) {
      long before = device.liveBuffers();
      driver.set(ObservedDriver.Fault.IS_FULL);
      String message =
          assertThrows(InvalidInputException.class, () -> Passes.open(model, Visibility.WRITTEN, 1))
              .getMessage();
      assertTrue(message.startsWith("out of memory on device " + device.name()), message);
      assertEquals(1, message.lines().count());
      assertEquals(before, device.liveBuffers());
      driver.set(ObservedDriver.Fault.NONE);
      Logits logits = session.forward(PREFILL);
      assertEquals(1, logits.rows());
    }
  }
}
