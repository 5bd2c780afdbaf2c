/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.zipar.DraftCounts;
import io.zipar.models.disk.DiskSteps;
import io.zipar.models.format.Digests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CombinationFolderProperties {
  private static final int CELLS = 6;

  /** What a process that is killed does not come to. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A disk that need not turn, and a process that is killed before one of its steps. */
  private static CombinationFolder folder(Path path, ShardPlan plan, int killedAt) {
    int[] left = {killedAt};
    return new CombinationFolder(
        path,
        plan,
        new DiskSteps() {
          @Override
          public void before() {
            if (killedAt >= 0 && left[0]-- <= 0) {
              throw new Killed();
            }
          }

          @Override
          public void force(FileChannel channel) {
            // What was written is seen by this process all the same.
          }
        });
  }

  private static Shard shard(ShardPlan plan, int number) {
    List<ImageRow> rows = new ArrayList<>();
    List<int[]> tokens = new ArrayList<>();
    for (int i = 0; i < plan.imagesOf(number); i++) {
      int image = plan.first(number) + i;
      int[] values = new SplittableRandom(image).ints(CELLS, 0, 65_000).toArray();
      tokens.add(values);
      rows.add(
          new ImageRow(
              image,
              100L + image,
              "class 3",
              ImageRow.State.DONE,
              Optional.empty(),
              image / plan.batch(),
              CELLS,
              CELLS,
              1,
              2,
              new DraftCounts(1, 1, 0, 2),
              new ImageRow.Places(List.of(2, 1), List.of(1, 0)),
              Shard.hash(values),
              new ImageRow.Times(4_000_001, 3_000_000, 1, 0)));
    }
    return new Shard(rows, tokens, tokens);
  }

  private static JsonObject spec() {
    JsonObject spec = new JsonObject();
    spec.addProperty("id", "0123456789abcdef");
    return spec;
  }

  private static void fill(CombinationFolder folder) {
    folder.begin(spec());
    for (int number : folder.missing()) {
      folder.keep(number, shard(folder.plan(), number));
    }
    folder.keepMeasured("passes", spec());
  }

  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(file).toString(), Digests.full(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** However often it is killed, and wherever: what is there is whole, and the end is the same. */
  @Property(tries = 60)
  void aRunThatIsKilledAnywhereEndsAsOneThatIsNot(
      @ForAll @IntRange(min = 1, max = 40) int images,
      @ForAll @IntRange(min = 1, max = 5) int batch,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 60) Integer> killedAt)
      throws IOException {
    Path root = Files.createTempDirectory("store");
    try {
      ShardPlan plan = new ShardPlan(images, batch);
      fill(folder(root.resolve("whole"), plan, -1));
      for (int at : killedAt) {
        CombinationFolder folder = folder(root.resolve("killed"), plan, at);
        List<Integer> before = folder.missing();
        try {
          fill(folder);
        } catch (Killed e) {
          List<Integer> after = folder(root.resolve("killed"), plan, -1).missing();
          assertTrue(before.containsAll(after), "a complete shard was lost");
        }
      }
      fill(folder(root.resolve("killed"), plan, -1));
      assertEquals(content(root.resolve("whole")), content(root.resolve("killed")));
    } finally {
      remove(root);
    }
  }

  @Property(tries = 50)
  void aDamagedShardIsNotThere(
      @ForAll @IntRange(min = 0, max = 3) int file,
      @ForAll @IntRange(min = 0, max = 100_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change,
      @ForAll boolean cut)
      throws IOException {
    Path root = Files.createTempDirectory("store");
    try {
      CombinationFolder folder = folder(root, new ShardPlan(5, 2), -1);
      fill(folder);
      assertEquals(List.of(), folder.missing());
      String name = List.of("images.jsonl", "tokens.bin", "passes.bin", "shard.json").get(file);
      Path path = root.resolve("shards").resolve("00001").resolve(name);
      byte[] content = Files.readAllBytes(path);
      int at = place % (content.length - 1);
      content[at] ^= (byte) change;
      Files.write(path, content, StandardOpenOption.TRUNCATE_EXISTING);
      if (cut) {
        Files.write(path, Arrays.copyOf(content, at));
      }
      CombinationFolder damaged = folder(root, folder.plan(), -1);
      assertEquals(List.of(1), damaged.missing());
      fill(damaged);
      assertEquals(List.of(), damaged.missing());
      assertEquals(List.of(), folder(root, folder.plan(), -1).missing());
    } finally {
      remove(root);
    }
  }

  @Property
  void everyImageIsInOneShardOfWholeBatches(
      @ForAll @IntRange(min = 1, max = 60_000) int images,
      @ForAll @IntRange(min = 1, max = 300) int batch) {
    ShardPlan plan = new ShardPlan(images, batch);
    int next = 0;
    for (int shard = 0; shard < plan.count(); shard++) {
      assertEquals(next, plan.first(shard));
      assertEquals(0, next % batch);
      assertTrue(plan.imagesOf(shard) >= 1);
      assertTrue(plan.imagesOf(shard) <= Math.max(256, batch));
      next += plan.imagesOf(shard);
    }
    assertEquals(images, next);
    assertTrue(images < 2 * batch || plan.count() > 1, "one shard of " + images);
  }

  @Property(tries = 20)
  void whatIsReadIsWhatWasWritten(@ForAll @IntRange(min = 1, max = 30) int images)
      throws IOException {
    Path root = Files.createTempDirectory("store");
    try {
      CombinationFolder folder = folder(root, new ShardPlan(images, 3), -1);
      fill(folder);
      for (int number = 0; number < folder.plan().count(); number++) {
        Shard wanted = shard(folder.plan(), number);
        Shard read = folder.shard(number).orElseThrow();
        assertEquals(wanted.rows(), read.rows());
        for (int i = 0; i < wanted.rows().size(); i++) {
          assertArrayEquals(wanted.tokens().get(i), read.tokens().get(i));
        }
      }
    } finally {
      remove(root);
    }
  }

  /** A run looks for what is missing again and again; it need not read 50,000 images each time. */
  @Example
  void whatIsDoneIsNotReadAgain() throws IOException {
    Path path = Files.createTempDirectory("kept");
    try {
      ShardPlan plan = new ShardPlan(600, 4);
      CombinationFolder folder = folder(path, plan, -1);
      fill(folder);
      assertEquals(List.of(), folder.missing());
      Files.writeString(path.resolve("shards/00001/tokens.bin"), "x");
      assertEquals(List.of(), folder.missing());
      assertTrue(folder.shard(1).isEmpty());
      assertEquals(List.of(1), folder(path, plan, -1).missing());
    } finally {
      remove(path);
    }
  }
}
