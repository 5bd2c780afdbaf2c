/** A decoding strategy from outside: paints bands of rows column by column. */
module org.example.columns {
  requires io.zipar.api;

  provides io.zipar.spi.DecodingStrategy with
      org.example.columns.ColumnsFirst;
}
