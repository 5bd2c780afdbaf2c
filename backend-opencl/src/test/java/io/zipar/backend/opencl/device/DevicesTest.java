/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which device is taken, and what is said where there is none. */
class DevicesTest {
  private static final ClDevice CPU = device(1, "Portable", "pthread-cpu", false, "");
  private static final ClDevice BROKEN = device(2, "NVIDIA CUDA", "H100 one", true, "no compiler");
  private static final ClDevice GPU = device(3, "NVIDIA CUDA", "H100 two", true, "");
  private static final Devices ALL = new Devices(List.of(CPU, BROKEN, GPU), Optional.empty());

  private static ClDevice device(
      long handle, String platform, String name, boolean gpu, String problem) {
    return new ClDevice(
        0,
        handle,
        platform,
        name,
        "1.0",
        gpu,
        1L << 30,
        1L << 28,
        4,
        Optional.of(problem).filter(text -> !text.isEmpty()));
  }

  @ParameterizedTest
  @CsvSource({
    "auto, 3",
    "gpu, 3",
    "cpu, 1",
    "0, 1",
    "2, 3",
    "nvidia, 3",
    "H100, 3",
    "TWO, 3",
    "pthread, 1"
  })
  void aDeviceIsFoundByKindNumberOrName(String wanted, long handle) {
    assertEquals(handle, ALL.choose(wanted).handle());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "9999", "radeon", "-1", "12345"})
  void whatFitsNoneIsRefusedWithTheList(String wanted) {
    String message = refusal(ALL, wanted);
    assertTrue(message.startsWith("device '" + wanted + "': no OpenCL device fits"), message);
    assertTrue(message.contains("0: CPU pthread-cpu"), message);
    assertEquals(1, message.lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "H100 one"})
  void whatCannotBeUsedSaysWhy(String wanted) {
    assertEquals(
        "device '" + wanted + "': H100 one cannot be used: no compiler", refusal(ALL, wanted));
  }

  @Test
  void aCpuIsNeverTakenUnasked() {
    String message = refusal(new Devices(List.of(CPU), Optional.empty()), "auto");
    assertTrue(message.startsWith("device 'auto': no OpenCL device is a GPU"), message);
    assertTrue(message.contains("device=cpu"), message);
  }

  @Test
  void aMissingLibraryIsSaid() {
    Devices none = new Devices(List.of(), Optional.of("no OpenCL library found"));
    assertEquals("backend 'opencl': no OpenCL library found", refusal(none, "auto"));
    assertTrue(none.firstGpu().isEmpty());
  }

  @Test
  void aLibraryWithoutDriversIsSaid() {
    String message = refusal(new Devices(List.of(), Optional.empty()), "cpu");
    assertTrue(message.contains("the OpenCL library found no driver"), message);
  }

  private static String refusal(Devices devices, String wanted) {
    return assertThrows(InvalidInputException.class, () -> devices.choose(wanted)).getMessage();
  }
}
