/** A model family from outside: mosaics of coloured stones. */
module org.example.mosaic {
  requires io.zipar.models;

  provides io.zipar.models.spi.TransformerFamily with
      org.example.mosaic.MosaicTransformers;
  provides io.zipar.models.spi.ImageTokenizerFamily with
      org.example.mosaic.MosaicImageTokenizers;
}
