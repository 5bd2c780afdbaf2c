/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.evaluation.report.Table;
import io.zipar.models.TransformerSource;
import io.zipar.models.spi.Architecture;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.spi.MemoryNeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the published sizes take, a line for each and a column for each precision of each backend.
 *
 * @param files tells the sizes
 * @param backends those to ask
 */
record MemoryTable(ModelFiles files, List<BackendChoice> backends) {
  private static final double GIBIBYTE = 1L << 30;
  private static final String UNTOLD = "-";

  /** The table, in GiB; a dash stands where a backend does not tell. */
  Table table() {
    List<BackendChoice> columns = backends.stream().flatMap(MemoryTable::inEveryPrecision).toList();
    List<String> names = new ArrayList<>(List.of("name"));
    columns.forEach(
        column -> names.add(column.choice().name() + column.dtype().map(d -> " " + d).orElse("")));
    return new Table(
        names, files.architectures().stream().map(each -> row(each, columns)).toList());
  }

  private static Stream<BackendChoice> inEveryPrecision(BackendChoice backend) {
    return backend.isDtypeGiven() || backend.dtypes().isEmpty()
        ? Stream.of(backend)
        : backend.dtypes().stream().map(backend::withDtype);
  }

  private List<String> row(Architecture architecture, List<BackendChoice> columns) {
    List<String> row = new ArrayList<>(List.of(architecture.name()));
    // The numbers of random weights are computed when they are read, which nobody does here.
    try (TransformerSource source = files.randomTransformer(architecture.name(), 0)) {
      columns.forEach(column -> row.add(say(column.memoryNeed(source))));
    }
    return row;
  }

  private static String say(Optional<MemoryNeed> need) {
    return need.map(
            bytes ->
                String.format(
                    Locale.ROOT, "%.2f", (bytes.heapBytes() + bytes.nativeBytes()) / GIBIBYTE))
        .orElse(UNTOLD);
  }
}
