/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.ApiStatus;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.SessionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Tells the receiver of a session's probe what a backend computed: takes the weights of all heads
 * over slots, and says which positions queries and slots belong to. Used by one thread at a time.
 */
@ApiStatus.Experimental(since = "0.1")
public final class AttentionRecorder {
  private final Set<Integer> layers;
  private final boolean perHead;
  private final int heads;
  private final Consumer<AttentionMap> receiver;

  private AttentionRecorder(AttentionProbe probe, int heads, Consumer<AttentionMap> receiver) {
    this.layers = new HashSet<>(probe.layers());
    this.perHead = probe.perHead();
    this.heads = heads;
    this.receiver = receiver;
  }

  /**
   * The recorder of a session.
   *
   * @param request what the session is opened for
   * @param heads number of query heads in each layer
   * @return empty if the request has no probe
   */
  public static Optional<AttentionRecorder> of(SessionRequest request, int heads) {
    return request
        .attentionProbe()
        .map(probe -> new AttentionRecorder(probe, heads, request.attentionReceiver()));
  }

  /**
   * Tells whether a layer is looked at.
   *
   * @param layer index of the layer
   * @return whether {@link #record} is to be called for each lane
   */
  public boolean wants(int layer) {
    return layers.contains(layer);
  }

  /**
   * Tells the receiver of one lane in one layer.
   *
   * @param lane the session's index of the lane
   * @param sequence that of the lane, the pass laid out
   * @param layer index of the layer
   * @param weights heads x entries x {@link LaneSequence#usedSlots}, after the softmax; not used
   *     again by the caller
   */
  public void record(int lane, LaneSequence sequence, int layer, float[] weights) {
    List<Place> queries = new ArrayList<>();
    for (int entry = 0; entry < sequence.entries(); entry++) {
      queries.add(place(sequence, sequence.slot(entry)));
    }
    int[] told =
        IntStream.range(0, sequence.usedSlots())
            .filter(slot -> sequence.seesUnwritten() || sequence.held(slot).isPresent())
            .toArray();
    List<Place> slots = Arrays.stream(told).mapToObj(slot -> place(sequence, slot)).toList();
    float[] kept = kept(weights, heads * queries.size(), sequence.usedSlots(), told);
    receiver.accept(
        AttentionMap.of(
            lane,
            layer,
            queries,
            slots,
            perHead ? heads : 1,
            perHead ? kept : mean(kept, queries.size() * told.length)));
  }

  private static Place place(LaneSequence sequence, int slot) {
    Kind kind = sequence.held(slot).map(AttentionRecorder::kind).orElse(Kind.UNWRITTEN);
    return new Place(kind, kind == Kind.PREFIX ? slot : sequence.position(slot));
  }

  private static Kind kind(LaneSequence.Content content) {
    return switch (content) {
      case PREFIX -> Kind.PREFIX;
      case TOKEN -> Kind.TOKEN;
      case QUERY -> Kind.QUERY_TOKEN;
    };
  }

  private static float[] kept(float[] weights, int rows, int stride, int[] slots) {
    if (slots.length == stride) {
      return weights;
    }
    float[] kept = new float[rows * slots.length];
    for (int row = 0; row < rows; row++) {
      for (int index = 0; index < slots.length; index++) {
        kept[row * slots.length + index] = weights[row * stride + slots[index]];
      }
    }
    return kept;
  }

  private float[] mean(float[] weights, int count) {
    float[] mean = new float[count];
    for (int index = 0; index < count; index++) {
      double sum = 0;
      for (int head = 0; head < heads; head++) {
        sum += weights[head * count + index];
      }
      mean[index] = (float) (sum / heads);
    }
    return mean;
  }
}
