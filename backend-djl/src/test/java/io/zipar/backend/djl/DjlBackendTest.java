/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.backend.djl.testing.TestedDjl;
import io.zipar.fixtures.Golden;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import io.zipar.torch.TorchEngine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users meet: discovery, options, information, refusals. */
class DjlBackendTest {
  private final DjlBackend backend = new DjlBackend();

  @Test
  void isProvidedToTheModulePathAndToTheClassPath() throws IOException {
    URL classes = DjlBackend.class.getProtectionDomain().getCodeSource().getLocation();
    ModuleDescriptor.Provides provided;
    try (InputStream descriptor = new URL(classes, "module-info.class").openStream()) {
      provided = ModuleDescriptor.read(descriptor).provides().iterator().next();
    }
    assertEquals(ModelBackend.class.getName(), provided.service());
    assertEquals(List.of(DjlBackend.class.getName()), provided.providers());
    String file = "/META-INF/services/" + ModelBackend.class.getName();
    try (InputStream services = DjlBackend.class.getResourceAsStream(file)) {
      assertEquals(
          DjlBackend.class.getName(),
          new String(services.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void saysWhatItWouldRunOn() {
    assertEquals("djl", backend.name());
    assertTrue(backend.availability().usable(), backend.availability().reason());
    assertTrue(backend.availability().reason().startsWith("libtorch"));
  }

  @Test
  void aSourceOfUnknownKindIsRefused() {
    ModelSource source = () -> "a dream";
    InvalidInputException model =
        assertThrows(
            InvalidInputException.class,
            () -> backend.openModel(source, TestedDjl.BACKEND.options()));
    assertEquals("backend 'djl' opens checkpoints of models, not a dream", model.getMessage());
    assertThrows(
        InvalidInputException.class,
        () -> backend.openImageTokenizer(source, TestedDjl.BACKEND.options()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cuda:", "cuda:x", "cuda:-1", "CPU", ""})
  void aDeviceOfUnknownFormIsRefused(String device) {
    InvalidInputException failure =
        assertThrows(
            InvalidInputException.class,
            () -> TestedDjl.BACKEND.openC2i(golden(), "device", device));
    assertTrue(failure.getMessage().contains("auto | cpu | cuda | cuda:N"), failure.getMessage());
  }

  @Test
  void aDeviceThatIsNotHereIsRefusedInOneLine() {
    InvalidInputException failure =
        assertThrows(
            InvalidInputException.class,
            () -> TestedDjl.BACKEND.openC2i(golden(), "device", "cuda:999"));
    assertTrue(
        failure.getMessage().startsWith("backend 'djl': device=cuda:999 is not here: "),
        failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @ParameterizedTest
  @CsvSource({"float32, 4", "float16, 2"})
  void theInformationTellsWhatAPassReads(String dtype, int bytes) {
    try (TokenModel model = TestedDjl.BACKEND.openC2i(golden(), "dtype", dtype)) {
      ModelInfo info = model.info();
      long block = 64 * 192 + 64 * 64 + 3 * 64 * 192;
      assertEquals(bytes * (3 * block + 96 * 64), info.bytesPerPass());
      assertEquals(96, info.vocabulary());
      assertEquals("cpu", info.device());
      assertEquals(dtype, info.dtype());
      assertTrue(info.parameters() > 3 * block);
    }
  }

  @Test
  void threadsHoldForTheProcessUntilAnotherNumberIsAsked() {
    TestedDjl.BACKEND.openC2i(golden(), "threads", "2").close();
    assertEquals(2, TorchEngine.useThreads(0));
    TestedDjl.BACKEND.openC2i(golden(), "threads", "0").close();
    assertEquals(2, TorchEngine.useThreads(0));
    TestedDjl.BACKEND.openC2i(golden(), "threads", "1").close();
    assertEquals(1, TorchEngine.useThreads(0));
  }

  @Test
  void automaticTakesWhatIsThere() {
    try (TransformerSource source =
            ModelLoader.discover().openTransformer(golden().folder(), Optional.empty());
        TokenModel model = backend.openModel(source, TestedDjl.BACKEND.options("device", "auto"))) {
      assertTrue(model.info().device().matches("cpu|cuda:0"));
    }
  }

  private static Golden golden() {
    return Golden.of("llamagen/c2i-tiny");
  }
}
