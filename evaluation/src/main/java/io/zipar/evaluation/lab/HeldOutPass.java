/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.experiment.MeasuredRow;
import io.zipar.evaluation.store.ExperimentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what was measured of held-out pictures, one file for all combinations that share them. */
final class HeldOutPass {
  private static final String PROTOCOLS = "protocols";
  private static final String ROWS = "rows";

  private HeldOutPass() {}

  /** Names the pictures that a combination is to be seen beside: as many, of its classes. */
  static String id(PlannedCombination combination) {
    JsonObject decides = new JsonObject();
    for (String name : List.of("weights", "grid", "images")) {
      decides.add(name, combination.decides().get(name));
    }
    return ExperimentStore.id(decides);
  }

  /** Measures them where that was not done in the same way, and tells whether it was done now. */
  static boolean measure(PlannedCombination combination, ExperimentStore store, MeasurePass pass) {
    JsonObject protocols = pass.allProtocols(combination);
    Optional<JsonObject> known = store.heldOut(id(combination));
    if (known.map(json -> json.get(PROTOCOLS)).filter(protocols::equals).isPresent()) {
      return false;
    }
    JsonArray rows = new JsonArray();
    pass.heldOut(combination).forEach(row -> rows.add(row.json()));
    JsonObject json = new JsonObject();
    json.add(PROTOCOLS, protocols);
    json.add(ROWS, rows);
    store.keepHeldOut(id(combination), json);
    return true;
  }

  /** The rows that are kept by a name; none where there are none. */
  static List<MeasuredRow> rows(ExperimentStore store, String id) {
    List<MeasuredRow> rows = new ArrayList<>();
    Optional<JsonObject> kept = store.heldOut(id);
    if (kept.isEmpty()) {
      return rows;
    }
    try {
      kept.get()
          .getAsJsonArray(ROWS)
          .forEach(row -> rows.add(MeasuredRow.read(row.getAsJsonObject())));
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          store.path()
              + ": what was measured of held-out pictures cannot be read; run the experiment again"
              + " there",
          e);
    }
    return rows;
  }
}
