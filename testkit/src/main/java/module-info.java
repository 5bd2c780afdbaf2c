/** What whoever writes a strategy or a backend needs to prove it right. */
module io.zipar.testkit {
  requires transitive io.zipar.api;
  requires transitive io.zipar.backend.synthetic;
  requires transitive net.jqwik.api;
  requires transitive org.junit.jupiter.api;

  exports io.zipar.testkit;
}
