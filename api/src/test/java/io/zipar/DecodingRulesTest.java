/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ScriptedStrategy.Sequential;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.Logits;
import io.zipar.spi.StepOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every rule of {@link DecodingRule}, broken once. */
class DecodingRulesTest {
  private static final GenerationRequest REQUEST =
      GenerationRequest.of(Grid.of(2, 3), List.of(new ImageRequest(new ClassLabel(0), 1)));

  @Test
  void r1TheFirstStepQueriesThePrefixEnd() {
    assertBroken(
        DecodingRule.R1,
        "the first step does not query it",
        stepAfter(0, DecodingStep.builder().feed(0, 1, Origin.DRAFT).query(0).build()));
    assertBroken(
        DecodingRule.R1,
        "a later step queries it again",
        stepAfter(1, DecodingStep.builder().query(-1).build()));
  }

  @Test
  void r2FedPositionsLieInTheLayout() {
    assertBroken(
        DecodingRule.R2,
        "position 6 is not in 0 ... 5",
        stepAfter(1, DecodingStep.builder().feed(6, 1, Origin.DRAFT).build()));
    assertBroken(
        DecodingRule.R2,
        "position -1 is not in 0 ... 5",
        stepAfter(1, DecodingStep.builder().feed(-1, 1, Origin.DRAFT).build()));
  }

  @Test
  void r3APositionIsFedOnce() {
    assertBroken(
        DecodingRule.R3,
        "position 2 is fed twice",
        stepAfter(
            1,
            DecodingStep.builder().feed(2, 1, Origin.DRAFT).feed(2, 1, Origin.STAND_IN).build()));
  }

  @Test
  void r4FedTokensLieInTheVocabulary() {
    assertBroken(
        DecodingRule.R4,
        "token 7 at position 2 is not in 0 ... 6",
        stepAfter(1, DecodingStep.builder().feed(2, 7, Origin.DRAFT).build()));
  }

  @Test
  void r5AKnownTokenIsTheCommittedOne() {
    assertBroken(
        DecodingRule.R5,
        "token 3 at position 2, where nothing is known yet",
        stepAfter(1, DecodingStep.builder().feed(2, 3, Origin.KNOWN).build()));
  }

  @Test
  void r6AQueryIsFedInTheSameStep() {
    assertBroken(
        DecodingRule.R6,
        "position 0 is queried but not fed",
        stepAfter(1, DecodingStep.builder().query(0).build()));
  }

  @Test
  void r7AQueryPredictsACell() {
    assertBroken(
        DecodingRule.R7,
        "position 5 is queried, but no cell follows it",
        stepAfter(1, DecodingStep.builder().feed(5, 0, Origin.DRAFT).query(5).build()));
  }

  @Test
  void r8APositionIsQueriedOnce() {
    assertBroken(
        DecodingRule.R8,
        "position 2 is queried twice",
        stepAfter(1, DecodingStep.builder().feed(2, 0, Origin.DRAFT).query(2).query(2).build()));
  }

  @Test
  void r9AStepIsNotEmpty() {
    assertBroken(
        DecodingRule.R9, "the step is empty", stepAfter(1, DecodingStep.builder().build()));
  }

  @Test
  void r10CommitsAreToCells() {
    assertBroken(DecodingRule.R10, "position 6 is not a cell", committing(6, 0));
    assertBroken(DecodingRule.R10, "position -1 is not a cell", committing(-1, 0));
  }

  @Test
  void r11ACellIsCommittedOnce() {
    assertBroken(
        DecodingRule.R11,
        "Cell[frame=0, row=0, column=0] is committed twice",
        context ->
            new Sequential(context) {
              @Override
              public void accept(StepOutcome outcome) {
                outcome.commit(0, 1);
                outcome.commit(0, 1);
              }
            });
  }

  @Test
  void r12CommittedTokensLieInTheVocabulary() {
    assertBroken(
        DecodingRule.R12,
        "token -1 for Cell[frame=0, row=0, column=0] is not in 0 ... 6",
        committing(0, -1));
  }

  @Test
  void r13ACommittedTokenWasPredicted() {
    assertBroken(
        DecodingRule.R13,
        "Cell[frame=0, row=1, column=0] is committed, but was never queried for",
        committing(3, 0));
  }

  @Test
  void r14ADoneProcessIsComplete() {
    assertBroken(
        DecodingRule.R14,
        "4 cells are open",
        context ->
            new Sequential(context) {
              @Override
              public Optional<DecodingStep> next() {
                return position == 2 ? Optional.empty() : super.next();
              }
            });
  }

