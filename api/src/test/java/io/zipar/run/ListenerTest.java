/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.CancellationToken;
import io.zipar.Cell;
import io.zipar.ClassLabel;
import io.zipar.DraftEvent;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.PluginException;
import io.zipar.RunLimits;
import io.zipar.run.PassTrace.Commit;
import io.zipar.run.PassTrace.Fate;
import io.zipar.run.PassTrace.Odds;
import io.zipar.run.ScriptedStrategy.Sequential;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Draft;
import io.zipar.spi.DecodingStep.Feed;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DraftHead;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a listener hears of each pass, and whose fault it is when it fails. */
class ListenerTest {
  private static final GenerationRequest REQUEST =
      GenerationRequest.of(Grid.of(1, 3), List.of(ImageRequest.of(new ClassLabel(0), 1)));

  private final FakeModel model = new FakeModel();

  /** Notes that the draft of each cell but the first was refused, and reads a draft head first. */
  private final ScriptedStrategy strategy =
      new ScriptedStrategy(
          context ->
              new Sequential(context) {
                @Override
                public Optional<DecodingStep> next() {
                  return position == 0
                      ? Optional.of(DecodingStep.builder().query(0).draft(-1, 0).build())
                      : super.next();
                }

                @Override
                public void accept(StepOutcome outcome) {
                  if (position > 0) {
                    outcome.note(position, DraftEvent.REJECTED);
                  }
                  super.accept(outcome);
                }
              });

  /** Keeps what it hears. */
  private static class Tracer implements GenerationListener {
    private final TraceDetail detail;
    private final List<PassTrace> traces = new ArrayList<>();
    private SequenceLayout layout;

    Tracer(TraceDetail detail) {
      this.detail = detail;
    }

    @Override
    public TraceDetail traceDetail() {
      return detail;
    }

    @Override
    public void runBegun(SequenceLayout begun) {
      layout = begun;
    }

    @Override
    public void passTraced(PassTrace trace) {
      traces.add(trace);
    }
  }

  private GenerationResult run(GenerationListener listener) {
    model.heads = List.of(DraftHead.ahead(2));
    return new Generator(model, strategy).generate(REQUEST, listener, new CancellationToken());
  }

  @Test
  void aTraceTellsWhatEachPassDid() {
    Tracer tracer = new Tracer(TraceDetail.STEPS);
    int[] tokens = run(tracer).images().get(0).tokens();
    assertEquals(SequenceLayout.raster(Grid.of(1, 3)), tracer.layout);
    List<PassTrace> expected = new ArrayList<>();
    for (int pass = 0; pass < 3; pass++) {
      boolean first = pass == 0;
      expected.add(
          new PassTrace(
              0,
              pass,
              first ? List.of() : List.of(new Feed(pass - 1, tokens[pass - 1], Origin.KNOWN)),
              List.of(pass),
              first ? List.of(new Draft(-1, 0)) : List.of(),
              List.of(new Commit(pass, tokens[pass], Optional.empty())),
              first ? List.of() : List.of(new Fate(pass, DraftEvent.REJECTED))));
    }
    assertEquals(expected, tracer.traces);
  }

  @Test
  void oddsComeOnRequest() {
    Tracer tracer = new Tracer(TraceDetail.PROBABILITIES);
    run(tracer);
    // One logit is 3 and the six others are 0.
    double total = Math.exp(3) + 6;
    for (PassTrace trace : tracer.traces) {
      Odds odds = trace.commits().get(0).odds().orElseThrow();
      boolean favourite = odds.probability() > 0.5;
      double expected = (favourite ? Math.exp(3) : 1) / total;
      assertEquals(expected, odds.probability(), 1e-6);
      assertEquals(favourite ? 0 : 1, odds.rank());
      double likely = Math.exp(3) / total;
      double entropy = -likely * Math.log(likely) + 6 / total * Math.log(total);
      assertEquals(entropy, odds.entropy(), 1e-6);
    }
    assertEquals(3, tracer.traces.size());
  }

  @Test
  void whoAsksForNoTraceGetsNone() {
    Tracer tracer = new Tracer(TraceDetail.NONE);
    run(tracer);
    assertTrue(tracer.traces.isEmpty());
  }

  @Test
  void whatAListenerThrowsReachesTheCallerAsItIs() {
    IllegalStateException mine = new IllegalStateException("my listener");
    List<GenerationListener> listeners =
        List.of(
            new GenerationListener() {
              @Override
              public void runBegun(SequenceLayout layout) {
                throw mine;
              }
            },
            new GenerationListener() {
              @Override
              public void passBegun(int pass, int fedTokens) {
                throw mine;
              }
            },
            new GenerationListener() {
              @Override
              public void tokenCommitted(int image, Cell cell, int token, int pass) {
                throw mine;
              }
            },
            new Tracer(TraceDetail.STEPS) {
              @Override
              public void passTraced(PassTrace trace) {
                throw mine;
              }
            },
            new GenerationListener() {
              @Override
              public void finished(GenerationResult result) {
                throw mine;
              }
            });
    for (GenerationListener listener : listeners) {
      assertSame(mine, assertThrows(IllegalStateException.class, () -> run(listener)));
      assertEquals(0, model.openSessions);
    }
  }

  @Test
  void aListenerThatReturnsOnceItIsInterruptedIsStillTheOneNamed() {
    CancellationToken cancellation = new CancellationToken();
    CountDownLatch returned = new CountDownLatch(1);
    GenerationListener hanging =
        new GenerationListener() {
          @Override
          public TraceDetail traceDetail() {
            return TraceDetail.STEPS;
          }

          @Override
          public void tokenCommitted(int image, Cell cell, int token, int pass) {
            cancellation.cancel();
            new WaitForInterrupt(returned).run();
          }

          @Override
          public void passTraced(PassTrace trace) {
            returned.countDown();
          }
        };
    model.heads = List.of(DraftHead.ahead(2));
    PluginException failed =
        assertThrows(
            PluginException.class,
            () ->
                new Generator(model, strategy)
                    .generate(
                        REQUEST,
                        hanging,
                        cancellation,
                        RunLimits.NONE.withGrace(Duration.ofMillis(50))));
    assertTrue(
        failed.getMessage().startsWith("the caller's listener: tokenCommitted() has not returned"),
        failed.getMessage());
  }

  /**
   * Hangs until its thread is interrupted, and keeps the thread that interrupts it waiting until
   * the run has gone on: channels are closed by the thread that interrupts.
   */
  private static final class WaitForInterrupt extends AbstractInterruptibleChannel {
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch goneOn;

    WaitForInterrupt(CountDownLatch goneOn) {
      this.goneOn = goneOn;
    }

    void run() {
      begin();
      await(interrupted);
      Thread.interrupted();
    }

    @Override
    protected void implCloseChannel() {
      interrupted.countDown();
      await(goneOn);
    }

    private static void await(CountDownLatch latch) {
      while (true) {
        try {
          if (latch.await(20, TimeUnit.SECONDS)) {
            return;
          }
          throw new AssertionError("nobody went on");
        } catch (InterruptedException e) {
          // Waits for the latch alone: the interruption is what the test is about.
        }
      }
    }
  }
}
