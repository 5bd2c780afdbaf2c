/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.GenerationRequest;
import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.plugin.PluginChoice;
import io.zipar.plugin.Plugins;
import io.zipar.spi.Availability;
import io.zipar.spi.MemoryNeed;
import io.zipar.spi.ModelBackend;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A backend that the user chose, its options checked.
 *
 * @param choice what the user wrote
 * @param backend the backend
 * @param options the values of its options, defaults included
 * @param given names of the options that the user gave, the others having their defaults
 */
@ApiStatus.Experimental(since = "0.1")
public record BackendChoice(
    PluginChoice choice, ModelBackend backend, OptionValues options, Set<String> given) {
  private static final String DTYPE = "dtype";

  /** Any scale but 1, which needs a second lane. */
  private static final double GUIDED = 2;

  /** Copies the names. */
  public BackendChoice {
    given = Set.copyOf(given);
  }

  /** The name that leaves the choice open. */
  public static final String AUTO = "auto";

  /**
   * Takes the backend that suits this machine best.
   *
   * @return the choice, with the defaults of its options
   * @throws UnusableSettingException if none of those that are installed can run here
   */
  public static BackendChoice best() {
    return parse(AUTO, Map.of(), Plugins.backends());
  }

  /**
   * Looks a backend up.
   *
   * @param text what the user wrote, for example {@code djl:threads=1}, or {@link #AUTO} for the
   *     usable backend that suits the machine best and takes all the options given
   * @param shortcuts values of command line options such as {@code --device}, by the name of the
   *     backend option that they stand for
   * @param backends the backends that there are
   * @return the choice
   * @throws InvalidInputException if the backend, an option or a value is unknown, an option is
   *     given twice, or the backend cannot run here
   */
  public static BackendChoice parse(
      String text, Map<String, String> shortcuts, Plugins<ModelBackend> backends) {
    PluginChoice written = PluginChoice.parse(text);
    if (!written.name().equals(AUTO)) {
      return of(written, shortcuts, backends.named(written.name()));
    }
    List<ModelBackend> candidates =
        backends.all().stream()
            .filter(backend -> backend.preference() >= 0 && backend.availability().usable())
            .sorted(Comparator.comparingInt(ModelBackend::preference).reversed())
            .toList();
    Optional<InvalidInputException> refusal = Optional.empty();
    for (ModelBackend backend : candidates) {
      try {
        return of(written, shortcuts, backend);
      } catch (InvalidInputException e) {
        refusal = refusal.or(() -> Optional.of(e));
      }
    }
    throw refusal.orElseGet(
        () -> new UnusableSettingException(Setting.BACKEND, " auto: no backend can run here"));
  }

  private static BackendChoice of(
      PluginChoice written, Map<String, String> shortcuts, ModelBackend backend) {
    String owner = "backend '" + backend.name() + "'";
    Map<String, String> given = new LinkedHashMap<>(written.options());
    for (Map.Entry<String, String> shortcut : shortcuts.entrySet()) {
      requireDeclared(backend, shortcut.getKey());
      if (given.put(shortcut.getKey(), shortcut.getValue()) != null) {
        throw new InvalidInputException(
            "option '" + shortcut.getKey() + "' repeats one of backend " + written);
      }
    }
    OptionValues options = OptionValues.of(owner, backend.options(), given);
    Availability availability = backend.availability();
    if (!availability.usable()) {
      throw new InvalidInputException(owner + " cannot run here: " + availability.reason());
    }
    PluginChoice resolved = new PluginChoice(backend.name(), written.options());
    return new BackendChoice(resolved, backend, options, given.keySet());
  }

  private static void requireDeclared(ModelBackend backend, String name) {
    List<String> declared = backend.options().stream().map(OptionSpec::name).toList();
    if (!declared.contains(name)) {
      throw new InvalidInputException(
          "backend '"
              + backend.name()
              + "' has no option '"
              + name
              + "'; it has: "
              + (declared.isEmpty() ? "none" : String.join(", ", declared)));
    }
  }

  /**
   * The precision.
   *
   * @return value of the option {@code dtype}, if the backend has one
   */
  public Optional<String> dtype() {
    return Optional.ofNullable(options.asMap().get(DTYPE));
  }

  /**
   * The precisions that the backend offers.
   *
   * @return values of the option {@code dtype}, the widest first; none if the backend has no such
   *     option
   */
  public List<String> dtypes() {
    return backend.options().stream()
        .filter(option -> option.name().equals(DTYPE))
        .map(OptionSpec::keywords)
        .findFirst()
        .orElse(List.of());
  }

  /**
   * Tells whether the user chose the precision.
   *
   * @return whether the option {@code dtype} was given
   */
  public boolean isDtypeGiven() {
    return given.contains(DTYPE);
  }

  /**
   * The same choice in another precision.
   *
   * @param dtype one of {@link #dtypes}
   * @return a choice whose user has given no other options than that of this one
   */
  public BackendChoice withDtype(String dtype) {
    Map<String, String> values = new LinkedHashMap<>(options.asMap());
    values.put(DTYPE, dtype);
    String owner = "backend '" + backend.name() + "'";
    return new BackendChoice(
        choice, backend, OptionValues.of(owner, backend.options(), values), given);
  }

  /**
   * What a model takes to paint one image with guidance, of the size that it paints by default and
   * for a prompt of usual length. The image tokenizer is not in it.
   *
   * @param source the model, whose weights are not read
   * @return an estimate from below, or empty if the backend cannot tell, as on a GPU
   */
  public Optional<MemoryNeed> memoryNeed(TransformerSource source) {
    TransformerNetwork network = source.network();
    GenerationRequest one =
        GenerationRequest.of(
                network.defaultGrid(), ImagePlan.images(List.of(network.example()), 1, 0))
            .with(Guidance.scale(GUIDED));
    return backend.memoryNeed(source, options, MemoryCheck.lanes(network, one));
  }

  /**
   * Checks that a model fits the memory, before it is loaded.
   *
   * @param source the model, whose weights are not read
   * @param batch what it is to paint
   * @param sessions how many sessions with that batch are open at the same time, at least 1
   * @throws io.zipar.InvalidInputException if it does not fit, with what would
   */
  public void requireMemory(TransformerSource source, GenerationRequest batch, int sessions) {
    List<Integer> lanes = MemoryCheck.lanes(source.network(), batch);
    List<Integer> all =
        Collections.nCopies(sessions, lanes).stream().flatMap(List::stream).toList();
    MemoryCheck.ofThisMachine().require(this, source, all);
  }

  /** The choice as the user wrote it. */
  @Override
  public String toString() {
    return choice.toString();
  }
}
