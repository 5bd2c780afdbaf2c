/** The backend {@code synthetic}: made-up models, exact and fast, whose dependences are known. */
module io.zipar.backend.synthetic {
  requires transitive io.zipar.api;

  exports io.zipar.backend.synthetic;

  provides io.zipar.spi.ModelBackend with
      io.zipar.backend.synthetic.SyntheticBackend;
}
