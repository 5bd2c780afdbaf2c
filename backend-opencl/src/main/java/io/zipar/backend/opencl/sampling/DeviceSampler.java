/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.sampling;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.DeviceUse;
import io.zipar.backend.opencl.device.GrowingBuffer;
import io.zipar.backend.opencl.device.Kernel;
import io.zipar.backend.opencl.device.Kernels;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.spi.Distribution;
import io.zipar.spi.LikelyTokens;
import io.zipar.spi.RowRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the distributions of a pass on the device. One read brings the draws, with the probability
 * of each and of the token that the pass was fed at its position. What else is asked of a law is
 * fetched when it is asked. Its methods take the device's lock by themselves, but for {@link
 * #sample} and {@link #close}, which are called with it.
 */
public final class DeviceSampler implements AutoCloseable {
  private static final int RESULT_INTS = 5;
  private static final int WINNER = 0;
  private static final int WINNER_WEIGHT = 1;
  private static final int ASKED_WEIGHT = 2;
  private static final int TOTAL = 3;
  private static final int PROBLEM = 4;

  /** A count, then token and weight of each. */
  private static final int LIST_INTS = 1 + 2 * LikelyTokens.MOST;

  private final OpenDevice device;
  private final DeviceUse session;
  private final int tokens;
  private final int vocabulary;
  private final RequestCodes codes = new RequestCodes();
  private final GrowingBuffer requests;
  private final GrowingBuffer laws;
  private final GrowingBuffer results;
  private final Map<Integer, int[]> drawn = new HashMap<>();
  private List<RowRequest> current = List.of();
  private int[] told = {};
  private float[] read = {};
  private boolean isFirst;
  private boolean areRead;

  /** Whether the likeliest tokens come with the draws: they do if the pass before was asked. */
  private boolean areListed;

  private boolean isListAsked;

  /**
   * A sampler without memory yet.
   *
   * @param device with the logits
   * @param session whose logits they are
   * @param tokens that logits are predicted for
   * @param vocabulary tokens of the model; those beyond have probability 0
   */
  public DeviceSampler(OpenDevice device, DeviceUse session, int tokens, int vocabulary) {
    this.device = device;
    this.session = session;
    this.tokens = tokens;
    this.vocabulary = vocabulary;
    this.requests = new GrowingBuffer(device, "what is asked of the logits");
    this.laws = new GrowingBuffer(device, "laws of tokens");
    this.results = new GrowingBuffer(device, "draws");
  }

