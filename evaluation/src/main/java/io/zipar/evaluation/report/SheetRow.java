/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import io.zipar.ApiStatus;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A row of a {@link ContactSheet}.
 *
 * @param title the first line of the label
 * @param details further lines, in smaller type
 * @param pictures one picture for each column
 */
@ApiStatus.Experimental(since = "0.1")
public record SheetRow(String title, List<String> details, List<BufferedImage> pictures) {
  /** Copies the lists. */
  public SheetRow {
    details = List.copyOf(details);
    pictures = List.copyOf(pictures);
  }
}
