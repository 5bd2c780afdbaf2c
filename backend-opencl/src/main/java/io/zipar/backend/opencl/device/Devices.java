/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import io.zipar.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The OpenCL devices of the machine, numbered from 0. Immutable.
 *
 * @param all platform by platform
 * @param problem why there can be none, for example that the library is missing
 */
public record Devices(List<ClDevice> all, Optional<String> problem) {
  /** The word for the first graphics processor. */
  public static final String AUTO = "auto";

  /** What the option takes. */
  public static final String SYNTAX =
      "auto (the first GPU), gpu, cpu, the number of a device in the list of './zipar backends', or"
          + " part of its name or its platform's";

  /** Copies the list. */
  public Devices {
    all = List.copyOf(all);
  }

  /**
   * Asks the machine.
   *
   * @return its devices; none where there is no OpenCL library
   */
  public static Devices find() {
    return OpenClLibrary.problem()
        .map(problem -> new Devices(List.of(), Optional.of(problem)))
        .orElseGet(() -> new Devices(DeviceQuery.all(), Optional.empty()));
  }

  /**
   * Tells whether it is worth to ask the drivers for a graphics processor, without loading them.
   *
   * @return false on a Linux machine without the files by which drivers are reached
   */
  public static boolean mayHaveGpu() {
    return !System.getProperty("os.name").equals("Linux")
        || Stream.of("/dev/nvidiactl", "/dev/kfd", "/dev/dri")
            .anyMatch(file -> Files.exists(Path.of(file)));
  }

  /**
   * The first graphics processor that can be used.
   *
   * @return empty if there is none
   */
  public Optional<ClDevice> firstGpu() {
    return all.stream().filter(device -> device.gpu() && device.problem().isEmpty()).findFirst();
  }

  /**
   * Finds the device that a user asks for.
   *
   * @param wanted as {@link #SYNTAX} tells
   * @return a device that can be used
   * @throws InvalidInputException if there is none, or it cannot be used
   */
  public ClDevice choose(String wanted) {
    if (problem.isPresent()) {
      throw new InvalidInputException("backend 'opencl': " + problem.get());
    }
    String word = wanted.toLowerCase(Locale.ROOT).strip();
    ClDevice chosen =
        switch (word) {
          case AUTO, "gpu" -> first(ClDevice::gpu, wanted);
          case "cpu" -> first(device -> !device.gpu(), wanted);
          default ->
              word.matches("[0-9]{1,4}")
                  ? numbered(word)
                  : first(each -> each.isNamed(word), wanted);
        };
    if (chosen.problem().isPresent()) {
      throw new InvalidInputException(
          "device '"
              + wanted
              + "': "
              + chosen.name()
              + " cannot be used: "
              + chosen.problem().get());
    }
    return chosen;
  }

  private ClDevice numbered(String word) {
    int number = Integer.parseInt(word);
    if (number >= all.size()) {
      throw none(word);
    }
    return all.get(number);
  }

  private ClDevice first(Predicate<ClDevice> condition, String wanted) {
    List<ClDevice> fitting = all.stream().filter(condition).toList();
    return fitting.stream()
        .filter(device -> device.problem().isEmpty())
        .findFirst()
        .orElseGet(() -> fitting.stream().findFirst().orElseThrow(() -> none(wanted)));
  }

  private InvalidInputException none(String wanted) {
    String what =
        wanted.equalsIgnoreCase(AUTO) ? "no OpenCL device is a GPU" : "no OpenCL device fits";
    String hint =
        all.isEmpty() ? "" : "; to run on a CPU all the same name it, for example device=cpu";
    return new InvalidInputException(
        "device '" + wanted + "': " + what + "; there is " + list() + hint);
  }

  /**
   * Lists the devices.
   *
   * @return one line, each with its number
   */
  public String list() {
    if (problem.isPresent()) {
      return problem.get();
    }
    if (all.isEmpty()) {
      return "none, the OpenCL library found no driver";
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      line.append(i == 0 ? "" : "; ").append(i).append(": ").append(all.get(i).describe());
    }
    return line.toString();
  }
}
