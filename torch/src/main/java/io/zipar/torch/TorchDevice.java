/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import io.zipar.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where arrays live.
 *
 * @param device DJL's device
 * @param label the name users know it by: {@code cpu}, {@code cuda:0}
 */
public record TorchDevice(Device device, String label) {
  /** What a user may write: the words, and {@code cuda:} with a number. */
  public static final String SYNTAX = "auto | cpu | cuda | cuda:N";

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,4}))?");

  /**
   * Finds the device that a user asked for.
   *
   * @param wanted as in {@link #SYNTAX}; {@code auto} takes CUDA where it can be used
   * @param engine the started engine
   * @return the device
   * @throws InvalidInputException if the text is none of {@link #SYNTAX}, or this machine has no
   *     such device
   */
  public static TorchDevice find(String wanted, Engine engine) {
    checkSyntax(wanted);
    boolean built = engine.hasCapability(StandardCapabilities.CUDA);
    return find(wanted, built, built ? CudaUtils.getGpuCount() : 0);
  }

  /**
   * Finds a device by what there is.
   *
   * @param wanted as in {@link #SYNTAX}
   * @param built whether libtorch has CUDA
   * @param devices CUDA devices of the machine
   */
  static TorchDevice find(String wanted, boolean built, int devices) {
    if (wanted.equals("cpu") || wanted.equals("auto") && devices == 0) {
      return new TorchDevice(Device.cpu(), "cpu");
    }
    Matcher cuda = CUDA.matcher(wanted);
    int index = cuda.matches() && cuda.group(1) != null ? Integer.parseInt(cuda.group(1)) : 0;
    if (index >= devices) {
      throw new InvalidInputException(
          "backend 'djl': device=" + wanted + " is not here: " + reason(built, devices));
    }
    return new TorchDevice(Device.gpu(index), "cuda:" + index);
  }

  /**
   * Checks the text without starting the engine.
   *
   * @param wanted what a user wrote
   * @throws InvalidInputException if the text is none of {@link #SYNTAX}
   */
  public static void checkSyntax(String wanted) {
    if (!wanted.equals("auto") && !wanted.equals("cpu") && !CUDA.matcher(wanted).matches()) {
      throw new InvalidInputException(
          "backend 'djl': option device=" + wanted + " is not " + SYNTAX);
    }
  }

  private static String reason(boolean built, int devices) {
    if (!built) {
      return "the libtorch in use has no CUDA; use device=cpu, or build with -Pcuda";
    }
    return devices == 0
        ? "no CUDA device was found; use device=cpu"
        : "this machine has CUDA devices 0 to " + (devices - 1);
  }
}
