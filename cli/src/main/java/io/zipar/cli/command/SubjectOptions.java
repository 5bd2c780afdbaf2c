/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import io.zipar.models.CaptionFile;
import io.zipar.pipeline.ClassRange;
import io.zipar.pipeline.Subject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say what images show. Of the kinds that there are, one is used. */
final class SubjectOptions {
  private static final String KINDS =
      "--class=LABEL|FROM-TO|NAME, --prompt=TEXT, --prompt-tokens=N,N,... or --features=FILE";

  @Option(
      names = "--class",
      paramLabel = "LABEL|FROM-TO|NAME",
      split = ",",
      description =
          "Class of an image: its label, labels such as 0-9, or its name where the model has names;"
              + " several give several images.")
  private List<String> classes = List.of();

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description =
          "What an image is to show, in words, for a model with a text tokenizer (tokenizer.json"
              + " or emu3.tiktoken) beside it; given several times it gives several images.")
  private List<String> prompts = List.of();

  @Option(
      names = "--text-encoder",
      paramLabel = "PATH",
      description =
          "Text encoder (Flan-T5) that makes features of --prompt, for a model that is conditioned"
              + " on captions: a folder with config.json, tokenizer.json, and model.safetensors or"
              + " pytorch_model.bin or the index of their parts.")
  private Path textEncoder;

  @Option(
      names = "--negative-prompt",
      paramLabel = "TEXT",
      description =
          "What guidance is to lead away from, in words. Default: what the model is published"
              + " with.")
  private String negativePrompt;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N,N,...",
      description =
          "A whole prompt as numbers of tokens in the checkpoint, in place of --prompt; needs no"
              + " text tokenizer.")
  private List<String> promptTokens = List.of();

  @Option(
      names = "--negative-prompt-tokens",
      paramLabel = "N,N,...",
      description = "Likewise in place of --negative-prompt.")
  private String negativeTokens;

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description =
          "Features of a caption as a text encoder delivers them, .npy or .safetensors: rows x"
              + " width, and in the latter perhaps a mask of the rows.")
  private List<Path> features = List.of();

  List<Subject> subjects() {
    long kinds =
        Stream.of(classes, prompts, promptTokens, features).filter(each -> !each.isEmpty()).count();
    if (kinds != 1) {
      throw new InvalidInputException(
          (kinds == 0 ? "what the images are to show is missing: " : "give only one of ") + KINDS);
    }
    if (negativePrompt != null && prompts.isEmpty()) {
      throw new InvalidInputException("--negative-prompt belongs to --prompt");
    }
    if (textEncoder != null && prompts.isEmpty()) {
      throw new InvalidInputException("--text-encoder belongs to --prompt");
    }
    if (textEncoder != null && negativePrompt != null) {
      throw new InvalidInputException(
          "--negative-prompt is of no use with --text-encoder: guidance leads away from what the"
              + " model has learned to stand for no caption");
    }
    if (negativeTokens != null && promptTokens.isEmpty()) {
      throw new InvalidInputException("--negative-prompt-tokens belongs to --prompt-tokens");
    }
    return Stream.of(
            classes.stream().flatMap(text -> ClassRange.each(text).map(Subject::ofClass)),
            prompts.stream().map(this::words),
            promptTokens.stream().<Subject>map(text -> new Subject.Given(prompt(text))),
            features.stream().<Subject>map(file -> new Subject.Given(CaptionFile.read(file))))
        .flatMap(subjects -> subjects)
        .toList();
  }

  private Subject words(String text) {
    return textEncoder == null
        ? new Subject.Words(text, Optional.ofNullable(negativePrompt))
        : new Subject.Caption(text, textEncoder);
  }

  private PromptTokens prompt(String text) {
    PromptTokens prompt = PromptTokens.of(numbers("--prompt-tokens", text));
    return negativeTokens == null
        ? prompt
        : prompt.withNegative(numbers("--negative-prompt-tokens", negativeTokens));
  }

  private static int[] numbers(String option, String text) {
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          option
              + " '"
              + text
              + "' is not a list of whole numbers of at most "
              + Integer.MAX_VALUE
              + ", for example 0,17,8710",
          e);
    }
  }
}
