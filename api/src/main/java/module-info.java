/** The SPIs for decoding strategies and model backends, and the generator that drives them. */
module io.zipar.api {
  exports io.zipar;
  exports io.zipar.plugin;
  exports io.zipar.run;
  exports io.zipar.spi;
  exports io.zipar.spi.support;

  uses io.zipar.spi.DecodingStrategy;
  uses io.zipar.spi.ModelBackend;
}
