/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which device a word means, with and without CUDA. */
class TorchDeviceTest {
  @ParameterizedTest
  @CsvSource({
    "auto, false, 0, cpu",
    "auto, true, 0, cpu",
    "auto, true, 2, cuda:0",
    "cpu, true, 2, cpu",
    "cuda, true, 1, cuda:0",
    "cuda:1, true, 2, cuda:1"
  })
  void aWordMeansADevice(String wanted, boolean built, int devices, String label) {
    assertEquals(label, TorchDevice.find(wanted, built, devices).label());
  }

  @ParameterizedTest
  @CsvSource({
    "cuda, false, 0, 'the libtorch in use has no CUDA; use device=cpu, or build with -Pcuda'",
    "cuda, true, 0, no CUDA device was found; use device=cpu",
    "cuda:2, true, 2, this machine has CUDA devices 0 to 1"
  })
  void whatIsMissingIsSaidInOneLine(String wanted, boolean built, int devices, String reason) {
    InvalidInputException failure =
        assertThrows(InvalidInputException.class, () -> TorchDevice.find(wanted, built, devices));
    assertEquals(
        "backend 'djl': device=" + wanted + " is not here: " + reason, failure.getMessage());
  }

  @Test
  void aWordOfNoDeviceIsRefusedBeforeAnythingIsLoaded() {
    assertThrows(InvalidInputException.class, () -> TorchDevice.checkSyntax("gpu"));
  }
}