  @Test
  void r15AProcessEnds() {
    assertBroken(
        DecodingRule.R15,
        "5 cells are still open after 40 passes",
        context ->
            new Sequential(context) {
              @Override
              public void accept(StepOutcome outcome) {
                if (position == 0) {
                  super.accept(outcome);
                }
              }
            });
  }

  @Test
  void r16NullIsNoAnswer() {
    assertBroken(DecodingRule.R16, "begin() returned null", context -> null);
    assertBroken(
        DecodingRule.R16,
        "next() returned null",
        context ->
            new Sequential(context) {
              @Override
              public Optional<DecodingStep> next() {
                return null;
              }
            });
  }

  @Test
  void aSwallowedViolationStillEndsTheRun() {
    assertBroken(
        DecodingRule.R10,
        "position 99 is not a cell",
        context ->
            new Sequential(context) {
              @Override
              public void accept(StepOutcome outcome) {
                try {
                  outcome.commit(99, 0);
                } catch (PluginException e) {
                  super.accept(outcome);
                }
              }
            });
  }

  @Test
  void whatAStrategyThrowsNamesIt() {
    PluginException failed =
        failure(
            new FakeModel(),
            context -> {
              throw new IllegalStateException("out of ideas");
            });
    assertEquals(
        "strategy 'scripted': begin() failed with java.lang.IllegalStateException: out of ideas",
        failed.getMessage());
  }

  @Test
  void anOutcomeIsOfNoUseAfterAccept() {
    StepOutcome[] kept = new StepOutcome[1];
    PluginException failed =
        failure(
            new FakeModel(),
            context ->
                new Sequential(context) {
                  @Override
                  public void accept(StepOutcome outcome) {
                    if (kept[0] != null) {
                      kept[0].commit(1, 0);
                    }
                    kept[0] = outcome;
                    super.accept(outcome);
                  }
                });
    assertTrue(failed.getMessage().contains("valid within accept() alone"), failed.getMessage());
  }

  @Test
  void logitsThatAreNoNumbersNameTheModel() {
    FakeModel broken =
        new FakeModel() {
          @Override
          Logits answer(List<float[]> rows) {
            rows.forEach(row -> row[4] = Float.NaN);
            return super.answer(rows);
          }
        };
    assertEquals(
        "model 'fake': yielded the logit NaN for token 4",
        failure(broken, Sequential::new).getMessage());
  }

  @Test
  void aWrongNumberOfLogitsNamesTheModel() {
    FakeModel broken =
        new FakeModel() {
          @Override
          Logits answer(List<float[]> rows) {
            return super.answer(List.of());
          }
        };
    assertEquals(
        "model 'fake': forward() yielded 0 rows of logits for 1 queries",
        failure(broken, Sequential::new).getMessage());
  }

  @Test
  void aRowOfLogitsThatIsTooShortNamesTheModel() {
    assertEquals(
        "model 'fake': yielded the logit NaN for token 5",
        failure(rowsOfLength(5), Sequential::new).getMessage());
  }

  @Test
  void aRowOfLogitsThatIsTooLongNamesTheModel() {
    String message = failure(rowsOfLength(9), Sequential::new).getMessage();
    assertTrue(message.startsWith("model 'fake': copyRow() failed with "), message);
  }

  private static FakeModel rowsOfLength(int length) {
    return new FakeModel() {
      @Override
      Logits answer(List<float[]> rows) {
        return new Logits() {
          @Override
          public int rows() {
            return rows.size();
          }

          @Override
          public void copyRow(int row, float[] target) {
            System.arraycopy(new float[length], 0, target, 0, length);
          }
        };
      }
    };
  }

  private static Function<DecodingContext, DecodingProcess> stepAfter(
      int whenCommitted, DecodingStep step) {
    return context ->
        new Sequential(context) {
          @Override
          public Optional<DecodingStep> next() {
            return position == whenCommitted ? Optional.of(step) : super.next();
          }
        };
  }

  private static Function<DecodingContext, DecodingProcess> committing(int cell, int token) {
    return context ->
        new Sequential(context) {
          @Override
          public void accept(StepOutcome outcome) {
            outcome.commit(cell, token);
          }
        };
  }

  private static void assertBroken(
      DecodingRule rule, String detail, Function<DecodingContext, DecodingProcess> script) {
    FakeModel model = new FakeModel();
    assertEquals(
        "strategy 'scripted': broke rule " + rule + " (" + rule.text() + "): " + detail,
        failure(model, script).getMessage());
    assertEquals(0, model.openSessions);
  }

  private static PluginException failure(
      FakeModel model, Function<DecodingContext, DecodingProcess> script) {
    Generator generator = new Generator(model, new ScriptedStrategy(script));
    return assertThrows(PluginException.class, () -> generator.generate(REQUEST));
  }
}
