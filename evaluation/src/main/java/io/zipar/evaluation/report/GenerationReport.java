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
import io.zipar.Guidance;
import io.zipar.PromptTokens;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.StrategyResult;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.TokenNumbering;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The JSON reports of {@code generate} and {@code compare}. An image can be generated again from
 * its conditioning, its own seed and the settings alone. Its tokens are those of its cells in
 * raster order, as the checkpoint numbers them, and {@code codes} those of the image tokenizer
 * where they differ; {@code given} lists the cells that were known from the start, which have no
 * pass.
 */
@ApiStatus.Experimental(since = "0.1")
public final class GenerationReport {
  private GenerationReport() {}

  /**
   * The report of one strategy.
   *
   * @param header what was run
   * @param result what it yielded
   * @param pictures the file names of the pictures, none where there are no pictures
   * @return settings, timings, passes and images
   */
  public static JsonObject generate(
      ReportHeader header, StrategyResult result, List<String> pictures) {
    JsonObject report = begin(header);
    addStrategy(report, header, result, image -> pictures.isEmpty() ? null : pictures.get(image));
    return report;
  }

  /**
   * The report of several strategies on the same images.
   *
   * @param header what was run
   * @param results what the strategies yielded, in their order
   * @return settings, and in {@code results} what {@link #generate} reports of one strategy, with
   *     the share of tokens that equal those of the first strategy
   */
  public static JsonObject compare(ReportHeader header, List<StrategyResult> results) {
    JsonObject report = begin(header);
    JsonArray array = new JsonArray();
    for (StrategyResult result : results) {
      JsonObject strategy = new JsonObject();
      strategy.addProperty("agreement", result.agreementWith(results.get(0)));
      addStrategy(strategy, header, result, image -> null);
      array.add(strategy);
    }
    report.add("results", array);
    return report;
  }

  private static JsonObject begin(ReportHeader header) {
    JsonObject report = new JsonObject();
    report.addProperty("command", header.command());
    report.addProperty("started", header.started().toString());
    report.addProperty("java", Runtime.version().toString());
    report.add("settings", settings(header));
    return report;
  }

  private static JsonObject settings(ReportHeader header) {
    ModelInfo info = header.pipeline().info();
    BackendChoice backend = header.pipeline().choice().backend();
    ImagePlan plan = header.plan();
    Grid grid = plan.grid();
    JsonObject settings = new JsonObject();
    settings.addProperty("model", header.pipeline().name().orElse(null));
    settings.addProperty("modelName", info.name());
    settings.addProperty("parameters", info.parameters());
    settings.addProperty("vocabulary", info.vocabulary());
    settings.addProperty("backend", backend.backend().name());
    settings.add("backendOptions", JsonValues.object(backend.options().asMap()));
    settings.addProperty("device", info.device());
    settings.addProperty("dtype", info.dtype());
    if (grid.frames() > 1) {
      settings.addProperty("frames", grid.frames());
    }
    settings.addProperty("rows", grid.rows());
    settings.addProperty("columns", grid.columns());
    settings.addProperty("seed", plan.images().get(0).seed());
    Guidance guidance = plan.guidance();
    settings.addProperty("cfg", guidance.scale());
    settings.addProperty("cfgForm", guidance.form().name().toLowerCase(Locale.ROOT));
    settings.addProperty("cfgFirst", guidance.first());
    settings.addProperty("cfgInterval", guidance.interval());
    settings.addProperty("temperature", plan.sampling().temperature());
    settings.addProperty("temperatureByEntropy", plan.sampling().temperatureByEntropy());
    settings.addProperty("topK", plan.sampling().topK());
    settings.addProperty("topP", plan.sampling().topP());
    settings.addProperty("greedy", plan.sampling().greedy());
    settings.addProperty("visibility", plan.visibility().name().toLowerCase(Locale.ROOT));
    settings.addProperty("batch", plan.batch());
    return settings;
  }

  private static void addStrategy(
      JsonObject report,
      ReportHeader header,
      StrategyResult result,
      IntFunction<String> fileOfImage) {
    report.addProperty("strategy", result.strategy().toString());
    report.add(
        "strategyOptions",
        JsonValues.object(result.strategy().options().forGrid(header.plan().grid()).asMap()));
    report.addProperty("forwardPasses", result.metrics().forwardPasses());
    report.addProperty("sequentialPasses", result.sequentialPasses());
    report.addProperty("batches", result.batches());
    report.add("timings", timings(header, result.metrics()));
    JsonArray images = new JsonArray();
    for (int i = 0; i < result.images().size(); i++) {
      images.add(
          image(result.images().get(i), fileOfImage.apply(i), header.pipeline().info().tokens()));
    }
    report.add("images", images);
  }

  private static JsonObject timings(ReportHeader header, GenerationMetrics metrics) {
    JsonObject timings = new JsonObject();
    timings.addProperty("loadSeconds", Numbers.seconds(header.loadNanos()));
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
    if (image.request().given().count() > 0) {
      json.add("given", JsonValues.array(image.request().given().cells().toArray()));
    }
    int[] ids = tokens.ids(image.tokens());
    json.add("tokens", JsonValues.array(ids));
    if (!Arrays.equals(ids, image.tokens())) {
      json.add("codes", JsonValues.array(image.tokens()));
    }
    json.add("passOfToken", JsonValues.array(image.passOfToken()));
    return json;
  }
}
