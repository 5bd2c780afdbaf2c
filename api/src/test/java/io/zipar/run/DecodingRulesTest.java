/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.DraftEvent;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.PluginException;
import io.zipar.run.ScriptedStrategy.Sequential;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DraftHead;
import io.zipar.spi.Logits;
import io.zipar.spi.Prediction;
import io.zipar.spi.StepOutcome;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every rule of {@link DecodingRule}, broken once. */
class DecodingRulesTest {
  private static final GenerationRequest REQUEST =
      GenerationRequest.of(Grid.of(2, 3), List.of(ImageRequest.of(new ClassLabel(0), 1)));

  @Test
  void r1NullIsNoAnswer() {
    assertBroken(DecodingRule.R1, "begin() returned null", context -> null);
    assertBroken(
        DecodingRule.R1,
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
  void r6WhatASuccessorNeedsIsFed() {
    assertBroken(
        DecodingRule.R6,
        "position 1 is asked for, but position 0 is not fed",
        stepAfter(1, DecodingStep.asking(1)));
    assertBroken(
        DecodingRule.R6,
        "position 0 is asked for, but it needs the prefix, which runs in the first step alone",
        stepAfter(1, DecodingStep.asking(0)));
  }

  @Test
  void r6WhatNeighboursNeedIsFed() {
    DecodingStep upperAlone = DecodingStep.builder().feed(1, 0, Origin.DRAFT).query(4).build();
    assertBroken(
        predicting(Prediction.NEIGHBOURS),
        DecodingRule.R6,
        "position 4 is asked for, but position 3 is not fed",
        stepAfter(0, upperAlone));
    DecodingStep leftAlone = DecodingStep.builder().feed(3, 0, Origin.DRAFT).query(4).build();
    assertBroken(
        predicting(Prediction.NEIGHBOURS),
        DecodingRule.R6,
        "position 4 is asked for, but position 1 is not fed",
        stepAfter(0, leftAlone));
    DecodingStep both =
        DecodingStep.builder()
            .feed(1, 0, Origin.DRAFT)
            .feed(3, 0, Origin.DRAFT)
            .query(4)
            .query(0)
            .build();
    assertBroken(
        predicting(Prediction.NEIGHBOURS),
        DecodingRule.R6,
        "position 0 is asked for, but it needs the prefix, which runs in the first step alone",
        stepAfter(1, both));
  }

  @Test
  void r6AnyCellNeedsNothing() {
    FakeModel model = predicting(Prediction.ANY_CELL);
    Generator generator =
        new Generator(
            model,
            new ScriptedStrategy(
                context ->
                    new DecodingProcess() {
                      private boolean done;

                      @Override
                      public Optional<DecodingStep> next() {
                        return done
                            ? Optional.empty()
                            : Optional.of(DecodingStep.asking(5, 0, 3, 1, 2, 4));
                      }

                      @Override
                      public void accept(StepOutcome outcome) {
                        for (int cell = 0; cell < 6; cell++) {
                          outcome.commit(cell, outcome.at(cell).draw());
                        }
                        done = true;
                      }
                    }));
    assertTrue(generator.generate(REQUEST).images().get(0).isComplete());
  }

  @Test
  void r7ATargetIsACell() {
    assertBroken(
        DecodingRule.R7,
        "position 6 is asked for, which is not a cell",
        stepAfter(1, DecodingStep.builder().feed(5, 0, Origin.DRAFT).query(6).build()));
    assertBroken(
        DecodingRule.R7,
        "position -1 is asked for, which is not a cell",
        stepAfter(1, DecodingStep.asking(-1)));
  }

  @Test
  void r8ATargetIsAskedForOnce() {
    assertBroken(
        DecodingRule.R8,
        "position 3 is asked for twice",
        stepAfter(1, DecodingStep.builder().feed(2, 0, Origin.DRAFT).query(3).query(3).build()));
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
  void r13ACommittedTokenWasAskedFor() {
    assertBroken(
        DecodingRule.R13,
        "Cell[frame=0, row=1, column=0] is committed, but was never asked for",
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
  void r16ADraftIsReadAtWhatIsFedByAHeadOfTheModel() {
    assertBroken(
        DecodingRule.R16,
        "draft head 0 at position 0 is read, but the model has 0 draft heads",
        stepAfter(1, DecodingStep.builder().feed(0, 1, Origin.DRAFT).draft(0, 0).build()));
    assertBroken(
        withHead(),
        DecodingRule.R16,
        "draft head 1 at position 0 is read, but the model has 1 draft heads",
        stepAfter(1, DecodingStep.builder().feed(0, 1, Origin.DRAFT).draft(0, 1).build()));
    assertBroken(
        withHead(),
        DecodingRule.R16,
        "draft head 0 at position -1 is read, but not fed there",
        stepAfter(1, DecodingStep.builder().draft(-1, 0).build()));
    assertBroken(
        withHead(),
        DecodingRule.R16,
        "draft head 0 at position 4 is read, but its target 6 is not a cell",
        stepAfter(1, DecodingStep.builder().feed(4, 1, Origin.DRAFT).draft(4, 0).build()));
    assertBroken(
        withHead(),
        DecodingRule.R16,
        "draft head 0 at position 3 is read twice",
        stepAfter(
            1, DecodingStep.builder().feed(3, 1, Origin.DRAFT).draft(3, 0).draft(3, 0).build()));
  }

  @Test
  void r17EventsBelongToCells() {
    assertBroken(
        DecodingRule.R17,
        "position 6 is not a cell",
        context ->
            new Sequential(context) {
              @Override
              public void accept(StepOutcome outcome) {
                outcome.note(6, DraftEvent.BONUS);
              }
            });
  }

  @Test
  void everyRuleIsTestedByName() {
    List<String> tests =
        Arrays.stream(DecodingRulesTest.class.getDeclaredMethods()).map(Method::getName).toList();
    int number = 0;
    for (DecodingRule rule : DecodingRule.values()) {
      number++;
      assertEquals("R" + number, rule.name());
      Pattern named = Pattern.compile("r" + number + "[A-Z].*");
      assertTrue(tests.stream().anyMatch(named.asMatchPredicate()), rule.name());
    }
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
        "model 'fake': forward() yielded 0 rows of logits for 1 targets and drafts",
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
        return Logits.of(Collections.nCopies(rows.size(), new float[length]));
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

  private static FakeModel predicting(Prediction prediction) {
    FakeModel model = new FakeModel();
    model.prediction = prediction;
    return model;
  }

  private static FakeModel withHead() {
    FakeModel model = new FakeModel();
    model.heads = List.of(DraftHead.ahead(2));
    return model;
  }

  private static void assertBroken(
      DecodingRule rule, String detail, Function<DecodingContext, DecodingProcess> script) {
    assertBroken(new FakeModel(), rule, detail, script);
  }

  private static void assertBroken(
      FakeModel model,
      DecodingRule rule,
      String detail,
      Function<DecodingContext, DecodingProcess> script) {
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
