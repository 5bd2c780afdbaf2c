/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import io.zipar.PluginException;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.Need;
import io.zipar.plugin.Services;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The measures of an evaluation, in the order of its columns.
 *
 * @param all the measures, each name once
 */
@ApiStatus.Experimental(since = "0.1")
public record Measures(List<Measure> all) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

  /** What a result says besides its measures. */
  private static final Set<String> TAKEN = Set.of("strategy", "guidance", "visibility", "images");

  /**
   * Copies the list.
   *
   * @throws PluginException if a name is taken twice or is none
   */
  public Measures {
    all = List.copyOf(all);
    Set<String> names = new TreeSet<>(TAKEN);
    for (Measure measure : all) {
      if (measure.name() == null || !NAME.matcher(measure.name()).matches()) {
        throw new PluginException(
            "measure " + measure.getClass().getName(),
            "is named '" + measure.name() + "', not by lower-case letters and digits");
      }
      if (!names.add(measure.name())) {
        throw new PluginException(
            "measure " + measure.getClass().getName(),
            "is named '" + measure.name() + "', which another measure or a column is already");
      }
    }
  }

  /**
   * The measures that are installed.
   *
   * @return those of this module first, others by name
   * @throws PluginException if one cannot be created
   */
  public static Measures installed() {
    return installed(List.of());
  }

  /**
   * The measures that are installed, and others.
   *
   * @param more the others
   * @return those of this module first, others by name
   * @throws PluginException if one cannot be created, or a name is taken twice
   */
  public static Measures installed(List<Measure> more) {
    List<Measure> own = new ArrayList<>();
    List<Measure> others = new ArrayList<>(more);
    try {
      for (Measure measure : Services.installed(Measure.class)) {
        boolean isOwn = measure.getClass().getPackageName().equals("io.zipar.evaluation.measures");
        (isOwn ? own : others).add(measure);
      }
    } catch (ServiceConfigurationError e) {
      throw new PluginException("a measure", "cannot be created: " + e.getMessage(), e);
    }
    others.sort(Comparator.comparing(Measure::name));
    own.addAll(others);
    return new Measures(own);
  }

  /**
   * Some of these measures.
   *
   * @param names the names of those that are wanted
   * @return those, in the order of the names
   * @throws InvalidInputException if there is none of a name; names the nearest
   */
  public Measures only(List<String> names) {
    return new Measures(
        names.stream()
            .distinct()
            .map(
                name ->
                    named(name)
                        .orElseThrow(
                            () ->
                                new InvalidInputException(
                                    "measure '"
                                        + name
                                        + "' is unknown"
                                        + NearestName.hint(names(), name)
                                        + "; there are: "
                                        + String.join(", ", names()))))
            .toList());
  }

  /**
   * Tells whether any of them needs something.
   *
   * @param need what may be needed
   * @return whether one does
   */
  public boolean need(Need need) {
    return all.stream().anyMatch(measure -> measure.needs().contains(need));
  }

  Optional<Measure> named(String name) {
    return all.stream().filter(measure -> measure.name().equals(name)).findFirst();
  }

  /**
   * The names.
   *
   * @return one of each measure, in order
   */
  public List<String> names() {
    return all.stream().map(Measure::name).toList();
  }

  /** An estimate as readers see it: the value, and the interval where it is more than a point. */
  static String text(Measure measure, Estimate estimate) {
    String value = number(measure, estimate.value());
    return estimate.low() == estimate.high()
        ? value
        : String.format(
            Locale.ROOT,
            "%s [%s, %s]",
            value,
            number(measure, estimate.low()),
            number(measure, estimate.high()));
  }

  private static String number(Measure measure, double value) {
    return Numbers.fixed(measure.factor() * value, measure.decimals());
  }
}
