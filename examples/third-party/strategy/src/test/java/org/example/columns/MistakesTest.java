/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import io.zipar.spi.StepOutcome;
import io.zipar.testkit.DecodingStrategyContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract refuses variants of the strategy with one mistake each, for the right reason. */
class MistakesTest {
  /** Claims next-token prediction's tokens for every band. */
  static final class BoastfulContract extends DecodingStrategyContract {
    @Override
    protected DecodingStrategy strategy() {
      return new Variant(Exactness.SAME_TOKENS, step -> step);
    }
  }

  /** Feeds a stand-in as if it were the committed token. */
  static final class MislabelledContract extends DecodingStrategyContract {
    @Override
    protected DecodingStrategy strategy() {
      return new Variant(Exactness.APPROXIMATE, MistakesTest::allKnown);
    }
  }

  /** Asks without feeding what the model is to continue. */
  static final class StarvedContract extends DecodingStrategyContract {
    @Override
    protected DecodingStrategy strategy() {
      return new Variant(Exactness.APPROXIMATE, MistakesTest::withoutFeeds);
    }
  }

  @Test
  void aFalsePromiseBreaksS8AndS9() {
    Map<String, String> failures = failures(BoastfulContract.class);
    assertEquals("[S8, S9]", failures.keySet().toString(), failures.toString());
  }

  @Test
  void aStandInFedAsKnownBreaksR5() {
    assertBreaks("R5", MislabelledContract.class);
  }

  @Test
  void aQueryWithoutItsPredecessorBreaksR6() {
    assertBreaks("R6", StarvedContract.class);
  }

  private static void assertBreaks(String rule, Class<?> contract) {
    String message = String.valueOf(failures(contract).get("S1"));
    assertTrue(message.contains("columns-first") && message.contains(rule + " "), message);
  }

  /** The properties that fail, by the number of their rule. */
  private static Map<String, String> failures(Class<?> contract) {
    Map<String, String> failures = new TreeMap<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(contract))
            .configurationParameter("jqwik.database", "target/jqwik-mistakes")
            .configurationParameter("jqwik.shrinking.default", "OFF")
            .build();
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
              String message = result.getThrowable().map(Throwable::toString).orElse("");
              failures.put(test.getDisplayName().split(" ")[0], message);
            }
          }
        };
    LauncherFactory.create().execute(request, listener);
    return failures;
  }

  private static DecodingStep allKnown(DecodingStep step) {
    DecodingStep.Builder changed = DecodingStep.builder();
    step.feeds().forEach(feed -> changed.feed(feed.position(), feed.token(), Origin.KNOWN));
    step.targets().forEach(changed::query);
    return changed.build();
  }

  private static DecodingStep withoutFeeds(DecodingStep step) {
    DecodingStep.Builder changed = DecodingStep.builder();
    step.targets().forEach(changed::query);
    return changed.build();
  }

  /** Changes a step. */
  private interface Mistake {
    DecodingStep in(DecodingStep step);
  }

  /** The strategy with another promise, or other steps. */
  private record Variant(Exactness promise, Mistake mistake) implements DecodingStrategy {
    private static final ColumnsFirst RIGHT = new ColumnsFirst();

    @Override
    public String name() {
      return RIGHT.name();
    }

    @Override
    public String summary() {
      return RIGHT.summary();
    }

    @Override
    public List<OptionSpec> options() {
      return RIGHT.options();
    }

    @Override
    public Exactness exactness(OptionValues options) {
      return promise;
    }

    @Override
    public DecodingProcess begin(DecodingContext context) {
      DecodingProcess right = RIGHT.begin(context);
      return new DecodingProcess() {
        @Override
        public Optional<DecodingStep> next() {
          return right.next().map(mistake::in);
        }

        @Override
        public void accept(StepOutcome outcome) {
          right.accept(outcome);
        }
      };
    }
  }
}
