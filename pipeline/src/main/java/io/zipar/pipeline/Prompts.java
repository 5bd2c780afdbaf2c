/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.CaptionFeatures;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.text.PromptTemplate;
import io.zipar.models.text.TextTokenizer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes conditionings of what the user said. A text tokenizer is loaded for words alone. */
final class Prompts implements AutoCloseable {
  private final ModelFiles files;
  private final Path model;
  private final TransformerNetwork network;
  private final Grid grid;
  private final Map<Subject.Caption, CaptionFeatures> captions;
  private final ClassNames classes;
  private Optional<TextTokenizer> tokenizer = Optional.empty();

  /**
   * Prompts for one model.
   *
   * @param files where its text tokenizer comes from
   * @param model its path
   * @param network tells how it is prompted
   * @param grid of the images
   * @param captions the features of those that there are
   * @param classes the names of its classes
   */
  Prompts(
      ModelFiles files,
      Path model,
      TransformerNetwork network,
      Grid grid,
      Map<Subject.Caption, CaptionFeatures> captions,
      ClassNames classes) {
    this.files = files;
    this.model = model;
    this.network = network;
    this.grid = grid;
    this.captions = captions;
    this.classes = classes;
  }

  Conditioning conditioning(Subject subject) {
    if (subject instanceof Subject.Caption caption) {
      return captions.get(caption);
    }
    if (subject instanceof Subject.Words words) {
      PromptTemplate template = network.promptTemplate().orElseThrow(this::noWords);
      return template.encode(tokenizer(), words.prompt(), words.negative(), grid);
    }
    return given(subject, classes);
  }

  private UnusableSettingException noWords() {
    return new UnusableSettingException(
        Setting.PROMPT,
        ": "
            + network.describe()
            + (network.caption().isPresent()
                ? " takes captions: name a text encoder, the folder of Flan-T5, or give its features"
                : " takes no words"));
  }

  /** What a model takes that knows no words. */
  static Conditioning given(Subject subject, ClassNames classes) {
    if (subject instanceof Subject.Given given) {
      return given.conditioning();
    }
    if (subject instanceof Subject.ClassText label) {
      return classes.label(label.text());
    }
    throw new UnusableSettingException(
        Setting.MODEL, " is missing, to which a prompt in words belongs");
  }

  private TextTokenizer tokenizer() {
    if (tokenizer.isEmpty()) {
      tokenizer = files.openTextTokenizer(model);
    }
    return tokenizer.orElseThrow(
        () ->
            new InvalidInputException(
                model
                    + ": words need a text tokenizer there (tokenizer.json or emu3.tiktoken);"
                    + " a prompt in tokens does without"));
  }

  /** Closes the text tokenizer, if one was opened. */
  @Override
  public void close() {
    tokenizer.ifPresent(TextTokenizer::close);
  }
}
