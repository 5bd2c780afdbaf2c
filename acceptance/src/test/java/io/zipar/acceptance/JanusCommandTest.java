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
import com.google.gson.JsonParser;
import io.zipar.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the files of a Janus to pictures, by the script; and what is said where they are wrong. */
class JanusCommandTest {
  private static final Object[] PROMPT = {"--prompt", "a red fox"};
  private static final List<String> PROMPTS =
      List.of("a small red fox in the snow", "Two cups of café, 3 spoons", "fog");

  @TempDir Path work;
  private Painting painting;
  private Path folder;

  @BeforeEach
  void namePaths() {
    painting = Painting.in(work);
    folder = painting.folder();
  }

  @Test
  void theTokensOfPromptsAreThoseOfTheAuthors() throws IOException, InterruptedException {
    MadeUpJanus.SMALL.write(folder);
    checkAuthorsTokens();
  }

  /** What reads pictures need not be in the files. */
  @Test
  void whatReadsPicturesMayBeMissing() throws IOException, InterruptedException {
    MadeUpJanus.LARGE.write(
        folder, name -> !name.matches("(vision_model|aligner|language_model\\.lm_head)\\..*"));
    checkAuthorsTokens();
  }

  private void checkAuthorsTokens() throws IOException, InterruptedException {
    JsonObject json =
        painting.paint(
            "--prompt",
            PROMPTS.get(0),
            "--prompt",
            PROMPTS.get(1),
            "--strategy",
            "zipar:window=3",
            "--greedy");
    assertEquals(5.0, json.getAsJsonObject("settings").get("cfg").getAsDouble());
    Golden golden = Golden.of("janus/janus-tiny");
    for (int prompt = 0; prompt < 2; prompt++) {
      JsonObject image = json.getAsJsonArray("images").get(prompt).getAsJsonObject();
      assertNumbers(golden.ints("prompt_ids_" + prompt), image.getAsJsonArray("promptTokens"));
      assertNumbers(
          golden.array("zipar_masked_w3_cfg5_tokens").get(prompt).ints(),
          image.getAsJsonArray("tokens"));
    }
  }

  /** Sampled as it is published, with no option but the strategy. */
  @Test
  void promptsOfUnequalLengthPaintTogetherWhatEachPaintsAlone()
      throws IOException, InterruptedException {
    MadeUpJanus.LARGE.write(folder);
    List<Object> together = new ArrayList<>();
    PROMPTS.forEach(prompt -> together.addAll(List.of("--prompt", prompt)));
    JsonArray images = painting.paint(together.toArray()).getAsJsonArray("images");
    assertEquals(PROMPTS.size(), images.size());
    for (int i = 0; i < PROMPTS.size(); i++) {
      Path picture = painting.out().resolve("image-seed-" + (1 + i) + ".png");
      byte[] expected = Files.readAllBytes(picture);
      Files.delete(picture);
      JsonObject alone = painting.paint("--prompt", PROMPTS.get(i), "--seed", 1 + i);
      assertEquals(
          images.get(i).getAsJsonObject().get("tokens"),
          alone.getAsJsonArray("images").get(0).getAsJsonObject().get("tokens"));
      assertArrayEquals(expected, Files.readAllBytes(picture), PROMPTS.get(i));
    }
  }

  @Test
  void aMissingShardIsNamed() throws IOException, InterruptedException {
    MadeUpJanus.LARGE.write(folder);
    String missing = MadeUpJanus.LARGE.files().get(1);
    Files.delete(folder.resolve(missing));
    painting.refuse(
        MadeUpJanus.LARGE.index() + ": names the file " + missing + ", which is not beside it",
        PROMPT);
  }

