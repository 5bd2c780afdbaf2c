/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.sampling;

import io.zipar.Sampling;
import io.zipar.spi.RowRequest;
import java.util.Arrays;
import java.util.List;

/**
 * Requests as sample.cl reads them: a number of ints for each, behind them row and share of every
 * part. Memory is kept for the next pass. Used by one thread at a time.
 */
final class RequestCodes {
  /** Ints of a request, as sample.cl has it. */
  static final int INTS = 12;

  private static final int BY_ENTROPY = 1;

  /** Of the tokens that are equally likely, an empty nucleus leaves the first. */
  private static final Sampling MOST_LIKELY = Sampling.PLAIN.withTopP(0);

  /** What is said of a request; in the order of sample.cl. */
  private enum Field {
    ROW_FROM,
    ROW_PARTS,
    WITHOUT_FROM,
    WITHOUT_PARTS,
    SCALE,
    TEMPERATURE,
    TOP_K,
    TOP_P,
    HOW,
    ASKED,
    STREAM_LOW,
    STREAM_HIGH
  }

  private int[] values = {};
  private int used;
  private boolean anyTopK;
  private boolean anyTopP;

  /**
   * Writes requests down.
   *
   * @param requests at least one
   * @param parts of the rows
   * @return false if a row can only be mixed on the host
   */
  boolean encode(List<RowRequest> requests, RowParts parts) {
    used = requests.size() * INTS;
    reserve(used);
    anyTopK = false;
    anyTopP = false;
    for (int i = 0; i < requests.size(); i++) {
      if (!encode(i, requests.get(i), parts)) {
        return false;
      }
    }
    setStreams(requests, 0);
    return true;
  }

  private boolean encode(int index, RowRequest request, RowParts parts) {
    int from = used;
    int count = addParts(request.row(), parts);
    int without = used;
    int withoutCount = request.isGuided() ? addParts(request.unconditionalRow(), parts) : 0;
    if (count < 0 || withoutCount < 0) {
      return false;
    }
    Sampling sampling = request.sampling().greedy() ? MOST_LIKELY : request.sampling();
    anyTopK |= sampling.topK() > 0;
    anyTopP |= sampling.topP() < 1;
    set(index, Field.ROW_FROM, from);
    set(index, Field.ROW_PARTS, count);
    set(index, Field.WITHOUT_FROM, without);
    set(index, Field.WITHOUT_PARTS, withoutCount);
    set(index, Field.SCALE, Float.floatToRawIntBits((float) request.scale()));
    set(index, Field.TEMPERATURE, Float.floatToRawIntBits((float) sampling.temperature()));
    set(index, Field.TOP_K, sampling.topK());
    set(index, Field.TOP_P, Float.floatToRawIntBits((float) sampling.topP()));
    set(index, Field.HOW, sampling.temperatureByEntropy() ? BY_ENTROPY : 0);
    set(index, Field.ASKED, parts.fedAt(request.row(), request.target()));
    return true;
  }

  /** Adds the parts of a row; how many, below 0 if they cannot be told. */
  private int addParts(int row, RowParts parts) {
    int count = parts.parts(row);
    float[] shares = {1};
    if (count > 1) {
      shares = parts.shares(count).orElse(null);
      if (shares == null) {
        return -1;
      }
    }
    reserve(used + 2 * count);
    for (int part = 0; part < count; part++) {
      values[used++] = parts.bufferRow(row, part);
      values[used++] = Float.floatToRawIntBits(shares[part]);
    }
    return count;
  }

  /** Sets the noise of a draw, for all requests. */
  void setStreams(List<RowRequest> requests, int draw) {
    for (int i = 0; i < requests.size(); i++) {
      RowRequest request = requests.get(i);
      long stream = request.noise().stream(request.target(), draw);
      set(i, Field.STREAM_LOW, (int) stream);
      set(i, Field.STREAM_HIGH, (int) (stream >>> Integer.SIZE));
    }
  }

  private void set(int index, Field field, int value) {
    values[index * INTS + field.ordinal()] = value;
  }

  private void reserve(int needed) {
    if (values.length < needed) {
      values = Arrays.copyOf(values, 2 * needed);
    }
  }

  int[] values() {
    return values;
  }

  /** How many of the values count. */
  int used() {
    return used;
  }

  /** Whether any request keeps a number of tokens. */
  boolean anyTopK() {
    return anyTopK;
  }

  /** Whether any request keeps a share of the mass. */
  boolean anyTopP() {
    return anyTopP;
  }

  /** The token that a request asks the weight of, or -1. */
  int asked(int index) {
    return values[index * INTS + Field.ASKED.ordinal()];
  }
}
