/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.ClassLabel;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pictures.PictureSet;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped model is what its record says, on every backend. */
class ScenesModelTest {
  private static final long MAX_BYTES = 16_000_000;

  @TempDir private Path folder;
  private PackagedModel model;
  private JsonObject record;

  static List<ModelBackend> backends() {
    return Backends.all().toList();
  }

  @BeforeEach
  void unpack() throws IOException {
    model = ServiceLoader.load(PackagedModel.class).findFirst().orElseThrow();
    for (String file : model.files()) {
      try (InputStream in = model.open(file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    record =
        JsonParser.parseString(Files.readString(folder.resolve("training.json"))).getAsJsonObject();
  }

  @Test
  void isSmallAndNamesItsClasses() throws IOException {
    long bytes = 0;
    for (String file : model.files()) {
      bytes += Files.size(folder.resolve(file));
    }
    assertTrue(bytes < MAX_BYTES, bytes + " bytes");
    assertEquals(PictureSet.classNames(), model.classNames());
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("backends")
  void explainsHeldOutPicturesAsWellAsItsTrainingSaid(ModelBackend backend) {
    int pictures = 20;
    double loss = 0;
    try (TokenModel transformer = Backends.openModel(backend, folder);
        ImageTokenizer tokenizer = Backends.openImageTokenizer(backend, folder)) {
      for (int i = 0; i < pictures; i++) {
        long number = NumberedPictures.HELD_OUT + i;
        int[] tokens = tokenizer.encode(NumberedPictures.picture(number)).tokens();
        loss += loss(transformer, NumberedPictures.label(number), tokens) / pictures;
      }
    }
    double stated = record.get("heldOutLoss").getAsDouble();
    assertEquals(stated, loss, 0.1 * stated);
    assertTrue(loss < 0.6 * record.get("unigramLoss").getAsDouble(), "loss " + loss);
  }

  private static double loss(TokenModel model, int label, int[] tokens) {
    int cells = tokens.length;
    Lane lane = new Lane(new ClassLabel(label), Lane.Role.CONDITIONAL);
    LanePass pass =
        LanePass.of(
            0,
            true,
            IntStream.range(0, cells - 1).toArray(),
            Arrays.copyOf(tokens, cells - 1),
            IntStream.range(0, cells).toArray());
    SequenceLayout layout = model.layout(model.info().defaultGrid());
    SessionRequest request = SessionRequest.of(layout, List.of(lane));
    try (ModelSession session = model.open(request)) {
      Logits logits = session.forward(new ForwardPass(List.of(pass)));
      float[] row = new float[model.info().vocabulary()];
      double sum = 0;
      for (int cell = 0; cell < cells; cell++) {
        logits.copyRow(cell, row);
        double total = 0;
        for (float logit : row) {
          total += Math.exp(logit);
        }
        sum += Math.log(total) - row[tokens[cell]];
      }
      return sum / cells;
    }
  }
}
