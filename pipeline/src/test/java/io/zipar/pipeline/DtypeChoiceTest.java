/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.ClassLabel;
import io.zipar.Guidance;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.Sampling;
import io.zipar.Visibility;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.MemoryNeed;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DtypeChoiceTest {
  private static final long GIBIBYTE = 1L << 30;
  private static final Map<String, Integer> BYTES = Map.of("float32", 4, "bfloat16", 2, "int8", 1);

  /** GPT-B has 111 million parameters, GPT-XXL 1411 million. */
  @ParameterizedTest
  @CsvSource({
    "GPT-B,   '', 64, float32",
    "GPT-XXL, '', 64, bfloat16",
    "GPT-XXL, '',  2, int8",
    "GPT-XXL, '',  1, bfloat16",
    "GPT-XXL, float32, 64, float32",
    "GPT-XXL, float32,  2, float32",
    "GPT-B,   int8, 64, int8"
  })
  void whatIsLeftOpenGoesByTheSizeAndByWhatFits(
      String architecture, String given, long gibibytes, String expected) {
    Map<String, String> options = given.isEmpty() ? Map.of() : Map.of("dtype", given);
    BackendChoice backend =
        BackendChoice.parse("fake:threads=3", options, Plugins.backends(List.of(new Fake())));
    try (TransformerSource source = ModelLoader.discover().randomTransformer(architecture, 0)) {
      ImagePlan plan =
          new ImagePlan(
              ImagePlan.images(List.of(new ClassLabel(1)), 1, 0),
              source.network().defaultGrid(),
              Guidance.OFF,
              Sampling.PLAIN,
              Visibility.WRITTEN,
              1);
      MemoryCheck memory = new MemoryCheck(gibibytes * GIBIBYTE, () -> 64 * GIBIBYTE);
      BackendChoice chosen = new DtypeChoice(memory).choose(backend, source, plan);
      assertEquals(Map.of("dtype", expected, "threads", "3"), chosen.options().asMap());
    }
  }

  /** Takes what its weights take, and opens nothing. */
  private static final class Fake implements ModelBackend {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public List<OptionSpec> options() {
      return List.of(
          OptionSpec.choice("dtype", List.of("float32", "bfloat16", "int8"), "float32", "wide"),
          OptionSpec.integer("threads", 0, 9, 0, "many"));
    }

    @Override
    public Optional<MemoryNeed> memoryNeed(
        ModelSource source, OptionValues options, List<Integer> lanes) {
      long parameters = ((TransformerSource) source).parameters();
      return Optional.of(new MemoryNeed(parameters * BYTES.get(options.text("dtype")), 0));
    }

    @Override
    public TokenModel openModel(ModelSource source, OptionValues options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
      throw new UnsupportedOperationException();
    }
  }
}