  /**
   * Makes the distributions of a pass; those of the pass before are no longer valid.
   *
   * @param logits rows of float32
   * @param stride from one row to the next
   * @param asked which rows to make distributions of
   * @param parts of the rows
   * @return one for each; empty where only the host can: a row that a network mixes, or one that is
   *     no distribution, of which the host makes an error that says more
   */
  public Optional<List<Distribution>> sample(
      DeviceBuffer logits, int stride, List<RowRequest> asked, RowParts parts) {
    if (asked.isEmpty()) {
      return Optional.of(List.of());
    }
    if (!codes.encode(asked, parts)) {
      return Optional.empty();
    }
    current = asked;
    drawn.clear();
    isFirst = true;
    areRead = false;
    int count = asked.size();
    DeviceBuffer said = results.reserve((long) count * (RESULT_INTS + LIST_INTS) * Integer.BYTES);
    DeviceBuffer law = laws.reserve((long) count * tokens * Float.BYTES);
    device
        .kernel(Kernels.SAMPLING, "guide_rows")
        .with(logits)
        .with(stride)
        .with(tokens)
        .with(sent())
        .with(law)
        .with(tokens)
        .with(said)
        .launch(count);
    if (codes.anyTopK()) {
      onLaws("keep_best").launch(count);
    }
    if (codes.anyTopP()) {
      onLaws("keep_nuclei").launch(count);
    }
    onLaws("weigh_rows").with(said).launch(count);
    if (told.length < count * (RESULT_INTS + LIST_INTS)) {
      told = new int[2 * count * (RESULT_INTS + LIST_INTS)];
    }
    areListed = isListAsked;
    isListAsked = false;
    if (areListed) {
      list();
    }
    draw(told, count * (areListed ? RESULT_INTS + LIST_INTS : RESULT_INTS));
    List<Distribution> distributions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (told(i, PROBLEM) != 0) {
        return Optional.empty();
      }
      distributions.add(new SampledRow(this, i));
    }
    return Optional.of(distributions);
  }

  /** Draws from all laws by the streams that were sent, and reads what is told of them. */
  private void draw(int[] target, int length) {
    onLaws("draw_tokens").with(results.buffer()).launch(current.size());
    results.buffer().read(0, target, length);
  }

  /** Has the lists written behind the results. */
  private void list() {
    onLaws("list_likely")
        .with(results.buffer())
        .with(current.size() * RESULT_INTS)
        .launch(current.size());
  }

  private Kernel onLaws(String name) {
    return device
        .kernel(Kernels.SAMPLING, name)
        .with(requests.buffer())
        .with(tokens)
        .with(laws.buffer())
        .with(tokens);
  }

  private DeviceBuffer sent() {
    DeviceBuffer buffer = requests.reserve((long) codes.used() * Integer.BYTES);
    buffer.write(codes.values(), codes.used());
    return buffer;
  }

  private int told(int index, int what) {
    return told[index * RESULT_INTS + what];
  }

  private float toldNumber(int index, int what) {
    return Float.intBitsToFloat(told(index, what));
  }

  int vocabulary() {
    return vocabulary;
  }

  int draw(int index, int draw) {
    if (draw == 0 || current.get(index).sampling().greedy()) {
      return told(index, WINNER);
    }
    return session.call(() -> drawn.computeIfAbsent(draw, this::drawAll)[index]);
  }

  /** Draws from all laws, since whoever asks for one such draw mostly asks for all. */
  private int[] drawAll(int draw) {
    codes.setStreams(current, draw);
    sent();
    int[] values = new int[current.size() * RESULT_INTS];
    draw(values, values.length);
    int[] winners = new int[current.size()];
    Arrays.setAll(winners, i -> values[i * RESULT_INTS + WINNER]);
    return winners;
  }

  double probability(int index, int token) {
    if (token >= tokens) {
      return 0;
    }
    return weight(index, token) / (double) toldNumber(index, TOTAL);
  }

  private float weight(int index, int token) {
    if (token == told(index, WINNER)) {
      return toldNumber(index, WINNER_WEIGHT);
    }
    if (current.get(index).sampling().greedy()) {
      return 0;
    }
    if (token == codes.asked(index)) {
      return toldNumber(index, ASKED_WEIGHT);
    }
    return session.call(
        () -> {
          float[] one = new float[1];
          laws.buffer().read((long) index * tokens + token, one, 1);
          return one[0];
        });
  }

  /** The lists of all requests come together, since whoever asks for one asks for all. */
  LikelyTokens likeliest(int index) {
    isListAsked = true;
    if (!areListed) {
      session.call(() -> readLists());
      areListed = true;
    }
    int from = current.size() * RESULT_INTS + index * LIST_INTS;
    int count = told[from];
    int[] likely = new int[count];
    float[] probabilities = new float[count];
    double total = toldNumber(index, TOTAL);
    for (int i = 0; i < count; i++) {
      likely[i] = told[from + 1 + 2 * i];
      float weight = Float.intBitsToFloat(told[from + 2 + 2 * i]);
      probabilities[i] = (float) Math.min(1, weight / total);
    }
    return LikelyTokens.of(likely, probabilities);
  }

  private Void readLists() {
    list();
    int[] lists = new int[current.size() * LIST_INTS];
    int from = current.size() * RESULT_INTS;
    results.buffer().read(from, lists, lists.length);
    System.arraycopy(lists, 0, told, from, lists.length);
    return null;
  }

  /** The first law that is asked for comes alone; who asks for a second mostly asks for all. */
  void copyProbabilities(int index, float[] target) {
    if (!areRead) {
      session.call(() -> readLaws(index));
    }
    float scale = (float) (1 / (double) toldNumber(index, TOTAL));
    for (int token = 0; token < tokens; token++) {
      target[token] = read[index * tokens + token] * scale;
    }
    Arrays.fill(target, tokens, vocabulary, 0f);
  }

  private Void readLaws(int index) {
    int length = Math.multiplyExact(current.size(), tokens);
    if (read.length < length) {
      read = new float[length];
    }
    if (isFirst) {
      isFirst = false;
      float[] one = new float[tokens];
      laws.buffer().read((long) index * tokens, one, tokens);
      System.arraycopy(one, 0, read, index * tokens, tokens);
    } else {
      laws.buffer().read(0, read, length);
      areRead = true;
    }
    return null;
  }

  @Override
  public void close() {
    requests.close();
    laws.close();
    results.close();
  }
}
