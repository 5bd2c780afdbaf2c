/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.ApiStatus;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.models.disk.DiskSteps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The folder of a combination: {@code spec.json}, {@code environment.json}, {@code shards} and what
 * was measured. Reading needs no lock; writing is for the one who holds that of the store. Used by
 * one thread.
 */
@ApiStatus.Experimental(since = "0.1")
public final class CombinationFolder {
  private static final String SPEC = "spec.json";
  private static final String ENVIRONMENT = "environment.json";
  private static final String RUNS = "runs";

  private final DurableFolder folder;
  private final DurableFolder shards;
  private final DurableFolder measures;
  private final DurableFolder pictures;
  private final ShardPlan plan;
  private final Set<Integer> done = new HashSet<>();

  /**
   * Names the folder; nothing is touched.
   *
   * @param folder where
   * @param plan how its images are cut into shards
   */
  public CombinationFolder(Path folder, ShardPlan plan) {
    this(folder, plan, DiskSteps.UNHEARD);
  }

  /** A folder whose every change is announced; what hears of it may end the work there. */
  CombinationFolder(Path folder, ShardPlan plan, DiskSteps steps) {
    this.folder = new DurableFolder(folder, steps);
    this.shards = new DurableFolder(folder.resolve("shards"), steps);
    this.measures = new DurableFolder(folder.resolve("measures"), steps);
    this.pictures = new DurableFolder(folder.resolve("pictures"), steps);
    this.plan = plan;
  }

  /**
   * Where it is.
   *
   * @return its path
   */
  public Path path() {
    return folder.path();
  }

  /**
   * How its images are cut.
   *
   * @return the plan
   */
  public ShardPlan plan() {
    return plan;
  }

  /**
   * Makes it ready to be written to: creates it, and removes what was never finished.
   *
   * @param spec what it holds
   * @throws io.zipar.ZiparException if it cannot be written
   */
  public void begin(JsonObject spec) {
    folder.begin();
    shards.begin();
    measures.begin();
    if (!read(SPEC).filter(spec::equals).isPresent()) {
      folder.putFile(SPEC, bytes(spec));
    }
  }

  /**
   * What it holds.
   *
   * @return the content of {@code spec.json}, if that can be read
   */
  public Optional<JsonObject> spec() {
    return read(SPEC);
  }

  /**
   * Where its images were generated.
   *
   * @return an object for each run that generated some
   */
  public List<JsonObject> environments() {
    List<JsonObject> runs = new ArrayList<>();
    try {
      read(ENVIRONMENT)
          .ifPresent(json -> json.getAsJsonArray(RUNS).forEach(e -> runs.add(e.getAsJsonObject())));
    } catch (RuntimeException e) {
      // A description, which nothing depends on: the next run writes it anew.
      return List.of();
    }
    return runs;
  }

  /**
   * Notes where images are generated from now on.
   *
   * @param environment of this run
   * @throws io.zipar.ZiparException if it cannot be written
   */
  public void addEnvironment(JsonObject environment) {
    JsonArray runs = new JsonArray();
    environments().forEach(runs::add);
    if (!runs.contains(environment)) {
      runs.add(environment);
    }
    JsonObject json = new JsonObject();
    json.add(RUNS, runs);
    folder.putFile(ENVIRONMENT, bytes(json));
  }

  /**
   * Reads a shard.
   *
   * @param shard its number
   * @return the shard; empty where it is missing or damaged
   */
  public Optional<Shard> shard(int shard) {
    return ShardFiles.read(
        shards.path().resolve(ShardFiles.name(shard)), plan.first(shard), plan.imagesOf(shard));
  }

  /**
   * The shards whose images are not all done. One that was found done is not read again.
   *
   * @return their numbers
   */
  public List<Integer> missing() {
    return IntStream.range(0, plan.count()).filter(shard -> !isDone(shard)).boxed().toList();
  }

  /**
   * Keeps a shard, instead of one that may be there.
   *
   * @param number its number
   * @param shard its images
   * @throws io.zipar.ZiparException if it cannot be written
   */
  public void keep(int number, Shard shard) {
    if (shard.rows().size() != plan.imagesOf(number)) {
      throw new IllegalArgumentException("shard " + number + " of " + shard.rows().size());
    }
    shards.putFolder(ShardFiles.name(number), ShardFiles.write(shard));
    note(number, shard.isDone());
  }

  private boolean isDone(int shard) {
    return done.contains(shard) || note(shard, shard(shard).filter(Shard::isDone).isPresent());
  }

  private boolean note(int shard, boolean isDone) {
    if (isDone) {
      done.add(shard);
    } else {
      done.remove(shard);
    }
    return isDone;
  }

  /**
   * Reads what was measured.
   *
   * @param measure its name
   * @return what was kept, if it can be read
   */
  public Optional<JsonObject> measured(String measure) {
    return read("measures/" + measure + ".json");
  }

  /**
   * Keeps what was measured.
   *
   * @param measure its name
   * @param result the value and what it rests on
   * @throws io.zipar.ZiparException if it cannot be written
   */
  public void keepMeasured(String measure, JsonObject result) {
    measures.putFile(measure + ".json", bytes(result));
  }

  /**
   * Reads a picture that was kept.
   *
   * @param image the number of the image
   * @return the PNG file, if it is there
   */
  public Optional<byte[]> picture(int image) {
    try {
      return Optional.of(Files.readAllBytes(pictures.path().resolve(pictureName(image))));
    } catch (IOException e) {
      // A picture is decoded again whenever it is missing.
      return Optional.empty();
    }
  }

  /**
   * Keeps the picture of an image.
   *
   * @param image the number of the image
   * @param png a PNG file
   * @throws io.zipar.ZiparException if it cannot be written
   */
  public void keepPicture(int image, byte[] png) {
    pictures.begin();
    pictures.putFile(pictureName(image), png);
  }

  private static String pictureName(int image) {
    return String.format(Locale.ROOT, "%06d.png", image);
  }

  private Optional<JsonObject> read(String name) {
    try {
      return Optional.of(
          JsonParser.parseString(Files.readString(folder.path().resolve(name))).getAsJsonObject());
    } catch (IOException | RuntimeException e) {
      // Missing or damaged is the same: it is written anew.
      return Optional.empty();
    }
  }

  private static byte[] bytes(JsonObject json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new JsonFile(json).content().writeTo(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
