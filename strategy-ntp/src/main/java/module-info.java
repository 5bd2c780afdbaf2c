/** The strategy {@code ntp}: next-token prediction. */
module io.zipar.strategy.ntp {
  requires io.zipar.api;

  provides io.zipar.spi.DecodingStrategy with
      io.zipar.strategy.ntp.NextTokenPrediction;
}
