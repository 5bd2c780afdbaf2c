/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.GeneratedImage;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.Shard;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.output.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first image of each of the first subjects as a picture, decoded from its kept tokens: what a
 * report shows side by side for all combinations.
 */
final class SamplePictures {
  private static final String NAME = "pictures";
  private static final String TOKENIZER = "imageTokenizer";
  private static final String IMAGES = "images";
  private static final int MOST = 6;

  private SamplePictures() {}

  /** The numbers of the images. */
  private static List<Integer> wanted(ImageSet set) {
    List<Integer> images = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, set.subjects().size()); i++) {
      images.add(i * set.count());
    }
    return images;
  }

  /** Tells whether they are kept, decoded by an image tokenizer of this name. */
  static boolean areKept(CombinationFolder folder, ImageSet set, String tokenizer) {
    return folder.measured(NAME).filter(about(set, tokenizer)::equals).isPresent()
        && wanted(set).stream().allMatch(image -> folder.picture(image).isPresent());
  }

  /** Decodes and keeps those that are done; nothing where the model paints nothing. */
  static void keep(
      PlannedCombination combination,
      CombinationFolder folder,
      OpenGroup open,
      ImageSet set,
      String tokenizer) {
    Pipeline pipeline = open.pipeline();
    if (!pipeline.paints() || !folder.missing().isEmpty()) {
      return;
    }
    ImagePlan plan = open.plan(combination);
    pipeline.load(plan);
    for (int image : wanted(set)) {
      int shard = image / folder.plan().size();
      Shard found = folder.shard(shard).orElseThrow();
      int at = image - folder.plan().first(shard);
      folder.keepPicture(image, png(pipeline, KeptBatches.image(plan, found, at)));
    }
    folder.keepMeasured(NAME, about(set, tokenizer));
  }

  private static byte[] png(Pipeline pipeline, GeneratedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Pictures.png(Pictures.of(Pictures.strip(pipeline.decodeFrames(image)))).writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  private static JsonObject about(ImageSet set, String tokenizer) {
    JsonObject json = new JsonObject();
    json.addProperty(TOKENIZER, tokenizer);
    JsonArray images = new JsonArray();
    wanted(set).forEach(images::add);
    json.add(IMAGES, images);
    return json;
  }

  /** The numbers of the images whose pictures a folder says that it has. */
  static List<Integer> kept(CombinationFolder folder) {
    List<Integer> images = new ArrayList<>();
    Optional<JsonObject> about = folder.measured(NAME);
    if (about.isPresent() && about.get().get(IMAGES) instanceof JsonArray numbers) {
      for (JsonElement each : numbers) {
        images.add(each.getAsInt());
      }
    }
    return images;
  }
}
