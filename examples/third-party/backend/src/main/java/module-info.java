/** A model backend from outside: a Markov field of grey levels. */
module org.example.markov {
  requires io.zipar.api;

  provides io.zipar.spi.ModelBackend with
      org.example.markov.MarkovBackend;
}