  @Test
  void anIndexThatNamesWhatNoShardHoldsIsNamed() throws IOException, InterruptedException {
    MadeUpJanus.LARGE.write(folder);
    Path index = folder.resolve(MadeUpJanus.LARGE.index());
    String shard = MadeUpJanus.LARGE.files().get(0);
    String other = MadeUpJanus.LARGE.files().get(1);
    JsonObject whole = json(index);
    JsonObject places = whole.getAsJsonObject("weight_map");
    places.addProperty("gen_extra.weight", shard);
    Files.writeString(index, whole.toString());
    painting.refuse(
        "tensor gen_extra.weight is listed in " + shard + ", which does not hold it", PROMPT);
    places.remove("gen_extra.weight");
    String place = places.get("gen_embed.weight").getAsString();
    String wrong = place.equals(shard) ? other : shard;
    places.addProperty("gen_embed.weight", wrong);
    Files.writeString(index, whole.toString());
    painting.refuse(
        "tensor gen_embed.weight is listed in "
            + wrong
            + ", which does not hold it; "
            + place
            + " does",
        PROMPT);
  }

  @Test
  void aTokenizerWithoutTheSpecialTokensIsNamed() throws IOException, InterruptedException {
    MadeUpJanus.SMALL.write(folder);
    Path tokenizer = folder.resolve("tokenizer.json");
    String vocabulary = Files.readString(tokenizer);
    for (String special : List.of("<begin_of_image>", "<｜▁pad▁｜>", "<｜begin▁of▁sentence｜>")) {
      Files.writeString(tokenizer, vocabulary.replace(special, "<other>"));
      painting.refuse(tokenizer + ": has no token '" + special + "', with which Janus", PROMPT);
    }
  }

  @Test
  void aHeadOfAnotherSizeIsNamed() throws IOException, InterruptedException {
    MadeUpJanus.SMALL.write(folder);
    String there = ", but there are 64 rows of gen_head.output_mlp_projector.*";
    for (Map.Entry<String, String> wrong :
        Map.of(
                "image_token_size",
                " in config.json is 2048, but there are 128 rows of gen_embed.weight",
                "image_token_embed",
                " in config.json is 2048" + there)
            .entrySet()) {
      Path config = folder.resolve("config.json");
      String original = Files.readString(config);
      change(
          json ->
              json.getAsJsonObject("gen_head_config")
                  .getAsJsonObject("params")
                  .addProperty(wrong.getKey(), 2048));
      painting.refuse("gen_head_config.params." + wrong.getKey() + wrong.getValue(), PROMPT);
      Files.writeString(config, original);
    }
  }

  @Test
  void aMissingHeadIsNamed() throws IOException, InterruptedException {
    MadeUpJanus.SMALL.write(folder, name -> !name.startsWith("gen_head.vision_head."));
    painting.refuse("tensor gen_head.vision_head.weight [128, 64] is missing", PROMPT);
  }

  @Test
  void aJanusFlowIsNamed() throws IOException, InterruptedException {
    MadeUpJanus.SMALL.write(folder, name -> !name.startsWith("gen_"));
    change(
        json -> {
          List.of("gen_aligner_config", "gen_head_config", "gen_vision_config")
              .forEach(json::remove);
          json.add("vision_gen_enc_config", new JsonObject());
          json.add("vision_gen_dec_config", new JsonObject());
        });
    painting.refuse("is a JanusFlow, which paints by rectified flow", PROMPT);
  }

  @Test
  void thePublishedSizesAreListed() throws IOException, InterruptedException {
    CommandLine.Outcome outcome = CommandLine.run("models");
    assertEquals(0, outcome.status(), outcome.everything());
    for (String line :
        List.of(
            "Janus-1.3B janus 1.49B 24 2048 16 16384 24x24",
            "Janus-Pro-1B janus 1.49B 24 2048 16 16384 24x24",
            "Janus-Pro-7B janus 6.59B 30 4096 32 16384 24x24")) {
      assertTrue(
          outcome.out().stream().anyMatch(each -> each.replaceAll(" +", " ").equals(line)),
          outcome.everything());
    }
  }

  private void change(Consumer<JsonObject> edit) throws IOException {
    Path file = folder.resolve("config.json");
    JsonObject config = json(file);
    edit.accept(config);
    Files.writeString(file, config.toString());
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static void assertNumbers(int[] expected, JsonArray actual) {
    assertArrayEquals(
        expected,
        StreamSupport.stream(actual.spliterator(), false)
            .mapToInt(JsonElement::getAsInt)
            .toArray());
  }
}
