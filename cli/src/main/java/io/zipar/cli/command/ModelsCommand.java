/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.report.Table;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.NetworkKind;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ModelFiles;
import io.zipar.spi.ModelBackend;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the architectures, and says which files a model may consist of. */
@Command(
    name = "models",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description =
        "List the model architectures known by name, the models that come with the program, and the"
            + " file layouts accepted.")
public final class ModelsCommand implements TerminalCommand {
  private static final List<String> LAYOUTS =
      List.of(
          "--model also takes one of",
          "  FILE.safetensors or FILE.pt   a checkpoint; sizes are read from its tensors, and from",
          "                                a config.json beside it where there is one",
          "  FOLDER                        config.json and model.safetensors or model.pt;",
          "                                for pictures also vq.safetensors or vq.pt with vq.json",
          "  FOLDER of the Hugging Face library: config.json, model.safetensors or"
              + " pytorch_model.bin,",
          "                                or its shards with their index; for prompts"
              + " tokenizer.json;",
          "                                for pictures also vqgan.ckpt, tokenizer/vqgan.ckpt or",
          "                                the image tokenizer's folder as vq or vision_tokenizer,",
          "                                where it is not in the model's own files, as that of"
              + " Janus",
          "--arch NAME names the architecture where the tensors leave it open; other sizes than",
          "those above come from config.json. --vq takes an image tokenizer kept elsewhere.");

  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Console console;

  @Option(
      names = "--memory",
      description =
          "Print instead what each architecture takes with each backend and dtype, in GiB: for one"
              + " picture with guidance, without the image tokenizer.")
  private boolean memory;

  @Option(
      names = "--backend",
      paramLabel = "NAME[:OPTIONS]",
      description =
          "With --memory: of this backend alone, may be given several times. Default: all that can"
              + " run here and tell.")
  private List<String> backendTexts = List.of();

  /** Creates the command; its fields are injected. */
  public ModelsCommand() {}

  @Override
  public Integer call() {
    if (memory) {
      new MemoryTable(files, backends()).table().lines().forEach(console::print);
      return 0;
    }
    if (!backendTexts.isEmpty()) {
      throw new InvalidInputException("--backend is for --memory, which is not given");
    }
    List<Architecture> architectures = files.architectures();
    new Table(
            List.of("name", "family", "parameters", "layers", "width", "heads", "tokens", "grid"),
            architectures.stream().map(ModelsCommand::row).toList())
        .lines()
        .forEach(console::print);
    console.print("");
    new Table(
            List.of("network", "conditioned on", "grid", "cfg", "top-k", "temperature"),
            files.kinds().stream().map(ModelsCommand::row).toList())
        .lines()
        .forEach(console::print);
    console.print("");
    files
        .packaged()
        .forEach(
            model ->
                console.print(
                    "--model "
                        + model.name()
                        + " comes with the program: "
                        + model.describe()
                        + "; classes "
                        + String.join(", ", model.classNames())));
    console.print("");
    LAYOUTS.forEach(console::print);
    return 0;
  }

  private List<BackendChoice> backends() {
    var found = catalog.backends();
    List<String> texts =
        backendTexts.isEmpty()
            ? found.all().stream()
                .filter(backend -> backend.builtInModel().isEmpty())
                .filter(backend -> backend.availability().usable())
                .map(ModelBackend::name)
                .toList()
            : backendTexts;
    return texts.stream().map(text -> BackendChoice.parse(text, Map.of(), found)).toList();
  }

  private static List<String> row(NetworkKind kind) {
    return List.of(
        kind.name(),
        kind.conditioning(),
        kind.grid().toString(),
        Double.toString(kind.defaults().guidance().scale()),
        Integer.toString(kind.defaults().sampling().topK()),
        Double.toString(kind.defaults().sampling().temperature()));
  }

  private static List<String> row(Architecture architecture) {
    TransformerSizes sizes = architecture.sizes();
    return List.of(
        architecture.name(),
        architecture.family(),
        Numbers.count(architecture.parameters()),
        Integer.toString(sizes.layers()),
        Integer.toString(sizes.width()),
        Integer.toString(sizes.heads()),
        Integer.toString(sizes.vocabulary()),
        architecture.defaultGrid().toString());
  }
}
