/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.HeadMixing;
import io.zipar.models.network.Projection;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pictures.NumberedVideos;
import io.zipar.pictures.PictureSet;
import io.zipar.spi.DraftHead;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.training.classifier.ClassifierPlan;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.tokenizer.TokenizerPlan;
import io.zipar.training.transformer.Branch;
import io.zipar.training.transformer.BranchLoss;
import io.zipar.training.transformer.BranchPlan;
import io.zipar.training.transformer.HeadsPlan;
import io.zipar.training.transformer.TransformerPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of a few steps that begin with a model of a few steps. */
@Tag("slow")
class FurtherTrainingTest {
  private static final List<DraftHead> HEADS = List.of(DraftHead.ahead(2), DraftHead.below(1, -1));
  private static final HeadsPlan PLAN = new HeadsPlan(1, 6, 2, 3, 2, 4, 32, 1e-2, 1, 3, HEADS);

  @TempDir private static Path base;
  @TempDir private Path folder;

  @BeforeAll
  static void makeABase() throws IOException {
    new ShippedTraining(line -> {})
        .run(
            new TrainingPlan(
                new ClassifierPlan(1, 2, 2, 1e-3, 10),
                new TokenizerPlan(1, 2, 4, 5, 4, 24, 1, 1e-3),
                new TransformerPlan(1, 10, 4, 4, 2, 1e-3, 0.1, 2, 4)),
            base);
  }

  @Test
  void theFamilyReadsTheHeadsBesideTheirBase() throws IOException {
    List<String> lines = train(folder);
    List<String> rounds = lines.stream().filter(line -> line.contains("round")).toList();
    assertEquals(3, rounds.size());
    // The base knows next to nothing, and its guesses are as even as what the heads are to learn.
    rounds.forEach(line -> assertEquals(Math.log(512), loss(line), 0.01, line));
    try (TransformerSource source =
        ModelLoader.discover().openTransformer(folder, Optional.empty())) {
      assertEquals(HEADS, source.network().draftHeads());
      source.weights().heads().forEach(head -> assertEquals(256, width(head.output().last())));
    }
    assertEquals(
        -1, Files.mismatch(base.resolve("model.safetensors"), folder.resolve("model.safetensors")));
  }

  @Test
  void theFamilyReadsTheBranchedModel() throws IOException {
    List<String> lines = new ArrayList<>();
    BranchPlan plan =
        new BranchPlan(
            1, 6, 2, 1, 2, 2, 1e-3, 0.5, 0.1, 1, 64, new Branch(2, 1, 8), new BranchLoss(0, 0, 1));
    new FlasharTraining(new Folder(base), lines::add).run(plan, folder);
    // A model that knows next to nothing guesses evenly.
    assertEquals(Math.log(512), loss(lines.get(lines.size() - 1)), 0.05);
    try (TransformerSource source =
        ModelLoader.discover().openTransformer(folder, Optional.empty())) {
      assertEquals(Prediction.NEIGHBOURS, source.network().prediction());
      assertEquals(5, source.network().sizes().layers());
      assertEquals(1, source.network().inputOf(4));
      assertEquals(2, source.weights().heads().size());
      assertInstanceOf(HeadMixing.Gate.class, source.weights().mixing());
    }
    assertEquals(
        -1,
        Files.mismatch(base.resolve("model.safetensors"), folder.resolve("teacher.safetensors")));
  }

  @Test
  void theFamilyReadsTheModelOfVideos() throws IOException {
    List<String> lines = new ArrayList<>();
    TransformerPlan plan = new TransformerPlan(1, 6, 6, 2, 2, 1e-3, 0.1, 1, 3);
    new VideoTraining(new Folder(base), lines::add).run(plan, folder);
    assertEquals(Math.log(512), loss(lines.get(lines.size() - 1)), 0.05);
    assertEquals(NumberedVideos.classNames(), Files.readAllLines(folder.resolve("classes.txt")));
    try (TransformerSource source =
        ModelLoader.discover().openTransformer(folder, Optional.empty())) {
      Grid grid = new Grid(NumberedVideos.FRAMES, 12, 12);
      assertEquals(grid, source.network().defaultGrid());
      assertEquals(SequenceLayout.raster(grid), source.network().layout(grid));
      assertEquals(Prediction.SUCCESSOR, source.network().prediction());
      int none = NumberedVideos.classNames().size();
      assertThrows(
          InvalidInputException.class,
          () -> source.network().checkConditioning(new ClassLabel(none)));
    }
    byte[] model = Files.readAllBytes(folder.resolve("model.safetensors"));
    lines.clear();
    new VideoTraining(new Folder(base), lines::add).run(plan, folder);
    assertEquals("transformer: going on from step 2", lines.get(0));
    assertArrayEquals(model, Files.readAllBytes(folder.resolve("model.safetensors")));
  }

