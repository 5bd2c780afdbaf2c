/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.QueryRows;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.pass.LaneSequence;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the lanes of a session begin as, on the device: rows of projected features and of query
 * tokens, and the angles of all places.
 */
final class SessionInputs implements AutoCloseable {
  private final OpenDevice device;
  private final LoadedTransformer weights;
  private final List<LaneInput> lanes = new ArrayList<>();
  private final DeviceRows rows;
  private final long cacheRows;
  private DeviceBuffer cosines;
  private DeviceBuffer sines;

  /**
   * Brings them to the device.
   *
   * @param device with its lock held
   * @param weights of the network
   * @param width of the stream
   * @param sequences of the lanes, at least one
   */
  SessionInputs(
      OpenDevice device, LoadedTransformer weights, int width, List<LaneSequence> sequences) {
    this.device = device;
    this.weights = weights;
    this.rows = new DeviceRows(device, "rows of prefixes", width);
    int features = sequences.stream().mapToInt(each -> featureRows(each.prefix())).sum();
    Optional<QueryRows> queries = sequences.get(0).queries();
    int queryRows = queries.map(each -> each.values().length / each.width()).orElse(0);
    try {
      rows.reserve(Math.max(1, features + queryRows));
      queries.ifPresent(each -> copyRows(each.values(), queryRows, features));
      Map<RotaryTable, Integer> tables = sendAngles(sequences);
      this.cacheRows = addLanes(sequences, tables, features);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private long addLanes(
      List<LaneSequence> sequences, Map<RotaryTable, Integer> tables, int firstQuery) {
    long row = 0;
    int feature = 0;
    for (LaneSequence sequence : sequences) {
      lanes.add(
          new LaneInput(
              sequence,
              Math.toIntExact(row),
              tables.get(sequence.rotary()),
              feature,
              firstQuery,
              weights.prefixTable()));
      if (sequence.prefix() instanceof PrefixInput.Features prefix) {
        project(prefix, feature);
      }
      row += sequence.slots();
      feature += featureRows(sequence.prefix());
    }
    return row;
  }

  private static int featureRows(PrefixInput prefix) {
    return prefix instanceof PrefixInput.Features ? prefix.slots() : 0;
  }

  private void copyRows(float[] values, int count, int first) {
    try (DeviceRows source = new DeviceRows(device, "rows of query tokens", rows.width())) {
      source.write(values, count);
      rows.buffer().copy(source.buffer(), 0, rows.bytes(first), rows.bytes(count));
      device.finish();
    }
  }

  private void project(PrefixInput.Features prefix, int first) {
    DeviceProjection projection = weights.projection().orElseThrow();
    Optional<DeviceRows> between = projection.between(device);
    try (DeviceRows source = new DeviceRows(device, "features", projection.inputs());
        DeviceRows target = new DeviceRows(device, "projected features", rows.width())) {
      source.write(prefix.values(), prefix.slots());
      target.reserve(prefix.slots());
      new Products(device).run(projection, source, prefix.slots(), between, target, 0);
      rows.buffer().copy(target.buffer(), 0, rows.bytes(first), rows.bytes(prefix.slots()));
      device.finish();
    } finally {
      between.ifPresent(DeviceRows::close);
    }
  }

  private Map<RotaryTable, Integer> sendAngles(List<LaneSequence> sequences) {
    Map<RotaryTable, Integer> firstOf = new IdentityHashMap<>();
    List<RotaryTable> tables = new ArrayList<>();
    int places = 0;
    for (LaneSequence sequence : sequences) {
      RotaryTable table = sequence.rotary();
      if (firstOf.putIfAbsent(table, places) == null) {
        tables.add(table);
        places = Math.addExact(places, table.slots());
      }
    }
    int length = Math.multiplyExact(places, tables.get(0).pairs());
    float[] allCosines = new float[length];
    float[] allSines = new float[length];
    int to = 0;
    for (RotaryTable table : tables) {
      System.arraycopy(table.cosines(), 0, allCosines, to, table.cosines().length);
      System.arraycopy(table.sines(), 0, allSines, to, table.sines().length);
      to += table.cosines().length;
    }
    cosines = sent(allCosines);
    sines = sent(allSines);
    return firstOf;
  }

  private DeviceBuffer sent(float[] values) {
    DeviceBuffer buffer = device.allocate("rotary angles", (long) values.length * Float.BYTES);
    buffer.write(0, values, values.length);
    return buffer;
  }

  List<LaneInput> lanes() {
    return lanes;
  }

  /** Slots of all lanes. */
  long cacheRows() {
    return cacheRows;
  }

  /** Rows of features and query tokens. */
  DeviceRows rows() {
    return rows;
  }

  BlockKind.Rotation rotation() {
    boolean adjacent = lanes.get(0).sequence().rotary().pairing() == RotaryTable.Pairing.ADJACENT;
    return new BlockKind.Rotation(cosines, sines, adjacent);
  }

  @Override
  public void close() {
    rows.close();
    if (cosines != null) {
      cosines.close();
    }
    if (sines != null) {
      sines.close();
    }
  }
}
