/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.pictures.NumberedPictures;
import io.zipar.pipeline.output.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/models.md that paint prompts, word for word, with made-up checkpoints in
 * place of the published ones and a size that suits them.
 */
class PromptDocsTest {
  private static final Pattern STAND_INS_SUIT =
      Pattern.compile("--model (Janus|Lumina|Emu3|t2i)\\S* .*--prompt ");
  private static final int COMMANDS = 5;

  @TempDir Path work;

  @Test
  void theyPaint() throws IOException, InterruptedException {
    Path lumina = work.resolve("lumina");
    Path emu3 = work.resolve("emu3");
    Path llamaGen = work.resolve("llamagen");
    Path janus = work.resolve("janus");
    MadeUpCheckpoint.lumina(lumina);
    MadeUpCheckpoint.emu3OfBytes(emu3);
    MadeUpCheckpoint.llamaGen(llamaGen);
    MadeUpJanus.SMALL.write(janus);
    Path encoder =
        MadeUpTextEncoder.write(work.resolve("flan-t5-xl"), TextToImageTest.CAPTION_WIDTH).folder();
    Path picture = work.resolve("fox.png");
    Pictures.save(NumberedPictures.picture(1), picture);
    Map<String, Object> standIns =
        Map.of(
            "Janus-Pro-1B",
            janus,
            "Lumina-mGPT-7B-768",
            lumina,
            "vqgan.ckpt",
            lumina.resolve("vq"),
            "zipar:window=15,first-row=window",
            "zipar:window=3,first-row=window",
            "768x768",
            "32x32",
            "Emu3-Gen",
            emu3,
            "Emu3-VisionTokenizer",
            emu3.resolve("vision_tokenizer"),
            "t2i_XL_stage1_256.pt",
            llamaGen,
            "vq_ds16_t2i.pt",
            llamaGen.resolve("vq.safetensors"),
            "flan-t5-xl",
            encoder);
    List<String> commands = commands();
    assertEquals(COMMANDS, commands.size());
    for (String command : commands) {
      // The sizes of a made-up one stand in its config.json, and its rows are short.
      List<Object> words =
          words(
              command
                  .replace("--arch GPT-XL", "")
                  .replace("window=12", "window=4")
                  .replace("given-rows 12", "given-rows 2"),
              standIns);
      words.replaceAll(word -> word.equals("fox.jpg") ? picture : word);
      Path out = work.resolve("out" + commands.indexOf(command));
      words.set(words.indexOf("out"), out);
      CommandLine.Outcome outcome = CommandLine.run(words.toArray());
      assertEquals(0, outcome.status(), command + ": " + outcome.everything());
      try (Stream<Path> files = Files.list(out)) {
        assertEquals(1, files.filter(file -> file.toString().endsWith(".png")).count(), command);
      }
    }
  }

  /** Those of the section, each on one line. */
  private static List<String> commands() throws IOException {
    return Docs.blocks(CommandLine.root().resolve("docs/models.md")).stream()
        .flatMap(Docs::commands)
        .filter(command -> STAND_INS_SUIT.matcher(command).find())
        .toList();
  }

  private static List<Object> words(String command, Map<String, Object> standIns) {
    return Docs.arguments(command).stream()
        .map(word -> standIns.getOrDefault(word, word))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
