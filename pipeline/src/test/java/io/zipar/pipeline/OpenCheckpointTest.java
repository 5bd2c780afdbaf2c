/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.fixtures.Fixtures;
import io.zipar.models.ModelFamilies;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.tensor.TensorStore;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ImageTokenizer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenCheckpointTest {
  private static final Path JANUS = Fixtures.path("janus/janus-tiny");
  private static final Path C2I = Fixtures.path("llamagen/c2i-tiny");

  private final Witness witness = new Witness();
  private final ModelFiles files =
      ModelFiles.installed(
          () -> new ModelFamilies(List.of(), List.of(witness), List.of(), List.of()), List::of);

  private static ModelChoice model(Path path) {
    return ModelChoice.on(BackendChoice.parse("vector", Map.of(), Plugins.backends()))
        .with(path.toString());
  }

  @Test
  void theCheckpointIsOpenedOnceWhetherOrNotItHoldsAnImageTokenizer() {
    try (Pipeline pipeline = Pipeline.open(model(C2I), files)) {
      assertFalse(pipeline.paints());
    }
    assertEquals(1, witness.opened.size());
    try (Pipeline pipeline = Pipeline.open(model(JANUS), files)) {
      assertTrue(pipeline.paints());
    }
    assertEquals(2, witness.opened.size());
  }

  @Test
  void anImageTokenizerIsFoundInTheCheckpointOfItsModel() {
    try (ImageTokenizer tokenizer = ImageTokenizers.open(model(JANUS), files)) {
      assertEquals(128, tokenizer.codebookSize());
    }
    assertEquals(1, witness.opened.size());
    assertEquals(
        Setting.IMAGE_TOKENIZER,
        assertThrows(UnusableSettingException.class, () -> ImageTokenizers.open(model(C2I), files))
            .setting());
  }

  /** Sees every checkpoint that is opened, and takes none. */
  private static final class Witness implements ImageTokenizerFamily {
    final Set<TensorStore> opened = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public String name() {
      return "witness";
    }

    @Override
    public boolean recognises(Checkpoint checkpoint) {
      opened.add(checkpoint.tensors());
      return false;
    }

    @Override
    public ImageTokenizerNetwork read(Checkpoint checkpoint) {
      throw new AssertionError("it took none");
    }
  }
}
