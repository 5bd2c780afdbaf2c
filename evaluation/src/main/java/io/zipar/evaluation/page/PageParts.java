/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.page;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What pages that are one file are put together from. Stateless. */
public final class PageParts {
  private PageParts() {}

  /**
   * A resource of this module.
   *
   * @param beside a class of its package
   * @param name its name
   * @return its text
   */
  public static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read from the jar", e);
    }
  }

  /**
   * The style of a page: what all pages share, then its own.
   *
   * @param beside a class of the package of its style sheet
   * @param name of the sheet
   * @return CSS
   */
  public static String style(Class<?> beside, String name) {
    return text(PageParts.class, "page.css") + text(beside, name);
  }

  /**
   * Data for a script element, which ends at the first "&lt;/" whatever surrounds it.
   *
   * @param json the data
   * @return the same as JSON without that
   */
  public static String data(JsonElement json) {
    return json.toString().replace("<", "\\u003c");
  }
}
