/** The strategy {@code zipar}: several rows of the image in one forward pass. */
module io.zipar.strategy.zipar {
  requires io.zipar.api;

  provides io.zipar.spi.DecodingStrategy with
      io.zipar.strategy.zipar.ZipAr;
}
