/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.DraftCounts;
import io.zipar.PixelImage;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.evaluation.store.Shard;
import io.zipar.evaluation.store.ShardPlan;
import io.zipar.pipeline.output.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A folder as a run of an experiment leaves it, without a model. */
final class MadeUpStore {
  private static final int CELLS = 16;
  private static final int IMAGES = 4;

  private final Random random = new Random(7);
  private final ExperimentStore store;
  private final int side;

  private MadeUpStore(Path folder, int side) {
    this.store = new ExperimentStore(folder);
    this.side = side;
  }

  /**
   * Fills a folder: a combination for each strategy, the n-th commits n tokens a pass. Pictures are
   * squares of this side.
   */
  static void fill(Path folder, List<String> strategies, int side) throws IOException {
    MadeUpStore made = new MadeUpStore(folder, side);
    JsonArray combinations = new JsonArray();
    for (int i = 0; i < strategies.size(); i++) {
      String id = String.format("%016x", i);
      JsonObject combination = new JsonObject();
      combination.addProperty("id", id);
      JsonObject values = new JsonObject();
      values.addProperty("strategy", strategies.get(i));
      combination.add("values", values);
      combination.addProperty("weights", "w");
      combination.addProperty("images", IMAGES);
      combination.addProperty("batch", 2);
      combination.addProperty("baseline", String.format("%016x", 0));
      combinations.add(combination);
      made.fill(made.store.combination(id, new ShardPlan(IMAGES, 2)), 1 + i);
    }
    JsonObject plan = new JsonObject();
    plan.add("experiment", JsonParser.parseString("{\"strategy\": \"several\"}"));
    plan.add("combinations", combinations);
    made.store.keepPlan(plan);
  }

  private void fill(CombinationFolder folder, int tokensAPass) throws IOException {
    folder.begin(new JsonObject());
    int[] tokens = random.ints(CELLS, 0, 9).toArray();
    int[] passes = IntStream.range(0, CELLS).map(cell -> cell / tokensAPass).toArray();
    for (int number = 0; number < folder.plan().count(); number++) {
      List<ImageRow> rows = new ArrayList<>();
      for (int i = 0; i < folder.plan().imagesOf(number); i++) {
        rows.add(row(folder.plan().first(number) + i, tokens, passes));
      }
      List<int[]> all = rows.stream().map(row -> tokens).toList();
      folder.keep(number, new Shard(rows, all, rows.stream().map(row -> passes).toList()));
    }
    folder.keepMeasured(
        "nll",
        JsonParser.parseString(
                "{\"value\": %d.5, \"low\": %d.2, \"high\": %d.9, \"protocol\": {\"code\": \"c\"}}"
                    .formatted(tokensAPass, tokensAPass, tokensAPass))
            .getAsJsonObject());
    folder.keepMeasured(
        "timings",
        JsonParser.parseString(
                "{\"runs\": [{\"batch\": 2, \"images\": 2, \"passes\": 16, \"warmUpMs\": [90],"
                    + " \"runMs\": [8, 6, 7]}, {\"batch\": 1, \"images\": 1, \"passes\": 8,"
                    + " \"warmUpMs\": [], \"runMs\": [9]}]}")
            .getAsJsonObject());
    folder.keepMeasured(
        "pictures",
        JsonParser.parseString("{\"imageTokenizer\": \"t\", \"images\": [0, 2]}")
            .getAsJsonObject());
    for (int image : List.of(0, 2)) {
      float[] planes = new float[3 * side * side];
      for (int i = 0; i < planes.length; i++) {
        planes[i] = 2 * random.nextFloat() - 1;
      }
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      Pictures.png(Pictures.of(new PixelImage(side, side, planes))).writeTo(png);
      folder.keepPicture(image, png.toByteArray());
    }
  }

  private static ImageRow row(int image, int[] tokens, int[] passes) {
    return new ImageRow(
        image,
        image,
        "class " + image / 2,
        ImageRow.State.DONE,
        Optional.empty(),
        image / 2,
        passes[CELLS - 1] + 1,
        CELLS,
        0,
        6,
        new DraftCounts(3, 3, 0, 0),
        new ImageRow.Places(List.of(4, 2), List.of(3, 0)),
        Shard.hash(tokens),
        new ImageRow.Times(4_000_000, 3_000_000, 1, 0));
  }
}
