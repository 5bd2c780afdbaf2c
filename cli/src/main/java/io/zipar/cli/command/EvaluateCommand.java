/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonObject;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.experiment.EvaluationReport;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.lab.EngineChoice;
import io.zipar.evaluation.lab.Experiment;
import io.zipar.evaluation.lab.ExperimentFile;
import io.zipar.evaluation.lab.ExperimentRun;
import io.zipar.evaluation.lab.KeptEvaluation;
import io.zipar.evaluation.lab.Slice;
import io.zipar.evaluation.report.ContactSheet;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.output.Pictures;
import io.zipar.pipeline.output.StagedOutput;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
      "Writes evaluation.md, .csv, .json and .png, and the experiment that this is short for as"
          + " experiment.json. What is complete stays in the folder: the same command goes on, and"
          + " 'zipar experiment report' makes a page of it."
    })
public final class EvaluateCommand implements TerminalCommand {
  private static final String NAME = "evaluation";

  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Console console;
  @Inject private Interruption interruption;
  @Inject private LabContexts contexts;
  @Inject private Provider<Measures> measures;

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions modelOptions;
  @Mixin private BackendOptions backendOptions;
  @Mixin private EvaluationOptions options;
  @Mixin private FeatureOptions featureOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for everything that is kept, created where it is missing.")
  private Path out;

  /** Creates the command; its fields are injected. */
  public EvaluateCommand() {}

  @Override
  public Integer call() {
    JsonObject text = experiment();
    Experiment experiment = ExperimentFile.read(Path.of(spec.name()), text.toString());
    ContactSheet.requireFont();
    String command = String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    List<String> failures =
        new ExperimentRun(contexts.of(command)).run(experiment, out, Slice.ALL, EngineChoice.LOCAL);
    write(text);
    if (failures.isEmpty()) {
      return 0;
    }
    console.complain(failures.size() + " combinations failed; the first: " + failures.get(0));
    return Failures.FAILED;
  }

  private JsonObject experiment() {
    JsonObject json = new JsonObject();
    modelOptions.write(json);
    backendOptions.write(json, catalog.backends());
    options.write(json, modelOptions.packaged(files));
    ExperimentText.add(json, "measures", measures.get().names());
    featureOptions.write(json);
    return json;
  }

  private void write(JsonObject experiment) {
    EvaluationReport report = KeptEvaluation.of(out, measures.get());
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path folder = output.addFolder("--out", out);
      output.write(folder.resolve("experiment.json"), new JsonFile(experiment).content());
      output.write(folder.resolve(NAME + ".md"), EvaluationReport.text(report.markdown()));
      output.write(folder.resolve(NAME + ".csv"), report.csv());
      output.write(folder.resolve(NAME + ".json"), new JsonFile(report.json()).content());
      output.write(folder.resolve(NAME + ".png"), Pictures.png(report.plot()));
      output.commit();
    }
    report.markdown().forEach(console::print);
    console.print("wrote " + out.resolve(NAME) + ".md, .csv, .json and .png");
  }
}
