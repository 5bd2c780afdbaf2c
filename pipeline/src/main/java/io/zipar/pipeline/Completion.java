/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import java.util.List;
import java.util.Objects;

/**
 * Pictures of which a part is kept while the rest is generated. The image tokenizer of the model
 * turns them into tokens, those of the part are given from the start, and so the generated picture
 * shows that part as the image tokenizer has it.
 *
 * <p>A picture of another size than that of the image is scaled until it just covers that and cut
 * from the middle, as {@link CentreCrop} does. Where several frames of a video are given, the
 * picture is a strip of frames side by side, exactly of their size.
 *
 * @param pictures one for all subjects, or one for each; several for one subject make as many
 *     images of it
 * @param part what is kept of each
 */
@ApiStatus.Experimental(since = "0.1")
public record Completion(List<PixelImage> pictures, GivenPart part) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no picture
   */
  public Completion {
    pictures = List.copyOf(pictures);
    Objects.requireNonNull(part, "part");
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("no picture");
    }
  }

  /**
   * One picture.
   *
   * @param picture the picture
   * @param part what is kept of it
   * @return the completion
   */
  public static Completion of(PixelImage picture, GivenPart part) {
    return new Completion(List.of(picture), part);
  }
}
