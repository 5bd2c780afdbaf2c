/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.training.classifier.ClassifierPlan;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.tokenizer.TokenizerPlan;
import io.zipar.training.transformer.TransformerPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training of a few steps, which learns little but goes the whole way. */
@Tag("slow")
class ShippedTrainingTest {
  private static final TrainingPlan PLAN =
      new TrainingPlan(
          new ClassifierPlan(1, 2, 2, 1e-3, 10),
          new TokenizerPlan(1, 2, 4, 5, 4, 24, 1, 1e-3),
          new TransformerPlan(1, 10, 4, 4, 2, 1e-3, 0.1, 2, 4));

  @TempDir private static Path whole;
  @TempDir private Path folder;
  private static JsonObject record;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    record = train(whole, line -> {});
  }

  @Test
  void writesACheckpointThatTheFamilyReads() throws IOException {
    double uniform = Math.log(512);
    assertEquals(uniform, record.get("heldOutLoss").getAsDouble(), 0.5);
    assertTrue(record.get("unigramLoss").getAsDouble() < uniform);
    ModelLoader loader = ModelLoader.discover();
    try (TransformerSource source = loader.openTransformer(whole, Optional.empty());
        ImageTokenizerSource tokenizer =
            loader.openImageTokenizer(loader.findImageTokenizer(whole).orElseThrow())) {
      assertEquals(512, source.network().sizes().vocabulary());
      assertEquals(24, source.network().defaultGrid().rows());
      assertEquals(512, tokenizer.network().codebookSize());
      assertEquals(4, tokenizer.network().downsampling());
      assertTrue(tokenizer.network().encoder().isPresent());
    }
  }

  @Test
  void goesOnWhereItWasInterrupted() throws IOException {
    assertThrows(
        Interrupted.class,
        () ->
            train(
                folder,
                line -> {
                  if (line.startsWith("transformer: step 2, held-out")) {
                    throw new Interrupted();
                  }
                }));
    boolean[] wentOn = new boolean[1];
    double resumed =
        train(folder, line -> wentOn[0] |= line.equals("transformer: going on from step 2"))
            .get("heldOutLoss")
            .getAsDouble();
    assertTrue(wentOn[0]);
    assertEquals(record.get("heldOutLoss").getAsDouble(), resumed, 1e-3);
  }

  private static JsonObject train(Path folder, TrainingLog log) throws IOException {
    new ShippedTraining(log).run(PLAN, folder);
    return JsonParser.parseString(Files.readString(folder.resolve("training.json")))
        .getAsJsonObject();
  }

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
