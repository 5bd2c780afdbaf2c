/** The strategy {@code neighbours}: anti-diagonals, for models that predict from neighbours. */
module io.zipar.strategy.neighbours {
  requires io.zipar.api;

  provides io.zipar.spi.DecodingStrategy with
      io.zipar.strategy.neighbours.NeighbouringPrediction;
}
