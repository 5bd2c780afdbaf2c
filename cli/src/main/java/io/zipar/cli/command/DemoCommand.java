/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.ClassLabel;
import io.zipar.Visibility;
import io.zipar.ZiparException;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.GuidanceChoice;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImageSize;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Settings;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Subject;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the project does, without a question asked. */
@Command(
    name = "demo",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Paint a picture of every class of the model that comes with the program, by next-token"
          + " prediction, ZipAR and Jacobi: one contact sheet and one table.",
      "Agreement is the share of tokens that equal those of next-token prediction."
    })
public final class DemoCommand implements TerminalCommand {
  private static final List<String> STRATEGIES =
      List.of("ntp", "zipar:window=16", "zipar:window=8", "jacobi");
  private static final Settings SETTINGS =
      new Settings(
          Optional.of(new GuidanceChoice.Scale(2)),
          Optional.empty(),
          false,
          Optional.of(0),
          Optional.empty(),
          false);

  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Comparison comparison;

  @Mixin private BackendOptions backendOptions;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the first picture. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "zipar-demo",
      description = "Folder for the contact sheet and the report. Default: ${DEFAULT-VALUE}.")
  private Path out;

  /** Creates the command; its fields are injected. */
  public DemoCommand() {}

  @Override
  public Integer call() {
    var found = catalog.strategies();
    List<StrategyChoice> strategies =
        STRATEGIES.stream().map(text -> StrategyChoice.parse(text, found)).toList();
    ModelChoice choice =
        ModelChoice.on(backendOptions.choose(catalog.backends())).with(ModelChoice.DEFAULT);
    PackagedModel model =
        files.packaged().stream()
            .filter(each -> each.name().equals(ModelChoice.DEFAULT))
            .findFirst()
            .orElseThrow(
                () ->
                    new ZiparException(
                        "the model '" + ModelChoice.DEFAULT + "' is not on the module path"));
    List<Subject> classes =
        IntStream.range(0, model.classNames().size())
            .<Subject>mapToObj(label -> new Subject.Given(new ClassLabel(label)))
            .toList();
    ImageOrder order =
        new ImageOrder(
            classes,
            1,
            seed,
            new ImageSize.Own(),
            SETTINGS,
            Visibility.WRITTEN,
            Optional.empty(),
            classes.size());
    comparison.run("demo", choice, order, strategies, out, Optional.of(out.resolve("report.json")));
    return 0;
  }
}
