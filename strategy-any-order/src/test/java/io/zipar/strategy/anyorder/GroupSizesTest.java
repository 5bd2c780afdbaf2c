/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupSizesTest {
  @Test
  void theAuthorsScheduleOfRandAr() throws IOException {
    String json = Files.readString(Fixtures.path("any-order/randar-schedules.json"));
    JsonArray entries = JsonParser.parseString(json).getAsJsonArray();
    assertTrue(entries.size() > 20);
    for (JsonElement each : entries) {
      JsonObject entry = each.getAsJsonObject();
      int cells = entry.get("tokens").getAsInt();
      int steps = entry.get("steps").getAsInt();
      int[] sizes = GroupSizes.cosine(cells, steps < 0 ? cells : steps);
      assertEquals(entry.get("passes").getAsInt(), sizes.length, entry::toString);
      int[] expected =
          entry.get("group_sizes").isJsonNull()
              ? IntStream.generate(() -> 1).limit(cells).toArray()
              : entry.getAsJsonArray("group_sizes").asList().stream()
                  .mapToInt(JsonElement::getAsInt)
                  .toArray();
      assertArrayEquals(expected, sizes, cells + " cells, " + steps + " steps");
    }
  }

  @Property
  void everyScheduleDecodesEveryCellOnce(
      @ForAll @IntRange(min = 1, max = 1600) int cells,
      @ForAll @IntRange(min = 1, max = 2000) int steps) {
    for (int[] sizes :
        new int[][] {
          GroupSizes.cosine(cells, steps),
          GroupSizes.arccos(cells, steps),
          GroupSizes.constant(cells, steps),
          PublishedGroups.of(cells, steps)
        }) {
      assertEquals(cells, Arrays.stream(sizes).sum());
      assertTrue(Arrays.stream(sizes).allMatch(size -> size >= 1));
      assertTrue(sizes.length <= Math.max(2, steps), "at most the steps asked for");
    }
  }

  @Test
  void listedSizesAddUpToTheCells() {
    assertArrayEquals(new int[] {1, 3}, GroupSizes.listed(new int[] {1, 3}, 4));
    assertTrue(
        assertThrows(InvalidInputException.class, () -> GroupSizes.listed(new int[] {1, 2}, 4))
            .getMessage()
            .contains("add up to 3, but 4 cells"));
    assertThrows(InvalidInputException.class, () -> GroupSizes.listed(new int[] {0, 4}, 4));
  }

  @Test
  void thePublishedListsAreThoseOfTheirFormulaWhereNobodyAdjustedThem() {
    assertArrayEquals(PublishedGroups.computed(256, 20), PublishedGroups.of(256, 20));
    assertArrayEquals(PublishedGroups.computed(1024, 48), PublishedGroups.of(1024, 48));
  }
}
