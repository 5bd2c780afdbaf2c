/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.experiment.EvaluationReport;
import io.zipar.evaluation.experiment.MeasuredRow;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.store.ExperimentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of an experiment that varies strategy, guidance and visibility alone. */
@ApiStatus.Experimental(since = "0.1")
public final class KeptEvaluation {
  private KeptEvaluation() {}

  /**
   * Reads a folder.
   *
   * @param folder where an experiment was run
   * @param measures the columns
   * @return held-out pictures where they were measured, and a row for each combination
   * @throws io.zipar.InvalidInputException if there is none
   */
  public static EvaluationReport of(Path folder, Measures measures) {
    ExperimentStore store = new ExperimentStore(folder);
    List<KeptCombination> kept = KeptCombination.all(store);
    List<MeasuredRow> heldOut = new ArrayList<>();
    List<MeasuredRow> rows = new ArrayList<>();
    for (KeptCombination each : kept) {
      if (heldOut.isEmpty()) {
        each.heldOut().ifPresent(id -> heldOut.addAll(HeldOutPass.rows(store, id)));
      }
      rows.add(row(each, measures));
    }
    return new EvaluationReport(settings(store, kept, measures), measures, heldOut, rows);
  }

  private static MeasuredRow row(KeptCombination combination, Measures measures) {
    ReportRow row = ReportRow.of(combination, measures.names());
    Map<String, Estimate> found = new LinkedHashMap<>(row.numbers());
    found.keySet().retainAll(measures.names());
    return new MeasuredRow(
        combination.values().text(Axis.STRATEGY),
        combination.values().text(Axis.GUIDANCE),
        combination.values().text(Axis.VISIBILITY),
        row.images().size(),
        found);
  }

  private static JsonObject settings(
      ExperimentStore store, List<KeptCombination> kept, Measures measures) {
    JsonObject settings = new JsonObject();
    settings.add("experiment", store.plan().get("experiment"));
    KeptCombination first = kept.get(0);
    settings.addProperty("weights", first.weights());
    List<JsonObject> environments = first.folder().environments();
    if (!environments.isEmpty()) {
      settings.add("environment", environments.get(environments.size() - 1));
    }
    JsonObject protocols = new JsonObject();
    ReportRow.of(first, measures.names()).protocols().forEach(protocols::add);
    settings.add("protocols", protocols);
    JsonObject without = new JsonObject();
    ReportRow.of(first, measures.names()).withoutValue().forEach(without::addProperty);
    if (!without.isEmpty()) {
      settings.add("without value", without);
    }
    return settings;
  }
}
