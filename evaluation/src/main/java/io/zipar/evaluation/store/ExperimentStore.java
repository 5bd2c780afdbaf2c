/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.models.disk.DiskSteps;
import io.zipar.models.format.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of experiments: the plan of the last run, and every combination that one of them had.
 * Used by one thread.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ExperimentStore {
  private static final String PLAN = "plan.json";
  private static final String COMBINATIONS = "combinations";
  private static final String HELD_OUT = "held-out";
  private static final int DIGITS = 16;

  private final Path folder;
  private final Map<Path, CombinationFolder> combinations = new HashMap<>();

  /**
   * Names the folder; nothing is touched.
   *
   * @param folder where
   */
  public ExperimentStore(Path folder) {
    this.folder = folder;
  }

  /**
   * Where it is.
   *
   * @return its path
   */
  public Path path() {
    return folder;
  }

  /**
   * Names a combination by everything that decides its tokens.
   *
   * @param decides all of that; members in any fixed order
   * @return 16 hexadecimal digits
   */
  public static String id(JsonObject decides) {
    return Digests.full(decides.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  /**
   * The folder of a combination.
   *
   * @param id its name
   * @param plan how its images are cut
   * @return the folder, which need not exist; the same at every call
   */
  public CombinationFolder combination(String id, ShardPlan plan) {
    return combinations.computeIfAbsent(
        folder.resolve(COMBINATIONS).resolve(id), path -> new CombinationFolder(path, plan));
  }

  /**
   * Notes what is run.
   *
   * @param plan the plan
   * @throws io.zipar.ZiparException if it cannot be written
   */
  public void keepPlan(JsonObject plan) {
    DurableFolder durable = new DurableFolder(folder, DiskSteps.UNHEARD);
    durable.begin();
    durable.putFile(PLAN, (plan + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What was run last.
   *
   * @return the plan
   * @throws InvalidInputException if there is none, or it cannot be read
   */
  public JsonObject plan() {
    Path file = folder.resolve(PLAN);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          folder + ": holds no experiment; name the folder that one was run in");
    }
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(
          file + ": cannot be read as the plan of an experiment; run it again there", e);
    }
  }

  /**
   * Reads what was measured of held-out pictures.
   *
   * @param id names which
   * @return what was kept, if it can be read
   */
  public Optional<JsonObject> heldOut(String id) {
    try {
      return Optional.of(
          JsonParser.parseString(Files.readString(folder.resolve(HELD_OUT).resolve(id + ".json")))
              .getAsJsonObject());
    } catch (IOException | RuntimeException e) {
      // Missing or damaged is the same: it is measured anew.
      return Optional.empty();
    }
  }

  /**
   * Keeps what was measured of held-out pictures.
   *
   * @param id names which
   * @param result what was found
   * @throws io.zipar.ZiparException if it cannot be written
   */
  public void keepHeldOut(String id, JsonObject result) {
    DurableFolder durable = new DurableFolder(folder.resolve(HELD_OUT), DiskSteps.UNHEARD);
    durable.begin();
    durable.putFile(id + ".json", (result + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
