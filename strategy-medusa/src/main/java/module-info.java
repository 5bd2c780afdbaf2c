/** The strategy {@code medusa}: drafts by heads that the model has beside its own. */
module io.zipar.strategy.medusa {
  requires io.zipar.api;

  provides io.zipar.spi.DecodingStrategy with
      io.zipar.strategy.medusa.Medusa;
}
