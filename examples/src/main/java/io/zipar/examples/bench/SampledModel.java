/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.bench;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Noise;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;

/**
 * A model that runs a sample of the passes and times them. The generator drives it like any other,
 * so the strategy's own plan decides how wide each pass is.
 *
 * <p>A pass outside the sample is answered with made-up logits at once. So are those inside it,
 * unless all are run: a strategy whose plan depends on the tokens then plans the same passes
 * whatever the sample, and their number can be counted beforehand. Before a pass of the sample,
 * untimed passes feed what was skipped, so that it attends to the slots that it would have attended
 * to. A time includes copying the logits to the heap: without that, a pass on a GPU would seem to
 * take no time.
 */
final class SampledModel implements TokenModel {
  private final TokenModel model;
  private final PassSample sample;
  private final PassTimes times = new PassTimes();
  private final float[] madeUp;

  SampledModel(TokenModel model, PassSample sample) {
    this.model = model;
    this.sample = sample;
    this.madeUp = new float[model.info().vocabulary()];
    for (int token = 0; token < madeUp.length; token++) {
      madeUp[token] = (float) (2 * Noise.uniform(0, token));
    }
  }

  PassTimes times() {
    return times;
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return model.layout(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    model.checkConditioning(conditioning);
  }

  @Override
  public ModelSession open(SessionRequest request) {
    return new Session(model.open(request));
  }

  /** Has no effect: the model belongs to whoever opened it. */
  @Override
  public void close() {}

  private final class Session implements ModelSession {
    private final ModelSession session;
    private final SkippedFeeds skipped = new SkippedFeeds();
    private int pass;

    Session(ModelSession session) {
      this.session = session;
    }

    @Override
    public Logits forward(ForwardPass planned) {
      if (!sample.contains(pass++)) {
        skipped.remember(planned);
        return HeapLogits.repeated(madeUp, planned.queries());
      }
      skipped.takeAll().forEach(session::forward);
      long started = System.nanoTime();
      HeapLogits logits = HeapLogits.copyOf(session.forward(planned), madeUp.length);
      times.add(System.nanoTime() - started);
      return sample.isAll() ? logits : HeapLogits.repeated(madeUp, planned.queries());
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
