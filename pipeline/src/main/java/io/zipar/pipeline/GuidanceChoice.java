/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import io.zipar.plugin.PluginChoice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Guidance as the user chose it. Written as a scale, for example {@code 4}, it is the form that the
 * model is published with, with that scale; written as a form it is that alone: {@code
 * constant:scale=4}, {@code interval:scale=4,end=100}, {@code share:first=1,last=4} or {@code
 * rank:first=1,last=4}, which {@link Guidance} explains.
 */
@ApiStatus.Experimental(since = "0.1")
public sealed interface GuidanceChoice {
  /** What a user may write. */
  String GRAMMAR =
      "a scale, constant:scale=S, interval:scale=S,end=N, share:first=S,last=S or"
          + " rank:first=S,last=S";

  /**
   * The guidance of a model.
   *
   * @param published what the model is published with
   * @return what was chosen
   */
  Guidance over(Guidance published);

  /**
   * The published form with another scale.
   *
   * @param scale 1 (off) or more, for a linear form that which it approaches
   */
  record Scale(double scale) implements GuidanceChoice {
    /**
     * Checks the scale.
     *
     * @throws InvalidInputException if it is below 1 or not finite
     */
    public Scale {
      Guidance.scale(scale);
    }

    @Override
    public Guidance over(Guidance published) {
      return published.withScale(scale);
    }
  }

  /**
   * A form, whatever the model is published with.
   *
   * @param guidance the guidance
   */
  record Whole(Guidance guidance) implements GuidanceChoice {
    @Override
    public Guidance over(Guidance published) {
      return guidance;
    }
  }

  /**
   * Reads what a user wrote.
   *
   * @param text a scale, or a form with its numbers
   * @return the choice
   * @throws InvalidInputException if it is neither, a number is missing, superfluous, no number or
   *     outside its range: one line that names the text
   */
  static GuidanceChoice parse(String text) {
    if (!text.isEmpty() && (Character.isLetter(text.charAt(0)) || text.contains(":"))) {
      PluginChoice form = PluginChoice.parse(text);
      return switch (form.name()) {
        case "constant" -> new Whole(Guidance.scale(numbers(text, form, "scale").get("scale")));
        case "interval" -> interval(text, numbers(text, form, "scale", "end"));
        case "share" -> {
          Map<String, Double> ends = numbers(text, form, "first", "last");
          yield new Whole(Guidance.share(ends.get("first"), ends.get("last")));
        }
        case "rank" -> {
          Map<String, Double> ends = numbers(text, form, "first", "last");
          yield new Whole(Guidance.rank(ends.get("first"), ends.get("last")));
        }
        default ->
            throw new InvalidInputException(
                "guidance '"
                    + text
                    + "' has an unknown form"
                    + NearestName.hint(
                        List.of("constant", "interval", "share", "rank"), form.name())
                    + "; write "
                    + GRAMMAR);
      };
    }
    return new Scale(number(text, text));
  }

  private static GuidanceChoice interval(String text, Map<String, Double> given) {
    double end = given.get("end");
    if (end != Math.rint(end) || end < -1 || end > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "guidance '" + text + "': end is not -1 (all tokens) or a whole number of 0 or more");
    }
    return new Whole(Guidance.interval(given.get("scale"), (int) end));
  }

  private static Map<String, Double> numbers(String text, PluginChoice form, String... names) {
    if (!form.options().keySet().equals(Set.of(names))) {
      throw new InvalidInputException(
          "guidance '"
              + text
              + "': "
              + form.name()
              + " takes exactly "
              + String.join(" and ", names)
              + "; write "
              + GRAMMAR);
    }
    Map<String, Double> numbers = new TreeMap<>();
    form.options().forEach((name, value) -> numbers.put(name, number(text, value)));
    return numbers;
  }

  private static double number(String text, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "guidance '" + text + "': '" + value + "' is no number; write " + GRAMMAR, e);
    }
  }
}
