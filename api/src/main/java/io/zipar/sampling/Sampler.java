/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import io.zipar.PluginException;
import io.zipar.Sampling;
import io.zipar.guard.PluginGuard;
import io.zipar.spi.Distribution;
import io.zipar.spi.LikelyTokens;
import io.zipar.spi.Logits;
import io.zipar.spi.RowRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes distributions of the logits of a pass: by the session itself where it offers that, else
 * here, and then a row is read when its distribution is first used. Holds the memory of the rows
 * from pass to pass. Used by one thread.
 */
public final class Sampler {
  private final PluginGuard model;
  private final int vocabulary;
  private final Stopwatch stopwatch;
  private final Stopwatch passes;
  private final LogitFilter filter;
  private final LogitReader reader;
  private final List<float[]> rows = new ArrayList<>();
  private int used;
  private PluginException failure;

  /**
   * Prepares a sampler of a run.
   *
   * @param model calls into the model
   * @param sampling temperature and filters
   * @param vocabulary number of tokens
   * @param stopwatch measures reading, filtering and drawing
   * @param passes measures what the session samples by itself, which is part of its pass: a session
   *     may not have waited for the pass before
   */
  public Sampler(
      PluginGuard model, Sampling sampling, int vocabulary, Stopwatch stopwatch, Stopwatch passes) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.stopwatch = stopwatch;
    this.passes = passes;
    this.filter = new LogitFilter(sampling, vocabulary);
    this.reader = new LogitReader(model, vocabulary);
  }

  /**
   * Makes the distributions of a pass. Those of the pass before are no longer valid.
   *
   * @param logits of the pass
   * @param requests which rows to make them of
   * @return one for each request
   * @throws io.zipar.PluginException if the session offers other than what was asked for
   */
  public List<Distribution> distributions(Logits logits, List<RowRequest> requests) {
    used = 0;
    long started = passes.start();
    Optional<List<Distribution>> offered =
        model.require("distributions()", () -> logits.distributions(requests));
    passes.stop(started);
    if (offered.isEmpty()) {
      return requests.stream().<Distribution>map(each -> new ReadRow(logits, each)).toList();
    }
    if (offered.get().size() != requests.size()) {
      throw model.failure(
          "distributions() yielded "
              + offered.get().size()
              + " distributions for "
              + requests.size()
              + " requests");
    }
    return offered.get().stream().<Distribution>map(each -> new Offered(each)).toList();
  }

  /**
   * Checks that no use of a distribution failed. A strategy that swallows such a failure does not
   * get away with it.
   *
   * @throws PluginException the failure, which names the model
   */
  public void requireNoFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  private <T> T noting(Supplier<T> use) {
    try {
      return use.get();
    } catch (PluginException e) {
      failure = e;
      throw e;
    }
  }

  private float[] buffer() {
    if (used == rows.size()) {
      rows.add(new float[vocabulary]);
    }
    return rows.get(used++);
  }

  /** A distribution whose row is read at the first use. */
  private final class ReadRow implements Distribution {
    private final Logits logits;
    private final RowRequest request;
    private Distribution made;

    ReadRow(Logits logits, RowRequest request) {
      this.logits = logits;
      this.request = request;
    }

    private Distribution made() {
      if (made == null) {
        long started = stopwatch.start();
        float[] row = buffer();
        noting(
            () -> {
              reader.read(logits, request, row);
              return null;
            });
        if (request.sampling().greedy()) {
          made = new GreedyDistribution(row);
        } else {
          filter.apply(row);
          made = new FilteredDistribution(row, request.noise(), request.target(), stopwatch);
        }
        stopwatch.stop(started);
      }
      return made;
    }

    @Override
    public int draw(int draw) {
      return made().draw(draw);
    }

    @Override
    public double probability(int token) {
      return made().probability(token);
    }

    @Override
    public void copyProbabilities(float[] target) {
      made().copyProbabilities(target);
    }

    @Override
    public LikelyTokens likeliest() {
      return made().likeliest();
    }

    @Override
    public int vocabulary() {
      return vocabulary;
    }
  }

  /** A distribution of the session: what it throws is the model's fault, not the strategy's. */
  private final class Offered implements Distribution {
    private final Distribution distribution;

    Offered(Distribution distribution) {
      this.distribution = distribution;
    }

    @Override
    public int draw(int draw) {
      long started = stopwatch.start();
      int token = noting(() -> checkedDraw(draw));
      stopwatch.stop(started);
      return token;
    }

    private int checkedDraw(int draw) {
      return checked("draw()", model.call("draw()", () -> distribution.draw(draw)));
    }

    private int checked(String what, int token) {
      if (token < 0 || token >= vocabulary) {
        throw model.failure(
            what + " yielded the token " + token + ", which is not in 0 ... " + (vocabulary - 1));
      }
      return token;
    }

    @Override
    public double probability(int token) {
      return noting(() -> model.call("probability()", () -> distribution.probability(token)));
    }

    @Override
    public void copyProbabilities(float[] target) {
      long started = stopwatch.start();
      noting(
          () ->
              model.call(
                  "copyProbabilities()",
                  () -> {
                    distribution.copyProbabilities(target);
                    return null;
                  }));
      stopwatch.stop(started);
    }

    @Override
    public LikelyTokens likeliest() {
      long started = stopwatch.start();
      LikelyTokens likeliest =
          noting(() -> checked(model.require("likeliest()", distribution::likeliest)));
      stopwatch.stop(started);
      return likeliest;
    }

    private LikelyTokens checked(LikelyTokens likeliest) {
      for (int i = 0; i < likeliest.count(); i++) {
        checked("likeliest()", likeliest.token(i));
      }
      return likeliest;
    }

    @Override
    public int vocabulary() {
      return vocabulary;
    }
  }
}
