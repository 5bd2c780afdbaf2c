/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders in which a training cannot go on. */
class BrokenTrainingTest {
  private static final String CLASSIFIER_DONE = "{\"classifierAccuracy\":1.0}";

  @TempDir private Path folder;

  @Test
  void aBrokenRecordIsNamed() throws IOException {
    for (String content : List.of("", "{\"plan\":", "[]", "null", "\u0000")) {
      Path record = Files.writeString(folder.resolve("training.json"), content);
      assertBroken(record);
      assertEquals(content, Files.readString(record), "not overwritten");
    }
  }

  @Test
  void aBrokenStateIsNamed() throws IOException {
    Files.writeString(folder.resolve("training.json"), CLASSIFIER_DONE);
    for (String content : List.of("", "random bytes", "NDAR\u0000\u0000\u0000\u0001")) {
      assertBroken(Files.writeString(folder.resolve("tokenizer.state"), content));
    }
  }

  @Test
  void aTrainingOfAnotherPlanIsRefused() throws IOException {
    Path record = Files.writeString(folder.resolve("training.json"), "{\"plan\":{\"seed\":7}}");
    assertEquals(
        record + ": holds a training of another plan; name another folder, or remove this one",
        refusal().getMessage());
    assertEquals("{\"plan\":{\"seed\":7}}", Files.readString(record), "not overwritten");
  }

  private void assertBroken(Path file) {
    String message = refusal().getMessage();
    assertTrue(message.startsWith(file + ": is broken, or of another training ("), message);
    assertTrue(message.endsWith("; remove it to train this part anew"), message);
  }

  private InvalidInputException refusal() {
    return assertThrows(
        InvalidInputException.class,
        () -> new ShippedTraining(line -> {}).run(TrainingPlan.shipped(), folder));
  }
}
