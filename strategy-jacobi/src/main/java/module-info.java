/** The strategies {@code jacobi}, {@code sjd} and {@code jacobi2d}: drafts, judged in parallel. */
module io.zipar.strategy.jacobi {
  requires io.zipar.api;

  provides io.zipar.spi.DecodingStrategy with
      io.zipar.strategy.jacobi.Jacobi,
      io.zipar.strategy.jacobi.SpeculativeJacobi,
      io.zipar.strategy.jacobi.Jacobi2d;
}
