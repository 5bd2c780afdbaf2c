/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.LanePass;
import io.zipar.spi.SessionRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Attention of every head of every layer, as a probe tells it and as the reference has it. */
final class AttentionComparison {
  private final TransformerSizes sizes;
  private final List<AttentionMap> told = new ArrayList<>();

  AttentionComparison(TransformerSizes sizes) {
    this.sizes = sizes;
  }

  SessionRequest probing(SessionRequest request) {
    List<Integer> layers = IntStream.range(0, sizes.layers()).boxed().toList();
    return request.with(AttentionProbe.perHead(layers), told::add);
  }

  /** Compares what was told of a pass, which the reference has run too, and forgets it. */
  void compare(List<LanePass> lanes, List<ReferenceLane> reference, double tolerance) {
    assertEquals(lanes.size() * sizes.layers(), told.size(), "maps of a pass");
    Map<Integer, LanePass> passes = new HashMap<>();
    lanes.forEach(lane -> passes.put(lane.lane(), lane));
    for (AttentionMap map : told) {
      compare(map, passes.get(map.lane()), reference.get(map.lane()), tolerance);
    }
    told.clear();
  }

  private void compare(AttentionMap map, LanePass pass, ReferenceLane reference, double tolerance) {
    List<Place> expected = new ArrayList<>();
    for (int slot = 0; pass.prefill() && slot < reference.prefixSlots(); slot++) {
      expected.add(new Place(Kind.PREFIX, slot));
    }
    for (int position : pass.positions()) {
      expected.add(new Place(Kind.TOKEN, position));
    }
    assertEquals(expected.size(), map.queries().size(), "queries of lane " + map.lane());
    assertEquals(sizes.heads(), map.heads());
    for (int query = 0; query < expected.size(); query++) {
      int entry = expected.indexOf(map.queries().get(query));
      assertTrue(entry >= 0, map.queries().get(query) + " was not fed");
      for (int head = 0; head < map.heads(); head++) {
        compareRow(map, head, query, entry, reference, tolerance);
      }
    }
  }

  private static void compareRow(
      AttentionMap map, int head, int query, int entry, ReferenceLane reference, double tolerance) {
    double sum = 0;
    for (int slot = 0; slot < map.slots().size(); slot++) {
      Place place = map.slots().get(slot);
      int at = place.kind() == Kind.PREFIX ? 0 : reference.prefixSlots();
      double weight = reference.attention(map.layer(), head, entry, at + place.index());
      String where = map.queries().get(query) + " over " + place + ", head " + head;
      double allowed = weight == 0 ? 0 : tolerance;
      assertEquals(weight, map.weight(head, query, slot), allowed, where);
      sum += weight;
    }
    assertEquals(1, sum, 1e-9, "a slot that the reference attends to was not told");
  }
}
