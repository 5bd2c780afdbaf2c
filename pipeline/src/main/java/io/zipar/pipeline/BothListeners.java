/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.Cell;
import io.zipar.GenerationResult;
import io.zipar.run.GenerationListener;
import io.zipar.run.PassTrace;
import io.zipar.run.TraceDetail;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.util.List;
import java.util.Optional;

/** Tells two listeners, each as much as it asks for. */
final class BothListeners implements GenerationListener {
  private final List<GenerationListener> all;
  private List<GenerationListener> traced = List.of();
  private Optional<GenerationListener> probing = Optional.empty();

  /**
   * Joins two.
   *
   * @param first is told first
   * @param second is told second
   */
  BothListeners(GenerationListener first, GenerationListener second) {
    this.all = List.of(first, second);
  }

  @Override
  public TraceDetail traceDetail() {
    traced = all.stream().filter(each -> each.traceDetail() != TraceDetail.NONE).toList();
    return traced.stream()
        .map(GenerationListener::traceDetail)
        .max(TraceDetail::compareTo)
        .orElse(TraceDetail.NONE);
  }

  /** That of the first who asks, who alone hears of it: a run has one probe. */
  @Override
  public Optional<AttentionProbe> attentionProbe() {
    probing = all.stream().filter(each -> each.attentionProbe().isPresent()).findFirst();
    return probing.flatMap(GenerationListener::attentionProbe);
  }

  @Override
  public void attended(int image, Lane.Role role, int pass, AttentionMap map) {
    probing.ifPresent(each -> each.attended(image, role, pass, map));
  }

  @Override
  public void runBegun(SequenceLayout layout) {
    all.forEach(each -> each.runBegun(layout));
  }

  @Override
  public void passBegun(int pass, int fedTokens) {
    all.forEach(each -> each.passBegun(pass, fedTokens));
  }

  @Override
  public void tokenCommitted(int image, Cell cell, int token, int pass) {
    all.forEach(each -> each.tokenCommitted(image, cell, token, pass));
  }

  @Override
  public void passTraced(PassTrace trace) {
    traced.forEach(each -> each.passTraced(trace));
  }

  @Override
  public void finished(GenerationResult result) {
    all.forEach(each -> each.finished(result));
  }
}
