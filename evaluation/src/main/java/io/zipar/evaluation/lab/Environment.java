/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Describes where images are generated. Decides no token. */
final class Environment {
  /** What differs between combinations on one machine. */
  static final String SETTINGS = "settings";

  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Environment() {}

  /** Says where a plan runs, and what the settings are that it has as its model is published. */
  static JsonObject describe(Pipeline pipeline, ImagePlan plan, LabContext context) {
    JsonObject json = new JsonObject();
    json.addProperty("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    json.addProperty("command", context.command());
    json.addProperty("commit", context.commit());
    json.addProperty("java", Runtime.version().toString());
    JsonArray options = new JsonArray();
    ManagementFactory.getRuntimeMXBean().getInputArguments().forEach(options::add);
    json.add("javaOptions", options);
    json.addProperty("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    json.addProperty("processor", processor());
    json.addProperty("processors", Runtime.getRuntime().availableProcessors());
    json.addProperty("backend", pipeline.choice().backend().backend().name());
    json.addProperty(
        "backendOptions", new TreeMap<>(pipeline.choice().backend().options().asMap()).toString());
    json.addProperty("device", pipeline.info().device());
    json.addProperty("dtype", pipeline.info().dtype());
    json.addProperty("parameters", pipeline.info().parameters());
    json.add(SETTINGS, settings(plan));
    json.add("modules", modules());
    return json;
  }

  private static JsonObject settings(ImagePlan plan) {
    JsonObject json = new JsonObject();
    json.addProperty("grid", plan.grid().toString());
    json.addProperty("guidance", plan.guidance().toString());
    json.addProperty("temperature", plan.sampling().temperature());
    json.addProperty("temperatureByEntropy", plan.sampling().temperatureByEntropy());
    json.addProperty("topK", plan.sampling().topK());
    json.addProperty("topP", plan.sampling().topP());
    json.addProperty("greedy", plan.sampling().greedy());
    return json;
  }

  /** The versions of what runs, as far as it tells; the names of jars on a class path. */
  private static JsonObject modules() {
    JsonObject modules = new JsonObject();
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(each -> each.endsWith(".jar"))
        .map(each -> Path.of(each).getFileName().toString())
        .map(JAR::matcher)
        .filter(Matcher::matches)
        .forEach(jar -> modules.addProperty(jar.group(1), jar.group(2)));
    ModuleLayer.boot().modules().stream()
        .map(Module::getDescriptor)
        .filter(each -> each.rawVersion().isPresent())
        .filter(each -> !each.name().startsWith("java.") && !each.name().startsWith("jdk."))
        .sorted()
        .forEach(each -> modules.addProperty(each.name(), each.rawVersion().get()));
    return modules;
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException | RuntimeException e) {
      // Other systems tell elsewhere, and nothing depends on it.
      return "unknown";
    }
  }
}
