/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import com.google.gson.stream.JsonWriter;
import io.zipar.DraftEvent;
import io.zipar.evaluation.replay.TracedPass.Attention;
import io.zipar.evaluation.replay.TracedPass.Committed;
import io.zipar.evaluation.replay.TracedPass.Fate;
import io.zipar.evaluation.replay.TracedPass.Fed;
import io.zipar.evaluation.replay.TracedPass.Share;
import io.zipar.run.PassTrace.Odds;
import io.zipar.spi.DecodingStep.Origin;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** Writes the lines of a trace, each a JSON object without line breaks. */
final class TraceWriter {
  static final int FORMAT = 1;

  private TraceWriter() {}

  /** The line that every trace begins with. */
  static String run(RunTrace trace) {
    return line(
        json -> {
          json.name("kind").value("run");
          json.name("format").value(FORMAT);
          json.name("strategy").value(trace.strategy());
          json.name("model").value(trace.model());
          json.name("frames").value(trace.grid().frames());
          json.name("rows").value(trace.grid().rows());
          json.name("columns").value(trace.grid().columns());
        });
  }

  /** The line that an image begins with. */
  static String image(int index, ImageTrace image) {
    return line(
        json -> {
          json.name("kind").value("image");
          json.name("image").value(index);
          json.name("subject").value(image.subject());
          json.name("seed").value(image.seed());
          numbers(json.name("given"), image.given());
        });
  }

  /** The line of one pass of an image. */
  static String pass(int image, TracedPass pass) {
    return line(
        json -> {
          json.name("kind").value("pass");
          json.name("image").value(image);
          json.name("pass").value(pass.pass());
          json.name("ms").value(Math.round(pass.millis() * 1000) / 1000.0);
          json.name("fed").beginArray();
          for (Fed fed : pass.fed()) {
            json.beginArray().value(fed.cell()).value(fed.token()).value(word(fed.origin()));
            json.endArray();
          }
          json.endArray();
          numbers(json.name("asked"), pass.asked());
          json.name("committed").beginArray();
          for (Committed committed : pass.committed()) {
            json.beginArray().value(committed.cell()).value(committed.token());
            if (committed.odds().isPresent()) {
              Odds odds = committed.odds().get();
              json.value(odds.probability()).value(odds.rank()).value(odds.entropy());
            }
            json.endArray();
          }
          json.endArray();
          json.name("fates").beginArray();
          for (Fate fate : pass.fates()) {
            json.beginArray().value(fate.cell()).value(word(fate.event())).endArray();
          }
          json.endArray();
          if (!pass.attention().isEmpty()) {
            json.name("attention").beginArray();
            for (Attention each : pass.attention()) {
              json.beginArray().value(each.cell());
              for (Share share : each.shares()) {
                json.value(share.cell()).value(share.weight());
              }
              json.endArray();
            }
            json.endArray();
          }
        });
  }

  static String word(Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String word(DraftEvent event) {
    return event.name().toLowerCase(Locale.ROOT);
  }

  private static void numbers(JsonWriter json, List<Integer> numbers) throws IOException {
    json.beginArray();
    for (int number : numbers) {
      json.value(number);
    }
    json.endArray();
  }

  private interface Content {
    void write(JsonWriter json) throws IOException;
  }

  private static String line(Content content) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      content.write(json);
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot be written to", e);
    }
    return text.toString();
  }
}
