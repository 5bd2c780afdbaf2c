/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import io.zipar.DraftEvent;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.json.Fields;
import io.zipar.evaluation.replay.TracedPass.Attention;
import io.zipar.evaluation.replay.TracedPass.Committed;
import io.zipar.evaluation.replay.TracedPass.Fate;
import io.zipar.evaluation.replay.TracedPass.Fed;
import io.zipar.evaluation.replay.TracedPass.Share;
import io.zipar.run.PassTrace.Odds;
import io.zipar.spi.DecodingStep.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a trace file line by line. */
final class TraceReader {
  private static final long LARGEST = 256L << 20;
  private static final int MOST_CELLS = 1 << 20;

  private final Path file;
  private final TypeAdapter<JsonElement> json = new Gson().getAdapter(JsonElement.class);
  private final List<ImageTrace> images = new ArrayList<>();
  private List<TracedPass> passes = new ArrayList<>();
  private Optional<TraceLine> image = Optional.empty();
  private Grid grid;
  private List<Integer> given = List.of();
  private boolean[] known = new boolean[0];

  TraceReader(Path file) {
    this.file = file;
  }

  RunTrace read() {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
        throw new InvalidInputException(
            file + ": a trace of more than " + (LARGEST >> 20) + " MB is not read");
      }
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        return read(lines);
      }
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + ": not a trace, since it is not UTF-8 text", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private RunTrace read(BufferedReader lines) throws IOException {
    TraceLine run = line(1, lines.readLine());
    if (!run.text("kind").equals("run")) {
      throw run.refused("a trace begins with a line of \"kind\": \"run\"");
    }
    run.whole("format", TraceWriter.FORMAT, TraceWriter.FORMAT);
    grid = grid(run);
    String text = lines.readLine();
    for (int number = 2; text != null; number++) {
      take(line(number, text));
      text = lines.readLine();
    }
    endImage();
    if (images.isEmpty()) {
      throw run.refused("the trace holds no image");
    }
    return new RunTrace(run.text("strategy"), run.text("model"), grid, images);
  }

  private static Grid grid(TraceLine run) {
    int frames = run.whole("frames", 1, MOST_CELLS);
    int rows = run.whole("rows", 1, MOST_CELLS);
    int columns = run.whole("columns", 1, MOST_CELLS);
    if ((double) frames * rows * columns > MOST_CELLS) {
      throw run.refused("a grid of more than " + MOST_CELLS + " cells is not read");
    }
    return new Grid(frames, rows, columns);
  }

  private TraceLine line(int number, String text) {
    String where = file + ":" + number;
    if (text == null) {
      throw new InvalidInputException(file + ": empty, where a trace was expected");
    }
    try {
      if (json.fromJson(text) instanceof JsonObject object) {
        return new TraceLine(new Fields(where, object));
      }
    } catch (IOException | JsonParseException | StackOverflowError e) {
      throw new InvalidInputException(
          where + ": not JSON, of which a trace has one object a line", e);
    }
    throw new InvalidInputException(where + ": not a JSON object, of which a trace has one a line");
  }

  private void take(TraceLine line) {
    switch (line.text("kind")) {
      case "image" -> {
        endImage();
        line.whole("image", images.size(), images.size());
        image = Optional.of(line);
        given = given(line);
        known = new boolean[grid.cells()];
        for (int cell = 0; cell < given.size(); cell++) {
          known[cell] = given.get(cell) >= 0;
        }
      }
      case "pass" -> {
        if (image.isEmpty()) {
          throw line.refused("a pass without the line of its image before it");
        }
        line.whole("image", images.size(), images.size());
        passes.add(pass(line));
      }
      default ->
          throw line.refused("\"kind\" is \"" + line.text("kind") + "\"; it is image or pass");
    }
  }

  private List<Integer> given(TraceLine line) {
    List<Integer> tokens = line.numbers("given", -1, Integer.MAX_VALUE);
    if (!tokens.isEmpty() && tokens.size() != grid.cells()) {
      throw line.refused(
          "\"given\" has "
              + tokens.size()
              + " tokens; it has none, or one of each of the "
              + grid.cells()
              + " cells");
    }
    return tokens;
  }

  private void endImage() {
    image.ifPresent(
        line ->
            images.add(new ImageTrace(line.text("subject"), line.whole("seed"), given, passes)));
    passes = new ArrayList<>();
  }

  private TracedPass pass(TraceLine line) {
    TracedPass before = passes.isEmpty() ? null : passes.get(passes.size() - 1);
    int number = line.whole("pass", before == null ? 0 : before.pass() + 1, Integer.MAX_VALUE);
    double millis = line.number("ms");
    if (millis < (before == null ? 0 : before.millis())) {
      throw line.refused("\"ms\" is " + millis + ", which is before the pass before it");
    }
    return new TracedPass(
        number,
        millis,
        line.list("fed", entry -> fed(line, entry)),
        line.numbers("asked", 0, grid.cells() - 1),
        line.list("committed", entry -> committed(line, entry)),
        line.list("fates", entry -> fate(line, entry)),
        line.has("attention")
            ? line.list("attention", entry -> attention(line, entry))
            : List.of());
  }

  private Attention attention(TraceLine line, JsonElement entry) {
    if (!(entry instanceof JsonArray parts) || parts.size() % 2 == 0) {
      throw line.refused(
          "\"attention\" holds an entry that is not a cell and then cells with their shares");
    }
    List<Share> shares = new ArrayList<>();
    for (int i = 1; i < parts.size(); i += 2) {
      double weight = line.number("a share of attention", parts.get(i + 1));
      if (weight < 0 || weight > 1) {
        throw line.refused("a share of attention is " + weight + "; it goes from 0 to 1");
      }
      shares.add(new Share(cell(line, parts.get(i)), weight));
    }
    return new Attention(cell(line, parts), shares);
  }

  private Fed fed(TraceLine line, JsonElement entry) {
    JsonArray parts = line.parts("fed", entry, 3);
    Origin origin = word(line, parts.get(2), Origin.values(), TraceWriter::word);
    return new Fed(cell(line, parts), token(line, parts), origin);
  }

  private Committed committed(TraceLine line, JsonElement entry) {
    JsonArray parts = line.parts("committed", entry, 5, 2);
    int cell = cell(line, parts);
    if (known[cell]) {
      throw line.refused("cell " + cell + " is committed though it was known");
    }
    known[cell] = true;
    Optional<Odds> odds =
        parts.size() == 2
            ? Optional.empty()
            : Optional.of(
                new Odds(
                    line.number("a probability", parts.get(2)),
                    line.whole("a rank", parts.get(3), 0, Integer.MAX_VALUE),
                    line.number("an entropy", parts.get(4))));
    return new Committed(cell, token(line, parts), odds);
  }

  private Fate fate(TraceLine line, JsonElement entry) {
    JsonArray parts = line.parts("fates", entry, 2);
    DraftEvent event = word(line, parts.get(1), DraftEvent.values(), TraceWriter::word);
    return new Fate(cell(line, parts), event);
  }

  private int cell(TraceLine line, JsonElement value) {
    return line.whole("a cell", value, 0, grid.cells() - 1);
  }

  private int cell(TraceLine line, JsonArray parts) {
    return line.whole("a cell", parts.get(0), 0, grid.cells() - 1);
  }

  private static int token(TraceLine line, JsonArray parts) {
    return line.whole("a token", parts.get(1), 0, Integer.MAX_VALUE);
  }

  private static <T> T word(TraceLine line, JsonElement value, T[] all, Function<T, String> word) {
    return Stream.of(all)
        .filter(each -> value.isJsonPrimitive() && value.getAsString().equals(word.apply(each)))
        .findFirst()
        .orElseThrow(
            () ->
                line.refused(
                    "an entry ends with another word than "
                        + String.join(", ", Stream.of(all).map(word).toList())));
  }
}
