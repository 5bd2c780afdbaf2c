/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.ShardPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A combination of the experiment that was run in a folder.
 *
 * @param id the name of its folder
 * @param values its values
 * @param weights names the content of the model's files
 * @param baseline the name of the folder of the combination that it is compared with
 * @param heldOut names what was measured of held-out pictures, where that was wanted
 * @param folder what is kept of it
 */
@ApiStatus.Experimental(since = "0.1")
public record KeptCombination(
    String id,
    AxisValues values,
    String weights,
    Optional<String> baseline,
    Optional<String> heldOut,
    CombinationFolder folder) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  /**
   * Lists the combinations of a folder.
   *
   * @param store the folder
   * @return those of the last experiment that was run there, in its order
   * @throws InvalidInputException if there is none, or it cannot be read
   */
  public static List<KeptCombination> all(ExperimentStore store) {
    List<KeptCombination> all = new ArrayList<>();
    JsonObject plan = store.plan();
    try {
      for (JsonElement each : plan.getAsJsonArray("combinations")) {
        JsonObject json = each.getAsJsonObject();
        String id = json.get("id").getAsString();
        requireId(id);
        ShardPlan shards =
            new ShardPlan(json.get("images").getAsInt(), json.get("batch").getAsInt());
        all.add(
            new KeptCombination(
                id,
                AxisValues.read(json.getAsJsonObject("values")),
                json.get("weights").getAsString(),
                Optional.ofNullable(json.get("baseline")).map(JsonElement::getAsString),
                Optional.ofNullable(json.get("heldOut")).map(JsonElement::getAsString),
                store.combination(id, shards)));
        all.get(all.size() - 1).heldOut().ifPresent(KeptCombination::requireId);
      }
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          store.path() + ": its plan.json cannot be read; run the experiment again there", e);
    }
    return all;
  }

  /** It becomes the name of a file. */
  private static void requireId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(id);
    }
  }
}
