/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Conditioning;
import io.zipar.InvalidInputException;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a probe of attention must tell: of every pass each lane in each layer, weights that sum to 1
 * and fall on nothing that a query does not see, and the logits of a session without a probe.
 */
final class AttentionCheck {
  private static final double SUM_TOLERANCE = 1e-2;

  private final TokenModel model;
  private final SequenceLayout layout;
  private final List<Lane> lanes;
  private final float tolerance;
  private final Set<Place> present = new HashSet<>();
  private final int hidden;
  private final List<AttentionMap> told = new ArrayList<>();

  AttentionCheck(
      TokenModel model, SequenceLayout layout, Conditioning conditioning, float tolerance) {
    this.model = model;
    this.layout = layout;
    this.lanes =
        List.of(
            new Lane(conditioning, Lane.Role.CONDITIONAL),
            new Lane(conditioning, Lane.Role.UNCONDITIONAL));
    this.tolerance = tolerance;
    this.hidden = layout.positions() / 3;
  }

  /** Refused by a model that cannot be probed, and done right by another. */
  void run(FeedingOrder order, TokenSequences sequences) {
    int[] sequence = sequences.random(order.passes());
    int layers = model.info().attentionLayers();
    refuses(layers);
    if (layers == 0) {
      return;
    }
    List<Integer> all = IntStream.range(0, layers).boxed().toList();
    List<AttentionMap> means = new ArrayList<>();
    SessionRequest request = SessionRequest.of(layout, lanes);
    try (Feeding plain = Feeding.of(model, request);
        Feeding averaged =
            Feeding.of(model, request.with(AttentionProbe.averaged(all), means::add));
        Feeding probed = Feeding.of(model, request.with(AttentionProbe.perHead(all), told::add))) {
      for (int pass = 0; pass < order.passes(); pass++) {
        for (Feeding each : List.of(plain, averaged, probed)) {
          feed(each.masked((query, position) -> position != hidden), sequence, order, pass);
        }
        check(order.fed(pass), order.asked(pass));
        checkMeans(means);
      }
      for (int lane = 0; lane < lanes.size(); lane++) {
        Feeding.same("B16, probed", plain.rows(lane), probed.rows(lane), tolerance);
      }
    }
  }

  private void refuses(int layers) {
    SessionRequest beyond =
        SessionRequest.of(layout, lanes).with(AttentionProbe.averaged(List.of(layers)), map -> {});
    assertThrows(
        InvalidInputException.class,
        () -> model.open(beyond).close(),
        "B16: a probe of layer " + layers + " must be refused, info() tells of " + layers);
  }

  private void feed(Feeding feeding, int[] sequence, FeedingOrder order, int pass) {
    List<LanePass> passes = new ArrayList<>();
    for (int lane = 0; lane < lanes.size(); lane++) {
      passes.add(feeding.lanePass(lane, sequence, order, pass));
    }
    feeding.run(passes);
  }

  private void check(int[] fed, int[] asked) {
    for (int position : fed) {
      present.add(new Place(Kind.TOKEN, position));
      present.add(new Place(Kind.QUERY_TOKEN, position));
    }
    for (int target : asked) {
      present.add(new Place(Kind.QUERY_TOKEN, target));
    }
    assertEquals(lanes.size() * model.info().attentionLayers(), told.size(), "B16: maps of a pass");
    Set<List<Integer>> tellers = new HashSet<>();
    for (AttentionMap map : told) {
      tellers.add(List.of(map.lane(), map.layer()));
      assertEquals(model.info().attentionHeads(), map.heads(), "B16: heads");
      List<Integer> queries =
          map.queries().stream()
              .filter(query -> query.kind() == Kind.TOKEN)
              .map(Place::index)
              .sorted()
              .toList();
      assertEquals(IntStream.of(fed).sorted().boxed().toList(), queries, "B16: tokens that attend");
      for (int query = 0; query < map.queries().size(); query++) {
        for (int head = 0; head < map.heads(); head++) {
          checkRow(map, head, query);
        }
      }
    }
    assertEquals(told.size(), tellers.size(), "B16: a lane told twice of a layer");
  }

  private void checkRow(AttentionMap map, int head, int query) {
    Place from = map.queries().get(query);
    double sum = 0;
    for (int slot = 0; slot < map.slots().size(); slot++) {
      Place to = map.slots().get(slot);
      float weight = map.weight(head, query, slot);
      boolean seen = to.equals(from) || sees(from, to);
      assertTrue(
          weight >= 0 && (seen || weight == 0),
          () -> "B16: " + from + " gives " + weight + " to " + to + ", which it does not see");
      sum += weight;
    }
    assertEquals(1, sum, SUM_TOLERANCE, "B16: the weights of " + from + " do not sum to 1");
  }

  private boolean sees(Place from, Place to) {
    if (to.kind() == Kind.PREFIX) {
      return true;
    }
    boolean causal = model.info().prediction() == Prediction.SUCCESSOR;
    boolean masked = from.kind() != Kind.PREFIX && to.index() == hidden && from.index() != hidden;
    boolean later = from.kind() == Kind.PREFIX || to.index() > from.index();
    return present.contains(to) && !masked && !(causal && later);
  }

  /** Compares with the means of heads, and forgets both. */
  private void checkMeans(List<AttentionMap> means) {
    for (int index = 0; index < told.size(); index++) {
      AttentionMap heads = told.get(index);
      AttentionMap mean = means.get(index);
      assertEquals(1, mean.heads(), "B16: heads of a mean");
      assertEquals(heads.slots(), mean.slots(), "B16: slots of a mean");
      for (int query = 0; query < heads.queries().size(); query++) {
        for (int slot = 0; slot < heads.slots().size(); slot++) {
          double sum = 0;
          for (int head = 0; head < heads.heads(); head++) {
            sum += heads.weight(head, query, slot);
          }
          assertEquals(
              sum / heads.heads(), mean.weight(0, query, slot), SUM_TOLERANCE / 10, "B16: a mean");
        }
      }
    }
    told.clear();
    means.clear();
  }
}
