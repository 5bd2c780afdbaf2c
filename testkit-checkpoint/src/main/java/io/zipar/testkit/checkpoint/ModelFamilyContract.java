/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.ModelFamilies;
import io.zipar.models.TensorFiles;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.ModelFamily;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every family of models keeps, whatever it is a family of: it claims its own checkpoints
 * alone, and refuses in one line a checkpoint that is not whole. A checkpoint is untrusted: an
 * exception of another kind ends in a report of a defect. Not meant to be extended but by the
 * contracts of this package.
 *
 * @param <F> the kind of family
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract sealed class ModelFamilyContract<F extends ModelFamily>
    permits TransformerFamilyContract, ImageTokenizerFamilyContract {
  private Checkpoint checkpoint;

  /** For the contracts of this package. */
  ModelFamilyContract() {}

  /**
   * The family under test.
   *
   * @return a family
   */
  protected abstract F family();

  /**
   * A whole checkpoint of the family, small, beside {@code config.json} if the family reads one.
   *
   * @return the path of a {@code .safetensors} file or a {@code torch.save} archive, there from
   *     before the first test
   */
  protected abstract Path checkpointFile();

  /**
   * Tells which tensors of the checkpoint may be missing or have any shape, because the network
   * does not need them.
   *
   * @param tensor the name of a tensor of the checkpoint
   * @return false, unless it is said otherwise
   */
  protected boolean isOptional(String tensor) {
    return false;
  }

  /**
   * Tells which dimensions of tensors can be any, because nothing else says the same: the number of
   * classes, for example.
   *
   * @param tensor the name of a tensor of the checkpoint
   * @param dimension counted from 0
   * @return false, unless it is said otherwise
   */
  protected boolean isFree(String tensor, int dimension) {
    return false;
  }

  /** Reads the network of a checkpoint, with nothing chosen. */
  abstract Object read(Checkpoint whole);

  /** The open checkpoint. */
  final Checkpoint checkpoint() {
    return checkpoint;
  }

  @BeforeAll
  final void openCheckpoint() {
    checkpoint = open(checkpointFile());
  }

  @AfterAll
  final void closeCheckpoint() {
    if (checkpoint != null) {
      checkpoint.tensors().close();
    }
  }

  private static Checkpoint open(Path file) {
    Path config = file.resolveSibling("config.json");
    ModelConfig entries = Files.exists(config) ? ModelConfig.read(config) : ModelConfig.none();
    return new Checkpoint(TensorFiles.open(file), entries);
  }

  @Test
  final void theNameIsPlain() {
    assertTrue(family().name().matches("[a-z0-9]+(-[a-z0-9]+)*"), family().name());
  }

  @Test
  final void itRecognisesItsOwn() {
    assertTrue(family().recognises(checkpoint));
    assertTrue(family().recognises(checkpoint), "recognised once and not again");
  }

  @Test
  final void itClaimsNothingThatIsNotItsOwn() {
    TensorStore none = EditedStore.with(new NoTensors(), "stranger.weight", Shape.of(3, 4));
    assertFalse(family().recognises(new Checkpoint(none, ModelConfig.none())));
    assertFalse(family().recognises(new Checkpoint(new NoTensors(), ModelConfig.none())));
    for (Path golden : goldenCheckpoints()) {
      Checkpoint other = open(golden);
      assertTrue(claimants(other).size() <= 1, golden + " is claimed by " + claimants(other));
      other.tensors().close();
    }
  }

  @Test
  final void noOtherFamilyClaimsItsCheckpoint() {
    assertEquals(Set.of(family().getClass().getName()), claimants(checkpoint));
  }

  /** All families of the same kind that are found, and this one. */
  private Set<String> claimants(Checkpoint claimed) {
    return Stream.concat(found().stream(), Stream.of(family()))
        .filter(family -> family.recognises(claimed))
        .map(family -> family.getClass().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The families of the same kind that are found beside this one. */
  abstract List<? extends ModelFamily> found();

  /** What there is to find. */
  static ModelFamilies discovered() {
    return ModelFamilies.discover();
  }

  private static List<Path> goldenCheckpoints() {
    return Stream.of(
            "llamagen/c2i-tiny",
            "llamagen/t2i-tiny",
            "llamagen/vq-tiny",
            "chameleon/chameleon-tiny",
            "chameleon/vqgan-tiny",
            "emu3/emu3-tiny")
        .map(name -> Fixtures.path(name).resolve("model.safetensors"))
        .toList();
  }

  @Test
  final void theSameCheckpointGivesTheSameNetwork() {
    assertEquals(describe(read(checkpoint)), describe(read(checkpoint)));
  }

  /** A few words about a network. */
  abstract String describe(Object network);

  @Test
  final void everyTensorThatIsMissingIsRefused() {
    for (String name : required()) {
      refused(EditedStore.without(checkpoint.tensors(), name), "without " + name);
    }
  }

  @Test
  final void everyTensorOfAnotherShapeIsRefused() {
    for (String name : required()) {
      int rank = checkpoint.tensors().find(name).orElseThrow().shape().rank();
      for (int dimension = 0; dimension < rank; dimension++) {
        if (!isFree(name, dimension)) {
          refused(
              EditedStore.misshapen(checkpoint.tensors(), name, dimension),
              "one more in dimension " + dimension + " of " + name);
        }
      }
    }
  }

  /** Without it the network is another, and so is every picture. */
  @Test
  final void theTensorOfAnAdapterIsRefused() {
    String adapter = "layers.0.attention.lora_A.weight";
    refused(EditedStore.with(checkpoint.tensors(), adapter, Shape.of(2, 3)), "with " + adapter);
  }

  /** Whether it is passed over is the family's to say; what it must not do is to fail otherwise. */
  @Test
  final void aTensorTooManyIsRefusedOrPassedOver() {
    String extra = "an.extension.of.the.network.weight";
    TensorStore more = EditedStore.with(checkpoint.tensors(), extra, Shape.of(2, 3));
    try {
      Object read = read(new Checkpoint(more, checkpoint.config()));
      assertEquals(describe(read(checkpoint)), describe(read));
    } catch (InvalidInputException e) {
      assertTrue(e.getMessage().contains(extra), e.getMessage());
    }
  }

  private List<String> required() {
    return checkpoint.tensors().names().stream().filter(name -> !isOptional(name)).toList();
  }

  private void refused(TensorStore tensors, String what) {
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> read(new Checkpoint(tensors, checkpoint.config())),
            what);
    String message = refusal.getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(
        message.startsWith(checkpoint.describe())
            || message.startsWith(checkpoint.config().source()),
        what + ": the message does not begin with the file: " + message);
  }
}
