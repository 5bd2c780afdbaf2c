/**
 * The strategy {@code any-order}: groups of cells in any order, for models that predict any cell.
 */
module io.zipar.strategy.anyorder {
  requires io.zipar.api;

  provides io.zipar.spi.DecodingStrategy with
      io.zipar.strategy.anyorder.AnyOrder;
}
