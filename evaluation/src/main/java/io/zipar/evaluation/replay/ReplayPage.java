/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.ApiStatus;
import io.zipar.evaluation.page.PageParts;
import io.zipar.pipeline.output.OutputFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A page that plays what strategies did, side by side: one file that needs nothing beside it and
 * asks no network.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ReplayPage {
  private ReplayPage() {}

  /**
   * One image as one strategy made it.
   *
   * @param run the run
   * @param image index of the image in it
   * @param picture the finished picture as a PNG file, if there is one
   */
  public record Panel(RunTrace run, int image, Optional<byte[]> picture) {}

  /**
   * The page.
   *
   * @param panels what is shown side by side, of grids of one size; the first is what the others
   *     are compared with
   * @return UTF-8 text
   */
  public static OutputFile content(List<Panel> panels) {
    JsonArray data = new JsonArray();
    panels.forEach(panel -> data.add(json(panel)));
    String page =
        PageParts.text(ReplayPage.class, "replay.html")
            .replace("/*STYLE*/", PageParts.style(ReplayPage.class, "replay.css"))
            .replace("/*SCRIPT*/", PageParts.text(ReplayPage.class, "replay.js"))
            .replace("/*DATA*/", PageParts.data(data));
    return target -> target.write(page.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject json(Panel panel) {
    RunTrace run = panel.run();
    ImageTrace image = run.images().get(panel.image());
    JsonObject json = new JsonObject();
    json.addProperty("strategy", run.strategy());
    json.addProperty("model", run.model());
    json.addProperty("subject", image.subject());
    json.addProperty("seed", Long.toString(image.seed()));
    json.addProperty("frames", run.grid().frames());
    json.addProperty("rows", run.grid().rows());
    json.addProperty("columns", run.grid().columns());
    json.add("given", numbers(image.given()));
    json.add(
        "picture",
        panel.picture().<JsonElement>map(ReplayPage::embedded).orElse(JsonNull.INSTANCE));
    JsonArray passes = new JsonArray();
    image.passes().forEach(pass -> passes.add(json(pass)));
    json.add("passes", passes);
    return json;
  }

  private static JsonElement embedded(byte[] png) {
    return new JsonPrimitive("data:image/png;base64," + Base64.getEncoder().encodeToString(png));
  }

  /** Flat lists, since tens of thousands of small ones would make the page slow to begin. */
  private static JsonObject json(TracedPass pass) {
    JsonArray fed = new JsonArray();
    pass.fed().forEach(each -> add(fed, each.cell(), each.token(), each.origin().ordinal()));
    JsonArray committed = new JsonArray();
    for (TracedPass.Committed each : pass.committed()) {
      add(committed, each.cell(), each.token());
      each.odds()
          .ifPresentOrElse(
              odds ->
                  add(committed, rounded(odds.probability()), odds.rank(), rounded(odds.entropy())),
              () -> add(committed, -1, -1, -1));
    }
    JsonArray fates = new JsonArray();
    pass.fates().forEach(each -> add(fates, each.cell(), each.event().ordinal()));
    JsonObject json = new JsonObject();
    json.addProperty("n", pass.pass());
    json.addProperty("ms", rounded(pass.millis()));
    json.add("fed", fed);
    json.add("asked", numbers(pass.asked()));
    json.add("committed", committed);
    json.add("fates", fates);
    if (!pass.attention().isEmpty()) {
      JsonArray attention = new JsonArray();
      for (TracedPass.Attention each : pass.attention()) {
        JsonArray entry = new JsonArray();
        add(entry, each.cell());
        each.shares().forEach(share -> add(entry, share.cell(), rounded(share.weight())));
        attention.add(entry);
      }
      json.add("attention", attention);
    }
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  private static JsonArray numbers(List<Integer> values) {
    JsonArray array = new JsonArray();
    add(array, values.toArray(Integer[]::new));
    return array;
  }

  private static void add(JsonArray array, Number... values) {
    for (Number value : values) {
      array.add(value);
    }
  }
}
