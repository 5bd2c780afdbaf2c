/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {
  private static final String RUN =
      "{\"kind\":\"run\",\"format\":1,\"strategy\":\"ntp\",\"model\":\"m\",\"frames\":1,\"rows\":2,"
          + "\"columns\":2}";
  private static final String IMAGE =
      "{\"kind\":\"image\",\"image\":0,\"subject\":\"class 1\",\"seed\":7,\"given\":[]}";
  private static final String PASS =
      "{\"kind\":\"pass\",\"image\":0,\"pass\":0,\"ms\":1.5,\"fed\":[],\"asked\":[0],"
          + "\"committed\":[[0,5,0.5,0,1.0]],\"fates\":[]}";

  @TempDir private Path temporary;

  @Property(tries = 200)
  void whatIsWrittenIsRead(@ForAll("traces") RunTrace trace) throws IOException {
    Path file = Files.createTempFile("trace", ".jsonl");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        TraceFile.content(trace).writeTo(out);
      }
      assertEquals(trace, TraceFile.read(file));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<RunTrace> traces() {
    return Traces.any();
  }

  private Path file(String... lines) throws IOException {
    Path file = temporary.resolve("a.jsonl");
    Files.write(file, List.of(lines));
    return file;
  }

  private String refusal(Path file) {
    String message =
        assertThrows(InvalidInputException.class, () -> TraceFile.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    return message.substring(file.toString().length());
  }

  @Test
  void aTraceOfAnotherProgramIsRead() throws IOException {
    RunTrace trace = TraceFile.read(file(RUN, IMAGE, PASS));
    assertEquals(1, trace.images().size());
    assertEquals(
        0.5, trace.images().get(0).passes().get(0).committed().get(0).odds().get().probability());
  }

  /** Each line is a good one with a part of it exchanged for a bad one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run | \"format\":1 | \"format\":2 | :1: format is 2, not 1",
        "run | \"rows\":2 | \"rows\":0 | :1: rows is 0, not a whole number from 1 to 1048576",
        "run | \"rows\":2 | \"rows\":1048576 | :1: a grid of more than 1048576 cells is not read",
        "run | \"kind\":\"run\" | \"kind\":\"x\" | :1: a trace begins with a line of \"kind\": \"run\"",
        "image | \"image\":0 | \"image\":1 | :2: image is 1, not 0",
        "image | \"given\":[] | \"given\":[1] | :2: \"given\" has 1 tokens; it has none, or one of each of the 4 cells",
        "image | \"given\":[] | \"given\":[5,-1,-1,-1] | :3: cell 0 is committed though it was known",
        "pass | [[0,5,0.5,0,1.0]] | [[4,5]] | :3: a cell is 4, not a whole number from 0 to 3",
        "pass | [[0,5,0.5,0,1.0]] | [[0,5],[0,5]] | :3: cell 0 is committed though it was known",
        "pass | [[0,5,0.5,0,1.0]] | [[0,5,1]] | :3: committed holds an entry that does not have 5 parts",
        "pass | \"fed\":[] | \"fed\":[[0,1,\"maybe\"]] | :3: an entry ends with another word than known, stand-in, draft",
        "pass | \"ms\":1.5 | \"ms\":1e999 | :3: ms is 1e999, not a number",
        "pass | \"ms\":1.5 | \"ms\":-1 | :3: \"ms\" is -1.0, which is before the pass before it",
        "pass | \"asked\":[0] | \"asked\":[0.5] | :3: asked is 0.5, not a whole number from 0 to 3",
        "pass | \"asked\":[0] | \"asked\":0 | :3: asked is 0, not a list in brackets",
        "pass | \"asked\":[0], | '' | :3: asked is missing",
        "image | \"seed\":7 | \"seed\":18446744073709551616 | :2: seed is 18446744073709551616, not a whole number",
        "pass | {\"kind\" | [\"kind\" | :3: not JSON, of which a trace has one object a line"
      })
  void aBadLineIsNamed(String where, String good, String bad, String message) throws IOException {
    Path file =
        file(
            where.equals("run") ? RUN.replace(good, bad) : RUN,
            where.equals("image") ? IMAGE.replace(good, bad) : IMAGE,
            where.equals("pass") ? PASS.replace(good, bad) : PASS);
    assertEquals(message, refusal(file));
  }

  @Test
  void whatIsNoTraceIsNamed() throws IOException {
    assertEquals(": empty, where a trace was expected", refusal(file()));
    assertEquals(":1: the trace holds no image", refusal(file(RUN)));
    assertEquals(":2: a pass without the line of its image before it", refusal(file(RUN, PASS)));
    assertEquals(": there is no such file", refusal(temporary.resolve("none")));
    Path bytes = temporary.resolve("b");
    Files.write(bytes, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertEquals(": not a trace, since it is not UTF-8 text", refusal(bytes));
    assertEquals(
        ":1: not JSON, of which a trace has one object a line",
        refusal(file("{\"a\":" + "[".repeat(100_000))));
  }
}
