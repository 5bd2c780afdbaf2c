/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.GenerationRequest;
import io.zipar.run.GenerationListener;
import io.zipar.run.PassTrace;
import io.zipar.run.TraceDetail;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.DecodingStep.Feed;
import io.zipar.spi.Lane;
import io.zipar.spi.ModelInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks at all heads of all layers of a run, and checks who attends to what. */
final class AttentionWatch implements GenerationListener {
  private static final double SUM_TOLERANCE = 1e-4;

  private final ModelInfo model;
  private final int lanes;
  private final Sight sight;
  private final List<AttentionMap> maps = new ArrayList<>();

  /** For each image and role the positions whose tokens came, in the order in which they did. */
  private final Map<String, List<Integer>> arrived = new HashMap<>();

  /** For each image and role the positions that fed themselves in the pass, last layer told. */
  private final Map<String, List<Integer>> fed = new HashMap<>();

  /** What a token and a query token may attend to besides the prefix. */
  enum Sight {
    /** Positions up to its own. */
    CAUSAL,
    /** All that was ever fed. */
    WRITTEN,
    /** All tokens that arrived; for query tokens also each other. */
    ARRIVED,
    /** Tokens and query tokens that arrived before, and its own query token. */
    ARRIVED_BEFORE
  }

  AttentionWatch(ModelInfo model, GenerationRequest request, Sight sight) {
    this.model = model;
    this.lanes = request.images().size() * (request.guidance().isOn() ? 2 : 1);
    this.sight = sight;
  }

  @Override
  public Optional<AttentionProbe> attentionProbe() {
    return Optional.of(
        AttentionProbe.perHead(IntStream.range(0, model.attentionLayers()).boxed().toList()));
  }

  @Override
  public TraceDetail traceDetail() {
    return TraceDetail.STEPS;
  }

  @Override
  public void attended(int image, Lane.Role role, int pass, AttentionMap map) {
    maps.add(map);
    String lane = image + " " + role;
    List<Integer> tokens = indices(map, Kind.TOKEN);
    fed.put(lane, tokens);
    List<Integer> order = arrived.computeIfAbsent(lane, key -> new ArrayList<>());
    tokens.stream().filter(position -> !order.contains(position)).forEach(order::add);
    List<Integer> ranks = new ArrayList<>(order);
    indices(map, Kind.QUERY_TOKEN).stream()
        .filter(position -> !ranks.contains(position))
        .forEach(ranks::add);
    for (int query = 0; query < map.queries().size(); query++) {
      for (int head = 0; head < map.heads(); head++) {
        checkRow(map, head, query, order, ranks);
      }
    }
  }

  private static List<Integer> indices(AttentionMap map, Kind kind) {
    return map.queries().stream().filter(query -> query.kind() == kind).map(Place::index).toList();
  }

  private void checkRow(
      AttentionMap map, int head, int query, List<Integer> order, List<Integer> ranks) {
    Place from = map.queries().get(query);
    double sum = 0;
    for (int slot = 0; slot < map.slots().size(); slot++) {
      Place to = map.slots().get(slot);
      float weight = map.weight(head, query, slot);
      sum += weight;
      boolean allowed = to.equals(from) || sees(from, to, order, ranks);
      assertTrue(weight >= 0 && (allowed || weight == 0), from + " attends to " + to);
    }
    assertEquals(1, sum, SUM_TOLERANCE, () -> "weights of " + from);
  }

  private boolean sees(Place from, Place to, List<Integer> order, List<Integer> ranks) {
    if (to.kind() == Kind.PREFIX) {
      return from.kind() != Kind.PREFIX || to.index() <= from.index();
    }
    boolean present = to.kind() == Kind.QUERY_TOKEN || order.contains(to.index());
    if (from.kind() == Kind.PREFIX || to.kind() == Kind.UNWRITTEN || !present) {
      return false;
    }
    return switch (sight) {
      case CAUSAL -> to.index() <= from.index();
      case WRITTEN -> true;
      case ARRIVED -> to.kind() == Kind.TOKEN || from.kind() == Kind.QUERY_TOKEN;
      case ARRIVED_BEFORE ->
          ranks.indexOf(to.index()) < ranks.indexOf(from.index())
              || to.index() == from.index() && from.kind() == Kind.TOKEN;
    };
  }

  @Override
  public void passTraced(PassTrace trace) {
    List<Integer> expected = trace.feeds().stream().map(Feed::position).sorted().toList();
    List<Integer> attended = fed.get(trace.image() + " " + Lane.Role.CONDITIONAL);
    assertEquals(expected, attended.stream().sorted().toList(), "what was fed attends");
  }

  /** All that was told. */
  List<AttentionMap> maps() {
    return maps;
  }

  /** Requires that every layer of every lane was told of in each pass that it took part in. */
  void requireComplete(int passes) {
    assertEquals(0, maps.size() % model.attentionLayers());
    assertTrue(maps.size() <= passes * lanes * model.attentionLayers());
    assertTrue(maps.size() >= passes * model.attentionLayers());
    assertFalse(arrived.isEmpty());
    assertEquals(lanes, arrived.size(), "lanes");
  }
}
