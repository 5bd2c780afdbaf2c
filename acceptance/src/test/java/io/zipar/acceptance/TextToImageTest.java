/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.testkit.checkpoint.T5Checkpoint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder in the layout of a published model to pictures, by the script. */
class TextToImageTest {
  private static final String CAPTION = "a red fox";
  static final int CAPTION_WIDTH = 48;

  @TempDir Path work;
  private Painting painting;
  private Path folder;
  private Path out;

  @BeforeEach
  void namePaths() {
    painting = Painting.in(work);
    folder = painting.folder();
    out = painting.out();
  }

  @Test
  void emu3PaintsAPromptInAnySize() throws IOException, InterruptedException {
    MadeUpCheckpoint.emu3(folder);
    JsonObject json =
        paint("--prompt", "a red fox", "--size", "24x16", "--release-model", "--temperature", 2);
    assertPicture(24, 16);
    JsonObject settings = json.getAsJsonObject("settings");
    assertEquals(4, settings.get("rows").getAsInt());
    assertEquals(6, settings.get("columns").getAsInt());
    assertEquals(3.0, settings.get("cfg").getAsDouble());
    assertEquals(2048, settings.get("topK").getAsInt());
    assertEquals(2.0, settings.get("temperature").getAsDouble());
    assertTokens(json, 24, 125, 159);
    JsonArray prompt = image(json).getAsJsonArray("promptTokens");
    assertEquals(120, prompt.get(0).getAsInt());
    assertEquals('a' - ' ', prompt.get(1).getAsInt());
    assertEquals(122, prompt.get(prompt.size() - 1).getAsInt());
  }

  @Test
  void emu3PaintsAPromptWithTheTokenizerItIsPublishedWith()
      throws IOException, InterruptedException {
    MadeUpCheckpoint.emu3OfBytes(folder);
    JsonObject json = paint("--prompt", "un café", "--size", "24x16");
    assertPicture(24, 16);
    assertTokens(json, 24, 467, 506);
    JsonArray prompt = image(json).getAsJsonArray("promptTokens");
    assertEquals(462, prompt.get(0).getAsInt());
    assertEquals('u', prompt.get(1).getAsInt());
    assertEquals(0xc3, prompt.get(7).getAsInt());
    assertEquals(465, prompt.get(prompt.size() - 5).getAsInt());
    assertEquals('4', prompt.get(prompt.size() - 4).getAsInt());
    assertEquals(464, prompt.get(prompt.size() - 1).getAsInt());
  }

  @Test
  void luminaPaintsAPrompt() throws IOException, InterruptedException {
    MadeUpCheckpoint.lumina(folder);
    JsonObject json =
        paint(
            "--prompt",
            "a red fox",
            "--grid",
            "8x8",
            "--model-option",
            "unconditional=padded-prompt");
    assertPicture(32, 32);
    assertTokens(json, 64, 4, 8195);
    assertEquals(2000, json.getAsJsonObject("settings").get("topK").getAsInt());
    JsonArray prompt = image(json).getAsJsonArray("promptTokens");
    assertEquals(0, prompt.get(0).getAsInt());
    assertEquals(8300 + 'G' - ' ', prompt.get(1).getAsInt());
    assertEquals(8710, prompt.get(prompt.size() - 1).getAsInt());
  }

  @Test
  void llamaGenPaintsACaption() throws IOException, InterruptedException {
    MadeUpCheckpoint model = MadeUpCheckpoint.llamaGen(folder);
    JsonObject json = paint("--features", model.features());
    assertPicture(16, 16);
    assertTokens(json, 64, 0, 95);
    assertEquals(7.5, json.getAsJsonObject("settings").get("cfg").getAsDouble());
  }

  /** The features of either backend yield the tokens of those that the reference computed. */
  @Test
  void llamaGenPaintsAPromptByATextEncoder() throws IOException, InterruptedException {
    MadeUpCheckpoint.llamaGen(folder);
    MadeUpTextEncoder encoder = MadeUpTextEncoder.write(work.resolve("t5"), CAPTION_WIDTH);
    Path features = encoder.features(CAPTION, work.resolve("caption.safetensors"));
    JsonArray expected = tokens(paint("--features", features, "--greedy"));
    for (String backend : List.of("vector", "djl")) {
      Files.deleteIfExists(out.resolve("image-seed-1.png"));
      JsonObject json =
          paint(
              "--prompt",
              CAPTION,
              "--text-encoder",
              encoder.folder(),
              "--greedy",
              "--backend",
              backend,
              "--threads",
              1);
      assertPicture(16, 16);
      assertEquals(expected, tokens(json), backend);
      assertEquals(
          "a caption of 11 rows of 48 features", image(json).get("conditioning").getAsString());
    }
  }

