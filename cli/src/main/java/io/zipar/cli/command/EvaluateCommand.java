/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.InvalidInputException;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.FileIdentity;
import io.zipar.evaluation.ReferenceFeatures;
import io.zipar.evaluation.StatisticsFile;
import io.zipar.evaluation.experiment.Combination;
import io.zipar.evaluation.experiment.EvaluationReport;
import io.zipar.evaluation.experiment.Evaluator;
import io.zipar.evaluation.experiment.KeptResults;
import io.zipar.evaluation.experiment.MeasuredRow;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.experiment.PictureFeatures;
import io.zipar.evaluation.experiment.QualityPlot;
import io.zipar.evaluation.experiment.RealPictures;
import io.zipar.evaluation.experiment.Reference;
import io.zipar.evaluation.report.ContactSheet;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.pipeline.CancelledException;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Watch;
import io.zipar.pipeline.output.Pictures;
import io.zipar.pipeline.output.StagedOutput;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the quality of what strategies generate. */
@Command(
    name = "evaluate",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Measure quality: Frechet distance, accuracy, likelihood and diversity of what each"
          + " combination of strategy, guidance and visibility generates, with intervals.",
      "Writes evaluation.md, .csv, .json and .png. Finished combinations stay in the folder, and"
          + " --resume goes on."
    })
public final class EvaluateCommand implements TerminalCommand {
  private static final String NAME = "evaluation";

  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Console console;
  @Inject private Interruption interruption;
  @Inject private Watch watch;
  @Inject private Provider<Measures> measures;

  @Mixin private ModelOptions modelOptions;
  @Mixin private BackendOptions backendOptions;
  @Mixin private EvaluationOptions options;
  @Mixin private FeatureOptions featureOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results, created where it is missing.")
  private Path out;

  @Option(names = "--resume", description = "Go on with the evaluation in the folder --out.")
  private boolean resume;

  /** Creates the command; its fields are injected. */
  public EvaluateCommand() {}

  @Override
  public Integer call() {
    var found = catalog.strategies();
    List<Combination> combinations =
        options.combinations(text -> StrategyChoice.parse(text, found));
    ModelChoice choice = modelOptions.choose(backendOptions.choose(catalog.backends()));
    ImageOrder order = options.order();
    Reference reference = featureOptions.reference(options.classes());
    ContactSheet.requireFont();
    List<StrategyChoice> strategies =
        combinations.stream().map(Combination::strategy).distinct().toList();
    try (Prepared prepared = Prepared.of(files, choice, order, strategies)) {
      if (!prepared.pipeline().paints()) {
        throw new InvalidInputException(
            "pictures are evaluated, and this model has no image tokenizer: give --vq, or put vq.*"
                + " beside the model");
      }
      try (PictureFeatures features = featureOptions.open(prepared.pipeline())) {
        prepared.load();
        evaluate(prepared.pipeline(), prepared.plan(), features, reference, combinations);
      }
    }
    return 0;
  }

