/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** Opens the feature networks that files hold, told by their content. Stateless. */
@ApiStatus.Experimental(since = "0.1")
public final class FeatureNetworks {
  private FeatureNetworks() {}

  /**
   * Opens a network.
   *
   * @param file tensors under the names of pytorch-fid's Inception network, in a safetensors file
   *     or a {@code torch.save} archive; anything else is taken as TorchScript
   * @param input what a TorchScript file takes; an Inception network takes 299 pixels in the range
   *     of the protocol
   * @param protocol how pictures are scaled
   * @return the network, closed by the caller
   * @throws io.zipar.InvalidInputException if the file is missing, broken, or holds something else
   * @throws io.zipar.ZiparException if libtorch cannot be loaded
   */
  public static FeatureNetwork open(
      Path file, TorchScriptFeatures.Input input, FeatureProtocol protocol) {
    FileProblem.requireRegular(file);
    return holdsTensors(file)
        ? InceptionFeatures.open(file, protocol.range())
        : TorchScriptFeatures.open(file, input);
  }

  private static boolean holdsTensors(Path file) {
    try {
      FileKind kind = FileKind.of(file);
      return kind == FileKind.SAFETENSORS
          || kind == FileKind.PICKLE
          || kind == FileKind.ZIP && !isScript(file);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  /** TorchScript holds constants beside its code, and torch.save neither. */
  private static boolean isScript(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith("/constants.pkl"));
    } catch (IOException | IllegalArgumentException e) {
      return true;
    }
  }
}