  @Test
  void theFamilyReadsTheModelOfAnyOrder() throws IOException {
    TransformerPlan plan = new TransformerPlan(1, 4, 2, 2, 2, 1e-3, 0.1, 1, 3);
    List<String> lines = new ArrayList<>();
    Path whole = folder.resolve("whole");
    new AnyOrderTraining(new Folder(base), lines::add).run(plan, whole);
    assertEquals(Math.log(512), loss(lines.get(lines.size() - 1)), 0.05);
    try (TransformerSource source =
        ModelLoader.discover().openTransformer(whole, Optional.empty())) {
      assertEquals(Prediction.ANY_CELL, source.network().prediction());
      assertEquals(4, source.network().sizes().layers());
    }
    Path interrupted = folder.resolve("interrupted");
    assertThrows(
        Interrupted.class,
        () ->
            new AnyOrderTraining(
                    new Folder(base),
                    line -> {
                      if (line.contains("step 1, held-out")) {
                        throw new Interrupted();
                      }
                    })
                .run(plan, interrupted));
    new AnyOrderTraining(new Folder(base), line -> {}).run(plan, interrupted);
    String model = "model.safetensors";
    assertEquals(-1, Files.mismatch(whole.resolve(model), interrupted.resolve(model)));
  }

  private static long width(Projection.Linear linear) {
    return linear.matrix().shape().dimension(1);
  }

  private static double loss(String line) {
    return Double.parseDouble(line.replaceAll(".*loss ([0-9.]+).*", "$1"));
  }

  @Test
  void goesOnWhereItWasInterrupted() throws IOException {
    train(folder.resolve("whole"));
    Path interrupted = folder.resolve("interrupted");
    assertThrows(
        Interrupted.class,
        () ->
            run(
                interrupted,
                PLAN,
                line -> {
                  if (line.startsWith("heads: round 2")) {
                    throw new Interrupted();
                  }
                }));
    assertTrue(train(interrupted).contains("heads: going on from round 1"));
    String heads = "medusa_lm_head.safetensors";
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole").resolve(heads)),
        Files.readAllBytes(interrupted.resolve(heads)));
  }

  @Test
  void aBrokenStateAndAnotherPlanAreRefused() throws IOException {
    train(folder);
    Path state = folder.resolve("heads.state");
    Files.write(state, new byte[] {1, 2, 3});
    String message = assertThrows(InvalidInputException.class, () -> train(folder)).getMessage();
    assertTrue(message.startsWith(state + ": is broken"), message);
    HeadsPlan other = new HeadsPlan(2, 6, 2, 3, 2, 4, 32, 1e-2, 1, 3, HEADS);
    message =
        assertThrows(InvalidInputException.class, () -> run(folder, other, line -> {}))
            .getMessage();
    assertTrue(message.contains("holds a training of another plan"), message);
  }

  private static List<String> train(Path target) throws IOException {
    List<String> lines = new ArrayList<>();
    run(target, PLAN, lines::add);
    return lines;
  }

  private static void run(Path target, HeadsPlan plan, TrainingLog log) throws IOException {
    new MedusaTraining(new Folder(base), log).run(plan, target);
  }

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A model that comes as a folder. */
  private record Folder(Path path) implements PackagedModel {
    @Override
    public String name() {
      return "few-steps";
    }

    @Override
    public String describe() {
      return "a model that learned little";
    }

    @Override
    public List<String> classNames() {
      return PictureSet.classNames();
    }

    @Override
    public List<String> files() {
      return List.of("config.json", "model.safetensors", "vq.json", "vq.safetensors");
    }

    @Override
    public InputStream open(String file) throws IOException {
      return Files.newInputStream(path.resolve(file));
    }
  }
}
