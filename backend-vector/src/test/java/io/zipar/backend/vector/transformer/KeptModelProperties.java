/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.backend.vector.testing.SourceOfFile;
import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork.NormPlacement;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.Passes;
import io.zipar.testkit.checkpoint.SyntheticTransformer;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Ends;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Prefix;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A model of kept weights is the same model, to the last bit. */
class KeptModelProperties {
  private static final Grid GRID = Grid.of(3, 5);
  private static final int VOCABULARY = 41;
  private static final FileTime MARK = FileTime.from(Instant.EPOCH);

  @Property(tries = 20)
  void keptWeightsGiveTheSameLogits(
      @ForAll Dtype dtype,
      @ForAll NormPlacement placement,
      @ForAll Prefix prefix,
      @ForAll Ends ends,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll @IntRange(max = 9) long seed)
      throws IOException {
    Path folder = Files.createTempDirectory("kept");
    try {
      Path file = Files.writeString(folder.resolve("checkpoint"), "seed " + seed);
      Path kept = folder.resolve("kept");
      TransformerSizes sizes = new TransformerSizes(2, 52, 4, 2, 12, 76, VOCABULARY, 1e-5);
      Variant variant = new Variant(placement, 0, 0, prefix, ends);
      SyntheticTransformer made =
          new SyntheticTransformer(sizes, RotaryTable.Pairing.ADJACENT, variant, seed);
      SourceOfFile source = new SourceOfFile(made, file);
      String[] plain = {"dtype", dtype.label(), "threads", Integer.toString(threads)};
      String[] keeping = Arrays.copyOf(plain, 6);
      keeping[4] = "keep-converted";
      keeping[5] = kept.toString();
      float[][] expected = logits(source, plain);
      assertArrayEquals(expected, logits(source, keeping));
      Path entry = onlyFile(kept);
      Files.setLastModifiedTime(entry, MARK);
      assertArrayEquals(expected, logits(source, keeping));
      assertEquals(MARK, Files.getLastModifiedTime(onlyFile(kept)), "converted again");
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size());
      return all.get(0);
    }
  }

  private static float[][] logits(SourceOfFile source, String... options) {
    try (TokenModel model = TestedVector.BACKEND.open(source, options);
        ModelSession session =
            model.open(
                SessionRequest.of(
                    SequenceLayout.raster(GRID),
                    List.of(new Lane(new ClassLabel(2), Lane.Role.CONDITIONAL))))) {
      int cells = GRID.cells() - 1;
      int[] tokens = new int[cells];
      Arrays.setAll(tokens, cell -> cell * 7 % VOCABULARY);
      LanePass pass = LanePass.of(0, true, Passes.range(cells), tokens, Passes.range(GRID.cells()));
      return Passes.run(session, model, pass);
    }
  }
}