  @Test
  void aTextEncoderThatCannotBeUsedIsNamed() throws IOException, InterruptedException {
    MadeUpCheckpoint.llamaGen(folder);
    Path t5 = MadeUpTextEncoder.write(work.resolve("t5"), CAPTION_WIDTH).folder();
    Path narrow = MadeUpTextEncoder.write(work.resolve("narrow"), 32).folder();
    Object[] prompt = {"--prompt", CAPTION, "--text-encoder", t5};
    refuse("name a text encoder, the folder of Flan-T5", "--prompt", CAPTION);
    refuse("yields 32 features, but LlamaGen t2i", "--prompt", CAPTION, "--text-encoder", narrow);
    Files.delete(t5.resolve("tokenizer.json"));
    refuse("need the tokenizer of the text encoder there (tokenizer.json)", prompt);
    Path shard = t5.resolve(T5Checkpoint.SHARDS.get(0));
    String bytes = Files.readString(shard, StandardCharsets.ISO_8859_1);
    Files.writeString(
        shard, bytes.replaceFirst("\"BF16\"", "\"I16\" "), StandardCharsets.ISO_8859_1);
    refuse("has elements of type I16; readable are float32", prompt);
    Files.delete(t5.resolve(T5Checkpoint.SHARDS.get(1)));
    refuse(T5Checkpoint.SHARDS.get(1), prompt);
  }

  @Test
  void aMissingShardIsNamed() throws IOException, InterruptedException {
    MadeUpCheckpoint.emu3(folder);
    Files.delete(folder.resolve(MadeUpCheckpoint.SHARDS.get(1)));
    refuse(MadeUpCheckpoint.SHARDS.get(1), "--prompt", "a red fox");
  }

  @Test
  void anElementTypeThatCannotBeReadIsNamed() throws IOException, InterruptedException {
    MadeUpCheckpoint.emu3(folder);
    Path shard = folder.resolve(MadeUpCheckpoint.SHARDS.get(0));
    String bytes = Files.readString(shard, StandardCharsets.ISO_8859_1);
    Files.writeString(
        shard, bytes.replaceFirst("\"BF16\"", "\"I16\" "), StandardCharsets.ISO_8859_1);
    refuse("has elements of type I16; readable are float32", "--prompt", "a red fox");
  }

  @Test
  void aMissingTextTokenizerIsNamed() throws IOException, InterruptedException {
    MadeUpCheckpoint.lumina(folder);
    Files.delete(folder.resolve("tokenizer.json"));
    refuse(
        "need a text tokenizer there (tokenizer.json or emu3.tiktoken)", "--prompt", "a red fox");
  }

  @Test
  void theTextTokenizerOfAnotherModelIsNamed() throws IOException, InterruptedException {
    MadeUpCheckpoint.lumina(work.resolve("other"));
    MadeUpCheckpoint.emu3(folder);
    Path tokenizer = folder.resolve("tokenizer.json");
    Files.copy(
        work.resolve("other/tokenizer.json"), tokenizer, StandardCopyOption.REPLACE_EXISTING);
    refuse(tokenizer + ": has tokens up to 8710, but Emu3-Gen", "--prompt", "a red fox");
    String fewer =
        Files.readString(tokenizer).replace("8710", "100").replaceAll(":830?(\\d)", ":$1");
    Files.writeString(tokenizer, fewer);
    refuse("with which Emu3-Gen, 150K parameters is prompted", "--prompt", "a red fox");
  }

  @Test
  void whatTheFamilyCannotUseIsRefused() throws IOException, InterruptedException {
    MadeUpCheckpoint.emu3(folder);
    refuse("class 3: Emu3-Gen", "--class", 3);
    refuse("is conditioned by a prompt alone", "--class", 3);
    refuse("'é'", "--prompt", "café");
  }

  private JsonObject paint(Object... more) throws IOException, InterruptedException {
    return painting.paint(more);
  }

  private void refuse(String message, Object... more) throws IOException, InterruptedException {
    painting.refuse(message, more);
  }

  private void assertPicture(int width, int height) throws IOException {
    BufferedImage picture = ImageIO.read(out.resolve("image-seed-1.png").toFile());
    assertEquals(width, picture.getWidth());
    assertEquals(height, picture.getHeight());
  }

  private static void assertTokens(JsonObject json, int count, int first, int last) {
    JsonArray tokens = tokens(json);
    assertEquals(count, tokens.size());
    tokens.forEach(
        token ->
            assertTrue(token.getAsInt() >= first && token.getAsInt() <= last, token.toString()));
  }

  private static JsonArray tokens(JsonObject json) {
    return image(json).getAsJsonArray("tokens");
  }

  private static JsonObject image(JsonObject json) {
    return json.getAsJsonArray("images").get(0).getAsJsonObject();
  }
}
