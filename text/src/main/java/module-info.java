/** Text tokenizers of the Hugging Face library and of tiktoken, for prompts in words. */
module io.zipar.text {
  requires io.zipar.models;
  requires com.google.gson;

  provides io.zipar.models.spi.TextTokenizerFactory with
      io.zipar.text.HuggingFaceTokenizers,
      io.zipar.text.TiktokenTokenizers;
}
