/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.DeviceUse;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.sampling.DeviceSampler;
import io.zipar.backend.opencl.sampling.RowParts;
import io.zipar.models.pass.PassReads;
import io.zipar.spi.Distribution;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.RowRequest;
import io.zipar.spi.TokenNumbering;
import java.util.List;
import java.util.Optional;

/**
 * The logits of the last pass of a session, on the device: rows of head 0, then of head 1, and so
 * on. They are sampled there, or read at the first use of a row, all at once.
 */
final class PassLogits implements Logits, RowParts, AutoCloseable {
  private final DeviceUse session;
  private final PassReads reads;
  private final TokenNumbering tokens;
  private final DeviceRows values;
  private final DeviceSampler sampler;
  private final int[] firstRows;
  private ForwardPass pass;
  private float[] read = {};
  private boolean isRead;

  /**
   * No logits yet.
   *
   * @param device that they are on
   * @param session whose they are
   * @param reads what rows are made of
   * @param tokens of the network
   * @param heads of the network
   */
  PassLogits(
      OpenDevice device,
      DeviceUse session,
      PassReads reads,
      TokenNumbering tokens,
      List<LoadedHead> heads) {
    this.session = session;
    this.reads = reads;
    this.tokens = tokens;
    int width = heads.stream().mapToInt(head -> head.output().outputs()).max().orElseThrow();
    this.values = new DeviceRows(device, "logits", width);
    this.sampler = new DeviceSampler(device, session, tokens.imageTokens(), tokens.size());
    this.firstRows = new int[heads.size() + 1];
  }

  /** Makes room for what a pass reads. */
  void begin(ForwardPass planned) {
    pass = planned;
    isRead = false;
    for (int head = 0; head + 1 < firstRows.length; head++) {
      firstRows[head + 1] = firstRows[head] + reads.count(head);
    }
    values.reserve(rowsOfHeads());
  }

  private int rowsOfHeads() {
    return firstRows[firstRows.length - 1];
  }

  /** Where the logits of heads go. */
  DeviceRows values() {
    return values;
  }

  /** The first row of a head. */
  int firstRow(int head) {
    return firstRows[head];
  }

  @Override
  public int rows() {
    return reads.rows();
  }

  @Override
  public Optional<List<Distribution>> distributions(List<RowRequest> requests) {
    return session.call(() -> sampler.sample(values.buffer(), values.stride(), requests, this));
  }

  @Override
  public void copyRow(int row, float[] target) {
    if (!isRead) {
      session.call(
          () -> {
            int length = Math.multiplyExact(rowsOfHeads(), values.stride());
            if (read.length < length) {
              read = new float[length];
            }
            values.buffer().read(0, read, length);
            return null;
          });
      isRead = true;
    }
    reads.copyRow(row, this::copyHeadRow, target);
  }

  private void copyHeadRow(int head, int index, float[] target) {
    int from = (firstRows[head] + index) * values.stride();
    System.arraycopy(read, from, target, 0, tokens.imageTokens());
  }

  @Override
  public int parts(int row) {
    return reads.parts(row);
  }

  @Override
  public int bufferRow(int row, int part) {
    return firstRows[reads.partHead(row, part)] + reads.partIndex(row, part);
  }

  @Override
  public Optional<float[]> shares(int count) {
    return reads.shares(count);
  }

  @Override
  public int fedAt(int row, int target) {
    int first = 0;
    for (LanePass lane : pass.lanes()) {
      if (row < first + lane.rows()) {
        int[] positions = lane.positions();
        for (int i = 0; i < positions.length; i++) {
          if (positions[i] == target) {
            return lane.tokens()[i];
          }
        }
        return NOTHING;
      }
      first += lane.rows();
    }
    return NOTHING;
  }

  @Override
  public void close() {
    values.close();
    sampler.close();
  }
}
