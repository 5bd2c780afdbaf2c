/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.GenerationMetrics;
import io.zipar.Grid;
import io.zipar.PromptTokens;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.RunResult;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.TokenNumbering;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The JSON reports of {@code generate} and {@code compare}. An image can be generated again from
 * its conditioning, its own seed and the settings alone. Its tokens are those of its cells in
 * raster order, as the checkpoint numbers them.
 */
@ApiStatus.Experimental(since = "0.1")
public final class RunReport {
  private RunReport() {}

  /**
   * The report of one run.
   *
   * @param context what was run
   * @param result what it yielded
   * @param pictures the file names of the pictures, none where there are no pictures
   * @return settings, timings, passes and images
   */
  public static JsonObject generate(RunContext context, RunResult result, List<String> pictures) {
    JsonObject report = header(context);
    addRun(report, context, result, image -> pictures.isEmpty() ? null : pictures.get(image));
    return report;
  }

  /**
   * The report of several strategies on the same images.
   *
   * @param context what was run
   * @param results what the strategies yielded, in their order
   * @return settings, and in {@code results} what {@link #generate} reports of one run, with the
   *     share of tokens that equal those of the first strategy
   */
  public static JsonObject compare(RunContext context, List<RunResult> results) {
    JsonObject report = header(context);
    JsonArray array = new JsonArray();
    for (RunResult result : results) {
      JsonObject run = new JsonObject();
      run.addProperty("agreement", result.agreementWith(results.get(0)));
      addRun(run, context, result, image -> null);
      array.add(run);
    }
    report.add("results", array);
    return report;
  }

  private static JsonObject header(RunContext context) {
    JsonObject report = new JsonObject();
    report.addProperty("command", context.command());
    report.addProperty("started", context.started().toString());
    report.addProperty("java", Runtime.version().toString());
    report.add("settings", settings(context));
    return report;
  }

  private static JsonObject settings(RunContext context) {
    ModelInfo info = context.opened().info();
    ModelChoice choice = context.choice();
    BackendChoice backend = choice.backend();
    ImagePlan plan = context.opened().plan();
    Grid grid = plan.grid();
    JsonObject settings = new JsonObject();
    settings.addProperty("model", choice.text().orElse(null));
    settings.addProperty("modelName", info.name());
    settings.addProperty("parameters", info.parameters());
    settings.addProperty("vocabulary", info.vocabulary());
    settings.addProperty("backend", backend.backend().name());
    settings.add("backendOptions", JsonValues.object(backend.options().asMap()));
    settings.addProperty("device", info.device());
    settings.addProperty("dtype", info.dtype());
    settings.addProperty("rows", grid.rows());
    settings.addProperty("columns", grid.columns());
    settings.addProperty("seed", plan.images().get(0).seed());
    settings.addProperty("cfg", plan.guidance().scale());
    settings.addProperty("cfgInterval", plan.guidance().interval());
    settings.addProperty("temperature", plan.sampling().temperature());
    settings.addProperty("topK", plan.sampling().topK());
    settings.addProperty("topP", plan.sampling().topP());
    settings.addProperty("greedy", plan.sampling().greedy());
    settings.addProperty("visibility", plan.visibility().name().toLowerCase(Locale.ROOT));
    settings.addProperty("batch", plan.batch());
    return settings;
  }

  private static void addRun(
      JsonObject report, RunContext context, RunResult result, IntFunction<String> fileOfImage) {
    report.addProperty("strategy", result.strategy().toString());
    report.add(
        "strategyOptions",
        JsonValues.object(
            result.strategy().options().forGrid(context.opened().plan().grid()).asMap()));
    report.addProperty("forwardPasses", result.metrics().forwardPasses());
    report.addProperty("sequentialPasses", result.sequentialPasses());
    report.addProperty("batches", result.batches());
    report.add("timings", timings(context, result.metrics()));
    JsonArray images = new JsonArray();
    for (int i = 0; i < result.images().size(); i++) {
      images.add(
          image(result.images().get(i), fileOfImage.apply(i), context.opened().info().tokens()));
    }
    report.add("images", images);
  }

  private static JsonObject timings(RunContext context, GenerationMetrics metrics) {
    JsonObject timings = new JsonObject();
    timings.addProperty("loadSeconds", Numbers.seconds(context.loadNanos()));
    timings.addProperty("modelSeconds", Numbers.seconds(metrics.modelNanos()));
    timings.addProperty("samplingSeconds", Numbers.seconds(metrics.samplingNanos()));
    timings.addProperty("strategySeconds", Numbers.seconds(metrics.strategyNanos()));
    timings.addProperty("totalSeconds", Numbers.seconds(metrics.totalNanos()));
    timings.addProperty("tokensPerPass", metrics.tokensPerPass());
    timings.addProperty("tokensPerSecond", metrics.tokensPerSecond());
    return timings;
  }

  private static JsonObject image(GeneratedImage image, String file, TokenNumbering tokens) {
    JsonObject json = new JsonObject();
    Conditioning conditioning = image.request().conditioning();
    if (conditioning instanceof ClassLabel label) {
      json.addProperty("class", label.label());
    } else {
      json.addProperty("conditioning", conditioning.describe());
      if (conditioning instanceof PromptTokens prompt) {
        json.add("promptTokens", JsonValues.array(prompt.tokens()));
        prompt.negative().ifPresent(n -> json.add("negativePromptTokens", JsonValues.array(n)));
      }
    }
    json.addProperty("seed", image.request().seed());
    if (file == null) {
      json.add("file", JsonNull.INSTANCE);
    } else {
      json.addProperty("file", file);
    }
    json.add("tokens", JsonValues.array(tokens.ids(image.tokens())));
    json.add("passOfToken", JsonValues.array(image.passOfToken()));
    return json;
  }
}