  private void evaluate(
      Pipeline pipeline,
      ImagePlan plan,
      PictureFeatures features,
      Reference reference,
      List<Combination> combinations) {
    JsonObject settings = settings(pipeline, plan, features, reference);
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path folder = output.addFolder("--out", out);
      Optional<Path> statisticsFile =
          featureOptions.saveStatistics().map(file -> output.addFile("--save-statistics", file));
      KeptResults kept = new KeptResults(folder, interruption::onAbandon);
      reference.coverage().ifPresent(console::print);
      ReferenceFeatures compared = reference.load(features, watch);
      kept.begin(settings, resume);
      statisticsFile.ifPresent(
          file ->
              output.write(
                  file,
                  new StatisticsFile(compared.statistics(), Optional.of(features.toString()))
                      ::write));
      Evaluator evaluator =
          new Evaluator(
              pipeline, plan, measures.get(), features, () -> compared, options.bootstrap(), watch);
      List<MeasuredRow> rows = measure(evaluator, kept, combinations);
      List<MeasuredRow> real =
          reference.path().isEmpty()
              ? new RealPictures(evaluator, options.classes()).measure()
              : List.of();
      EvaluationReport report = new EvaluationReport(settings, measures.get(), real, rows);
      write(output, folder, report);
      interruption.throwIfCancelled();
      output.commit();
      report.markdown().forEach(console::print);
      console.print("wrote " + out.resolve(NAME) + ".md, .csv, .json and .png");
    } catch (CancelledException e) {
      throw new CancelledException(
          "finished combinations are kept in " + out + ", --resume goes on with them");
    }
  }

  private List<MeasuredRow> measure(
      Evaluator evaluator, KeptResults kept, List<Combination> combinations) {
    List<MeasuredRow> rows = new ArrayList<>();
    boolean warm = false;
    for (Combination combination : combinations) {
      Optional<MeasuredRow> known = kept.find(combination);
      String number = rows.size() + 1 + "/" + combinations.size() + " ";
      if (known.isEmpty()) {
        if (!warm) {
          evaluator.warmUp(combination);
          warm = true;
        }
        MeasuredRow row = evaluator.measure(combination, number + combination);
        kept.keep(combination, row);
        rows.add(row);
      } else {
        rows.add(known.get());
      }
      console.print(number + combination + (known.isEmpty() ? "" : ": kept from before"));
    }
    return rows;
  }

  private static void write(StagedOutput output, Path folder, EvaluationReport report) {
    output.write(folder.resolve(NAME + ".md"), EvaluationReport.text(report.markdown()));
    output.write(folder.resolve(NAME + ".csv"), report.csv());
    output.write(folder.resolve(NAME + ".json"), new JsonFile(report.json()).content());
    output.write(
        folder.resolve(NAME + ".png"),
        Pictures.png(QualityPlot.draw(report.measures(), report.rows())));
  }

  /** By content: weights may change where they are. A packaged model is no path, and its own. */
  private static void addIdentity(JsonObject settings, String name, Optional<Path> checkpoint) {
    settings.addProperty(
        name,
        checkpoint.filter(Files::exists).map(FileIdentity::ofCheckpoint).orElse("the model's own"));
  }

  private JsonObject settings(
      Pipeline pipeline, ImagePlan plan, PictureFeatures features, Reference reference) {
    JsonObject settings = new JsonObject();
    settings.addProperty("model", pipeline.name().orElse(pipeline.info().name()));
    settings.addProperty("parameters", pipeline.info().parameters());
    ModelChoice choice = pipeline.choice();
    addIdentity(settings, "weights", choice.text().map(Path::of));
    addIdentity(settings, "imageTokenizer", choice.imageTokenizer());
    settings.addProperty("architecture", choice.architecture().orElse("as the checkpoint says"));
    settings.addProperty("modelOptions", new TreeMap<>(choice.options()).toString());
    settings.addProperty("backend", pipeline.choice().backend().toString());
    settings.addProperty("device", pipeline.info().device());
    settings.addProperty("dtype", pipeline.info().dtype());
    settings.addProperty("grid", plan.grid().toString());
    JsonArray classes = new JsonArray();
    options.classes().forEach(classes::add);
    settings.add("classes", classes);
    settings.addProperty("imagesPerClass", options.imagesPerClass());
    settings.addProperty("images", plan.images().size());
    settings.addProperty("firstSeed", options.seed());
    settings.addProperty("batch", plan.batch());
    settings.addProperty("temperature", plan.sampling().temperature());
    settings.addProperty("topK", plan.sampling().topK());
    settings.addProperty("topP", plan.sampling().topP());
    settings.addProperty("greedy", plan.sampling().greedy());
    JsonArray names = new JsonArray();
    measures.get().names().forEach(names::add);
    settings.add("measures", names);
    settings.addProperty("features", features.toString());
    settings.addProperty("reference", reference.toString());
    settings.addProperty(
        "interval",
        "95% bootstrap intervals of "
            + options.bootstrap().resamples()
            + " resamples within classes, seed "
            + options.bootstrap().seed());
    return settings;
  }
}
