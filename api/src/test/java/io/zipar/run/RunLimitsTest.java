/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.CancellationToken;
import io.zipar.Cell;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.PluginException;
import io.zipar.RunLimits;
import io.zipar.run.ScriptedStrategy.Sequential;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.Logits;
import io.zipar.spi.SequenceLayout;
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
  void aModelThatBlocksBeforeTheFirstPassIsGivenUpByName() {
    FakeModel layout =
        new FakeModel() {
          @Override
          public SequenceLayout layout(Grid grid) {
            blockWhateverHappens();
            return super.layout(grid);
          }
        };
    FakeModel conditioning =
        new FakeModel() {
          @Override
          public void checkConditioning(Conditioning checked) {
            blockWhateverHappens();
          }
        };
    assertTrue(
        hang(layout, Sequential::new)
            .getMessage()
            .startsWith("model 'fake': layout() has not returned"));
    assertTrue(
        hang(conditioning, Sequential::new)
            .getMessage()
            .startsWith("model 'fake': checkConditioning() has not returned"));
  }

  @Test
  void aListenerThatBlocksForEverIsGivenUpByName() {
    GenerationListener listener =
        new GenerationListener() {
          @Override
          public void tokenCommitted(int image, Cell cell, int token, int pass) {
            blockWhateverHappens();
          }
        };
    String message =
        assertTimeoutPreemptively(
            PATIENCE,
            () ->
                assertThrows(
                        PluginException.class,
                        () ->
                            generator(new FakeModel(), Sequential::new)
                                .generate(REQUEST, listener, cancellation, SHORT))
                    .getMessage());
    assertTrue(
        message.startsWith("the caller's listener: tokenCommitted() has not returned"), message);
  }

  @Test
  void whatAListenerThrowsReachesTheCallerAsItIs() {
    for (Throwable own : List.of(new IllegalStateException("mine"), new AssertionError("mine"))) {
      GenerationListener listener =
          new GenerationListener() {
            @Override
            public void tokenCommitted(int image, Cell cell, int token, int pass) {
              if (own instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) own;
            }
          };
      assertSame(
          own,
          assertThrows(
              own.getClass(),
              () ->
                  generator(new FakeModel(), Sequential::new)
                      .generate(REQUEST, listener, cancellation)));
    }
  }

  @Test
  void whateverAPluginThrowsNamesItAndTheCall() {
    for (Throwable odd :
        List.of(
            new AssertionError("x"),
            new InternalError("x"),
            new NoSuchMethodError("x"),
            new Exception("x"),
            new Throwable("x"))) {
      assertEquals(
          "strategy 'scripted': begin() failed with " + odd,
          assertThrows(
                  PluginException.class,
                  () -> generator(new FakeModel(), context -> raise(odd)).generate(REQUEST))
              .getMessage());
      FakeModel model =
          new FakeModel() {
            @Override
            public SequenceLayout layout(Grid grid) {
              return raise(odd);
            }
          };
      assertEquals(
          "model 'fake': layout() failed with " + odd,
          assertThrows(
                  PluginException.class, () -> generator(model, Sequential::new).generate(REQUEST))
              .getMessage());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T, E extends Throwable> T raise(Throwable thrown) throws E {
    throw (E) thrown;
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
