/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.PluginException;
import io.zipar.plugin.PluginCalls;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that misbehave while they describe themselves. */
class GuardedStrategyTest {
  /** Throws whatever it is given, declared or not. */
  @SuppressWarnings("unchecked")
  private static <T, E extends Throwable> T raise(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static final class Odd implements DecodingStrategy {
    private Supplier<String> name = () -> "odd";
    private Supplier<String> summary = () -> "an odd one";
    private Supplier<List<OptionSpec>> options = List::of;

    @Override
    public String name() {
      return name.get();
    }

    @Override
    public String summary() {
      return summary.get();
    }

    @Override
    public List<OptionSpec> options() {
      return options.get();
    }

    @Override
    public DecodingProcess begin(DecodingContext context) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Speechless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message either");
    }
  }

  private final Odd odd = new Odd();

  private static List<Throwable> failures() {
    return List.of(
        new IllegalStateException("x"),
        new AssertionError("x"),
        new Error("x"),
        new InternalError("x"),
        new NoSuchMethodError("x"),
        new StackOverflowError("x"),
        new Exception("x"),
        new Throwable("x"));
  }

  @Test
  void everyKindOfFailureNamesThePlugin() {
    for (Throwable failure : failures()) {
      odd.name = () -> raise(failure);
      String message =
          assertThrows(PluginException.class, () -> GuardedStrategy.of(odd)).getMessage();
      assertTrue(message.startsWith("strategy " + Odd.class.getName() + " in "), message);
      assertTrue(message.endsWith(": name() failed with " + failure), message);
    }
  }

  @Test
  void everyKindOfFailureNamesTheCall() {
    GuardedStrategy strategy = GuardedStrategy.of(odd);
    for (Throwable failure : failures()) {
      odd.summary = () -> raise(failure);
      odd.options = () -> raise(failure);
      assertEquals(
          "strategy 'odd': summary() failed with " + failure,
          assertThrows(PluginException.class, strategy::summary).getMessage());
      assertEquals(
          "strategy 'odd': options() failed with " + failure,
          assertThrows(PluginException.class, strategy::options).getMessage());
    }
  }

  @Test
  void aFailureThatCannotBeAskedIsNamedByItsClass() {
    odd.summary = () -> raise(new Speechless());
    assertEquals(
        "strategy 'odd': summary() failed with " + Speechless.class.getName(),
        assertThrows(PluginException.class, GuardedStrategy.of(odd)::summary).getMessage());
  }

  @Test
  void nothingIsNull() {
    GuardedStrategy strategy = GuardedStrategy.of(odd);
    odd.summary = () -> null;
    odd.options = () -> null;
    assertEquals(
        "strategy 'odd': summary() returned null",
        assertThrows(PluginException.class, strategy::summary).getMessage());
    assertEquals(
        "strategy 'odd': options() returned null",
        assertThrows(PluginException.class, strategy::options).getMessage());
    odd.options = () -> new ArrayList<>(Arrays.asList((OptionSpec) null));
    assertEquals(
        "strategy 'odd': options() returned a list that holds null",
        assertThrows(PluginException.class, strategy::options).getMessage());
    odd.name = () -> null;
    assertTrue(
        assertThrows(PluginException.class, () -> GuardedStrategy.of(odd))
            .getMessage()
            .endsWith(": name() returned null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:b", "a,b", "a\nb", "a\u001b[2J", "-x", "\u202etxt"})
  void aNameIsAWord(String name) {
    odd.name = () -> name;
    String message =
        assertThrows(InvalidInputException.class, () -> GuardedStrategy.of(odd)).getMessage();
    assertTrue(message.contains("name() returned '"), message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }

  @Test
  void aSummaryIsALineThatCanBeRead() {
    odd.summary = () -> "a\u001b[2J\u009b1m\nb" + "x".repeat(1_000_000);
    String summary = GuardedStrategy.of(odd).summary();
    assertTrue(summary.startsWith("a?[2J?1m?bx"), summary);
    assertEquals(303, summary.length());
  }

  @Test
  void theNameIsReadOnce() {
    List<String> names = new ArrayList<>(List.of("one", "two"));
    odd.name = () -> names.remove(0);
    GuardedStrategy strategy = GuardedStrategy.of(odd);
    assertEquals("one", strategy.name());
    assertEquals("one", strategy.name());
    assertSame(strategy, GuardedStrategy.of(strategy));
  }

  @Test
  void aCallThatDoesNotReturnIsGivenUpAndNamed() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch ever = new CountDownLatch(1);
    WatchedCall call = new WatchedCall("strategy 'odd'", Duration.ofMillis(100));
    Thread caller =
        new Thread(
            () ->
                new WatchedCall("strategy 'odd'")
                    .call(
                        "options()",
                        () -> {
                          entered.countDown();
                          return waitFor(ever);
                        }));
    caller.start();
    entered.await();
    assertTrue(PluginCalls.inProgress().contains("strategy 'odd': options()"));
    ever.countDown();
    caller.join();
    assertEquals(
        "strategy 'odd': name() has not returned within 0.1 s; it is given up and its thread left"
            + " behind",
        assertThrows(
                PluginException.class,
                () -> call.call("name()", () -> waitFor(new CountDownLatch(1))))
            .getMessage());
  }

  private static String waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      return "given up";
    }
    return "done";
  }

  /** A default method that is not passed on would quietly answer in place of the plugin. */
  @Test
  void everyMethodIsPassedOn() throws NoSuchMethodException {
    assertPassesOn(DecodingStrategy.class, GuardedStrategy.class);
    assertPassesOn(ModelBackend.class, GuardedBackend.class);
  }

  private static void assertPassesOn(Class<?> service, Class<?> guarded)
      throws NoSuchMethodException {
    for (Method method : service.getMethods()) {
      assertEquals(
          guarded,
          guarded.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass(),
          method.toString());
    }
  }
}
