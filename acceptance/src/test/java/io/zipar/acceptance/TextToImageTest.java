/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.fixtures.Golden;
import io.zipar.testkit.checkpoint.T5Checkpoint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder in the layout of a published model to pictures, by the script. */
class TextToImageTest {
  private static final String CAPTION = "a red fox";
  static final int CAPTION_WIDTH = 48;

  @TempDir Path work;
  private Path folder;
  private Path out;
  private Path report;

  @BeforeEach
  void namePaths() {
    folder = work.resolve("model");
    out = work.resolve("out");
    report = work.resolve("report.json");
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

  /** Both prompts of the golden data in one batch, which differ in length. */
  @Test
  void janusPaintsThePromptsOfItsAuthors() throws IOException, InterruptedException {
    MadeUpCheckpoint.janus(folder);
    JsonObject json =
        paint(
            "--prompt",
            "a small red fox in the snow",
            "--prompt",
            "Two cups of café, 3 spoons",
            "--strategy",
            "zipar:window=3",
            "--greedy");
    assertPicture(16, 16);
    JsonObject settings = json.getAsJsonObject("settings");
    assertEquals(5.0, settings.get("cfg").getAsDouble());
    Golden golden = Golden.of("janus/janus-tiny");
    for (int prompt = 0; prompt < 2; prompt++) {
      JsonObject image = json.getAsJsonArray("images").get(prompt).getAsJsonObject();
      assertNumbers(golden.ints("prompt_ids_" + prompt), image.getAsJsonArray("promptTokens"));
      assertNumbers(
          golden.array("zipar_masked_w3_cfg5_tokens").get(prompt).ints(),
          image.getAsJsonArray("tokens"));
    }
  }

  private static void assertNumbers(int[] expected, JsonArray actual) {
    int[] numbers =
        StreamSupport.stream(actual.spliterator(), false).mapToInt(JsonElement::getAsInt).toArray();
    assertArrayEquals(expected, numbers);
  }

  @Test
  void aJanusThatCannotPaintIsNamed() throws IOException, InterruptedException {
    MadeUpCheckpoint.janus(folder);
    Object[] prompt = {"--prompt", "a red fox"};
    Path tokenizer = folder.resolve("tokenizer.json");
    String vocabulary = Files.readString(tokenizer);
    Files.writeString(tokenizer, vocabulary.replace("<begin_of_image>", "<begin_of_picture>"));
    refuse(tokenizer + ": has no token '<begin_of_image>', with which Janus", prompt);
    Files.writeString(tokenizer, vocabulary);
    Path config = folder.resolve("config.json");
    String sizes = Files.readString(config);
    Files.writeString(
        config, sizes.replace("\"image_token_size\":128", "\"image_token_size\":100"));
    refuse(
        "gen_head_config.params.image_token_size in config.json is 100, but there are 128 rows of"
            + " gen_embed.weight",
        prompt);
    Files.writeString(config, sizes.replaceFirst("\\{", "{\"vision_gen_dec_config\":{},"));
    refuse("is a JanusFlow, which paints by rectified flow", prompt);
    Files.writeString(config, sizes);
    Files.delete(folder.resolve(MadeUpCheckpoint.SHARDS.get(1)));
    refuse(MadeUpCheckpoint.SHARDS.get(1), prompt);
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
    CommandLine.Outcome outcome = generate(more);
    assertEquals(0, outcome.status(), outcome.everything());
    assertEquals(List.of(), outcome.err(), outcome.everything());
    return CommandLine.report(report);
  }

  private void refuse(String message, Object... more) throws IOException, InterruptedException {
    CommandLine.Outcome outcome = generate(more);
    assertEquals(2, outcome.status(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(outcome.err().get(0).contains(message), outcome.everything());
    assertTrue(Files.notExists(out) && Files.notExists(report), "files were left");
  }

  private CommandLine.Outcome generate(Object... more) throws IOException, InterruptedException {
    boolean chosen = List.of(more).contains("--strategy");
    List<Object> arguments =
        new ArrayList<>(
            List.of("generate", "--model", folder, "--seed", 1, "--out", out, "--report", report));
    if (!chosen) {
      arguments.addAll(List.of("--strategy", "zipar:window=2"));
    }
    arguments.addAll(List.of(more));
    return CommandLine.run(arguments.toArray());
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
