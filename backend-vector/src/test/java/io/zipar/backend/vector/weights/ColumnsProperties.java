/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ColumnsProperties {
  private static final int INPUTS = 5;

  @Property
  void everyColumnHasItsPlaceAndTheRestIsZero(
      @ForAll @IntRange(min = 1, max = 80) int before,
      @ForAll @IntRange(min = 1, max = 80) int count,
      @ForAll boolean narrow,
      @ForAll boolean large,
      @ForAll @IntRange(min = 1, max = 4) int streams) {
    Matrix matrix = Matrix.allocate(Dtype.FLOAT32, new Layout(Matrix.PANEL, streams), 1, INPUTS);
    Columns columns =
        new Columns(narrow ? 1 : Columns.SMALL, large ? Columns.LARGE : Columns.SMALL);
    fill(columns, before, matrix);
    fill(columns, count, matrix);
    int places = columns.first(columns.groups());
    assertTrue(places >= count && places <= Columns.padded(count), "places " + places);
    if (large && count > 2) {
      assertTrue(places <= Math.max(Columns.SMALL, count + 1), "places " + places);
    }
    for (int place = 0; place < places; place++) {
      int group = columns.groupOf(place);
      int at = columns.base(group) + place - columns.first(group);
      assertTrue(place - columns.first(group) < columns.width(group));
      for (int i = 0; i < matrix.paddedInputs(); i++) {
        float expected = place < count && i < INPUTS ? 1 + place * INPUTS + i : 0;
        assertEquals(expected, columns.values()[at + i * columns.width(group)]);
      }
    }
  }

  @Property
  void groupsAreAsWideAsTheKernelsTake(
      @ForAll @IntRange(min = 1, max = 80) int count,
      @ForAll boolean large,
      @ForAll @IntRange(min = 1, max = 4) int streams) {
    Columns columns = new Columns(1, large ? Columns.LARGE : Columns.SMALL);
    columns.resize(
        count, Matrix.allocate(Dtype.FLOAT32, new Layout(Matrix.PANEL, streams), 1, INPUTS));
    boolean narrowToo = count <= 2 || streams > 1;
    for (int group = 0; group < columns.groups(); group++) {
      int width = columns.width(group);
      assertTrue(
          width == Columns.SMALL
              || large && width == Columns.LARGE
              || narrowToo && (width == 1 || width == 2),
          "width " + width);
      assertEquals(columns.first(group) + width, columns.first(group + 1));
    }
  }

  private static void fill(Columns columns, int count, Matrix matrix) {
    columns.resize(count, matrix);
    for (int column = 0; column < count; column++) {
      float[] values = new float[INPUTS];
      float[] ones = new float[INPUTS];
      Arrays.fill(ones, 1f);
      for (int i = 0; i < INPUTS; i++) {
        values[i] = 1 + column * INPUTS + i;
      }
      if (column % 2 == 0) {
        columns.set(column, values, 0, INPUTS);
      } else {
        columns.setScaled(column, values, 0, 1f, ones);
      }
    }
  }
}
