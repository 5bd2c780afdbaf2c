/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.Availability;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.MemoryNeed;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TextEncoder;
import io.zipar.spi.TokenModel;
import io.zipar.spi.support.OneLine;
import java.util.List;
import java.util.Optional;

/**
 * A backend whose descriptions can be relied on: its name is read once, texts are one line each,
 * nothing is null, and whatever fails is named. What it opens is guarded by the run.
 */
public final class GuardedBackend implements ModelBackend {
  private final ModelBackend backend;
  private final Description description;

  private GuardedBackend(ModelBackend backend) {
    this.backend = backend;
    this.description = Description.of("backend", backend, backend::name);
  }

  /**
   * Guards a backend.
   *
   * @param backend any backend; one that is guarded stays as it is
   * @return the guarded backend
   * @throws InvalidInputException if its name is none
   * @throws io.zipar.PluginException if its name cannot be had
   */
  public static GuardedBackend of(ModelBackend backend) {
    return backend instanceof GuardedBackend guarded ? guarded : new GuardedBackend(backend);
  }

  /**
   * The backend itself.
   *
   * @return what was guarded
   */
  public ModelBackend unguarded() {
    return backend;
  }

  @Override
  public String name() {
    return description.name();
  }

  @Override
  public String summary() {
    return description.line("summary()", backend::summary);
  }

  @Override
  public List<OptionSpec> options() {
    return description.list("options()", backend::options);
  }

  @Override
  public Availability availability() {
    Availability found = description.call().here("availability()", backend::availability);
    return new Availability(found.usable(), OneLine.of(found.reason()));
  }

  @Override
  public int preference() {
    return description.call().require("preference()", backend::preference);
  }

  @Override
  public Optional<ModelSource> builtInModel() {
    return description.call().here("builtInModel()", backend::builtInModel);
  }

  @Override
  public Optional<MemoryNeed> memoryNeed(
      ModelSource source, OptionValues options, List<Integer> lanes) {
    return description
        .call()
        .here("memoryNeed()", () -> backend.memoryNeed(source, options, lanes));
  }

  @Override
  public TokenModel openModel(ModelSource source, OptionValues options) {
    return description.call().here("openModel()", () -> backend.openModel(source, options));
  }

  @Override
  public ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
    return description
        .call()
        .here("openImageTokenizer()", () -> backend.openImageTokenizer(source, options));
  }

  @Override
  public TextEncoder openTextEncoder(ModelSource source, OptionValues options) {
    return description
        .call()
        .here("openTextEncoder()", () -> backend.openTextEncoder(source, options));
  }
}
