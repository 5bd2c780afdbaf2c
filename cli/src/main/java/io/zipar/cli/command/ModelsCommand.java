/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.report.Table;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.NetworkKind;
import io.zipar.pipeline.ModelFiles;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Command;

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
          "  FOLDER of the Hugging Face library: config.json, model.safetensors or pytorch_model.bin,",
          "                                or its shards with their index; for prompts"
              + " tokenizer.json;",
          "                                for pictures also vqgan.ckpt, tokenizer/vqgan.ckpt or",
          "                                the image tokenizer's folder as vq or vision_tokenizer,",
          "                                where it is not in the model's own files, as that of Janus",
          "--arch NAME names the architecture where the tensors leave it open; other sizes than",
          "those above come from config.json. --vq takes an image tokenizer kept elsewhere.");

  @Inject private ModelFiles files;
  @Inject private Console console;

  /** Creates the command; its fields are injected. */
  public ModelsCommand() {}

  @Override
  public Integer call() {
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
