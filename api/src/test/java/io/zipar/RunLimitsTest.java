/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ScriptedStrategy.Sequential;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.Logits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plugins that hang, deadlines, and callers that are interrupted. */
class RunLimitsTest {
  private static final GenerationRequest REQUEST =
      GenerationRequest.of(Grid.of(2, 3), List.of(ImageRequest.of(new ClassLabel(0), 1)));
  private static final RunLimits SHORT = RunLimits.NONE.withGrace(Duration.ofMillis(100));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch release = new CountDownLatch(1);
  private final CancellationToken cancellation = new CancellationToken();

  @AfterEach
  void releaseWhatHangs() {
    release.countDown();
  }

  @Test
  void aStrategyThatBlocksForEverIsGivenUpByName() {
    PluginException failed =
        hang(
            new FakeModel(),
            context ->
                new Sequential(context) {
                  @Override
                  public Optional<DecodingStep> next() {
                    if (position == 2) {
                      blockWhateverHappens();
                    }
                    return super.next();
                  }
                });
    assertEquals(
        "strategy 'scripted': next() has not returned within 0.1 s after the run was to end;"
            + " the run is given up and its thread left behind",
        failed.getMessage());
  }

  @Test
  void aModelThatBlocksForEverIsGivenUpByName() {
    FakeModel blocking =
        new FakeModel() {
          @Override
          Logits answer(List<float[]> rows) {
            blockWhateverHappens();
            return super.answer(rows);
          }
        };
    PluginException failed = hang(blocking, Sequential::new);
    assertTrue(
        failed.getMessage().startsWith("model 'fake': forward() has not returned"),
        failed.getMessage());
  }

  @Test
  void theGeneratorServesOthersWhileOneHangs() {
    FakeModel model = new FakeModel();
    hang(
        model,
        context -> {
          blockWhateverHappens();
          return new Sequential(context);
        });
    GenerationResult result =
        new Generator(model, new ScriptedStrategy(Sequential::new)).generate(REQUEST);
    assertTrue(result.images().get(0).isComplete());
  }

  @Test
  void aDeadlineEndsAStrategyThatOnlyDawdles() {
    GenerationResult result =
        assertTimeoutPreemptively(
            PATIENCE,
            () ->
                generator(new FakeModel(), context -> new Dawdler(context))
                    .generate(
                        REQUEST,
                        GenerationListener.NONE,
                        new CancellationToken(),
                        RunLimits.NONE.withDeadline(Duration.ofMillis(50))));
    assertTrue(result.cancelled());
    assertTrue(result.metrics().forwardPasses() < 6);
  }

  @Test
  void anInterruptedCallerCancelsTheRunAndStaysInterrupted() throws InterruptedException {
    boolean[] seen = new boolean[2];
    Thread caller =
        new Thread(
            () -> {
              GenerationResult result =
                  generator(new FakeModel(), context -> new Dawdler(context)).generate(REQUEST);
              seen[0] = result.cancelled();
              seen[1] = Thread.currentThread().isInterrupted();
            });
    caller.start();
    caller.interrupt();
    caller.join(PATIENCE.toMillis());
    assertTrue(seen[0], "cancelled");
    assertTrue(seen[1], "still interrupted");
  }

  @Test
  void durationsAreNotNegative() {
    assertThrows(
        InvalidInputException.class, () -> RunLimits.NONE.withDeadline(Duration.ofMillis(-1)));
    assertThrows(
        InvalidInputException.class, () -> RunLimits.NONE.withGrace(Duration.ofMillis(-1)));
  }

  private PluginException hang(FakeModel model, Function<DecodingContext, DecodingProcess> script) {
    return assertTimeoutPreemptively(
        PATIENCE,
        () ->
            assertThrows(
                PluginException.class,
                () ->
                    generator(model, script)
                        .generate(REQUEST, GenerationListener.NONE, cancellation, SHORT)));
  }

  private static Generator generator(
      FakeModel model, Function<DecodingContext, DecodingProcess> script) {
    return new Generator(model, new ScriptedStrategy(script));
  }

  private void blockWhateverHappens() {
    cancellation.cancel();
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // A plugin of the worst kind: it does not listen.
      }
    }
  }

  /** Takes its time, but comes back. */
  private static final class Dawdler extends Sequential {
    Dawdler(DecodingContext context) {
      super(context);
    }

    @Override
    public Optional<DecodingStep> next() {
      try {
        Thread.sleep(60);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.next();
    }
  }
}
