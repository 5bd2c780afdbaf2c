/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Pickle;
import io.zipar.fixtures.TorchArchive;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.testing.SafetensorsBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {
  private static final Path C2I = Fixtures.path("llamagen/c2i-tiny");
  private static final Path VQ = Fixtures.path("llamagen/vq-tiny");

  @TempDir Path folder;

  private final ModelLoader loader = ModelLoader.discover();

  @Test
  void aModelFolderHoldsModelAndTokenizer() throws IOException {
    Files.copy(C2I.resolve("model.pt"), folder.resolve("model.pt"));
    Files.copy(C2I.resolve("config.json"), folder.resolve("config.json"));
    assertEquals(Optional.empty(), loader.findImageTokenizer(folder));
    Path vq = Files.copy(VQ.resolve("model.safetensors"), folder.resolve("vq.safetensors"));
    assertEquals(Optional.of(vq), loader.findImageTokenizer(folder));
    assertEquals(Optional.of(vq), loader.findImageTokenizer(folder.resolve("model.pt")));
    try (TransformerSource source = loader.openTransformer(folder, Optional.empty())) {
      assertEquals(folder.resolve("model.pt").toString(), source.describe());
      assertEquals(Grid.of(8, 8), source.network().defaultGrid());
    }
    // The transformer's config.json says nothing about the tokenizer.
    try (ImageTokenizerSource source = loader.openImageTokenizer(folder)) {
      assertEquals(vq.toString(), source.describe());
      assertEquals(64, source.network().codebookSize());
    }
    Files.writeString(folder.resolve("vq.json"), "{\"codebook_size\": 65}");
    assertEquals(
        vq
            + ": tensor quantize.embedding.weight is [64, 8], but codebook_size 65 in vq.json asks"
            + " for [65, 8]",
        assertThrows(InvalidInputException.class, () -> loader.openImageTokenizer(folder))
            .getMessage());
  }

  @Test
  void aCheckpointMayHoldItsImageTokenizer() {
    Path janus = Fixtures.path("janus/janus-tiny");
    assertEquals(Optional.empty(), loader.findImageTokenizer(janus));
    try (TransformerSource source = loader.openTransformer(janus, Optional.empty());
        ImageTokenizerSource alone = loader.openImageTokenizer(janus)) {
      ImageTokenizerSource contained = source.imageTokenizer().orElseThrow();
      assertEquals(source.describe(), contained.describe());
      assertEquals(alone.network().describe(), contained.network().describe());
      contained.close();
      float[] entries = Codebook.of(alone.network()).lookUp(Grid.of(1, 1), new int[] {1});
      ImageTokenizerNetwork again = source.imageTokenizer().orElseThrow().network();
      assertArrayEquals(entries, Codebook.of(again).lookUp(Grid.of(1, 1), new int[] {1}));
    }
    try (TransformerSource source = loader.openTransformer(C2I, Optional.empty())) {
      assertEquals(Optional.empty(), source.imageTokenizer());
    }
  }

  @Test
  void whatIsNoTransformerIsRefused() throws IOException {
    assertEquals(folder.resolve("x.pt") + ": no such file", refusal(folder.resolve("x.pt")));
    assertEquals(
        folder
            + ": holds neither model.safetensors nor model.safetensors.index.json nor"
            + " pytorch_model.bin nor pytorch_model.bin.index.json nor model.pt nor model.pth; no"
            + " file of weights lies there, give --model another folder or a file",
        refusal(folder));
    Files.write(folder.resolve("c2i_B.pt"), new byte[1]);
    Files.write(folder.resolve("vq_ds16.ckpt"), new byte[1]);
    assertTrue(
        refusal(folder)
            .endsWith(
                "; there lie c2i_B.pt, vq_ds16.ckpt: give the one that is meant itself, as --model "
                    + folder.resolve("c2i_B.pt")));
    Files.delete(folder.resolve("c2i_B.pt"));
    Files.delete(folder.resolve("vq_ds16.ckpt"));
    assertEquals(
        VQ.resolve("model.safetensors") + ": holds an image tokenizer, not a transformer",
        refusal(VQ));
    Path text = SafetensorsBytes.write(folder.resolve("a.txt"), new byte[20]);
    assertEquals(
        text
            + ": is filled with zero bytes, not a checkpoint (safetensors, or written by"
            + " torch.save): copy or download it again, it did not arrive",
        refusal(text));
    Path old = SafetensorsBytes.write(folder.resolve("old.pt"), Pickle.begin().text("x").end());
    assertEquals(
        old
            + ": is a plain pickle, not written by torch.save; load it in Python and save its"
            + " tensors with torch.save or as safetensors",
        refusal(old));
    byte[] pickle =
        Pickle.begin()
            .ops("}")
            .text("conv.bias")
            .tensor("FloatStorage", "0", 1, 0, new long[] {1}, new long[] {1})
            .ops("s")
            .end();
    Path other = TorchArchive.of(pickle).storage("0", 1f).write(folder.resolve("other.pt"));
    assertEquals(
        other
            + ": holds no transformer of a known family (llamagen, nar, randar, lpd, nar-video, chameleon, emu3, janus); its"
            + " tensors are conv.bias",
        refusal(other));
  }

  @Test
  void whatIsNoTokenizerIsRefused() {
    assertEquals(
        C2I.resolve("model.safetensors") + ": holds a transformer, not an image tokenizer",
        assertThrows(InvalidInputException.class, () -> loader.openImageTokenizer(C2I))
            .getMessage());
  }

  @Test
  void aBrokenConfigurationIsReported() throws IOException {
    Files.copy(C2I.resolve("model.pt"), folder.resolve("model.pt"));
    Path config = folder.resolve("config.json");
    Files.write(config, "{".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        config
            + ": is not valid JSON: it ends at line 1, column 2, where a name in double quotes is"
            + " expected; is it truncated?",
        refusal(folder));
    // On systems that lock open files this fails if the refusal left one open.
    Files.delete(folder.resolve("model.pt"));
  }

  @Test
  void architecturesAreFoundByAnyCase() {
    try (TransformerSource source = loader.randomTransformer("gpt-b-256", 7)) {
      assertEquals("random weights of GPT-B-256, seed 7", source.describe());
      assertEquals("LlamaGen c2i GPT-B-256, 111M parameters", source.network().describe());
      assertEquals(110888448, source.parameters());
      assertEquals(Grid.of(16, 16), source.network().defaultGrid());
    }
    String message =
        assertThrows(InvalidInputException.class, () -> loader.randomTransformer("GPT-LX", 1))
            .getMessage();
    assertTrue(
        message.startsWith(
            "unknown architecture 'GPT-LX' (did you mean 'GPT-L'?); known: GPT-B, GPT-B-256, "),
        message);
    assertEquals(
        "unknown architecture 'llama'; known: none",
        assertThrows(
                InvalidInputException.class,
                () -> new ModelLoader(ModelFamilies.none()).randomTransformer("llama", 1))
            .getMessage());
  }

  private String refusal(Path path) {
    return assertThrows(
            InvalidInputException.class, () -> loader.openTransformer(path, Optional.empty()))
        .getMessage();
  }
}
