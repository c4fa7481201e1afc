package remediator.lawless.attic;

/** In a package that the table does not name. */
final class HasNoRow {
  private HasNoRow() {}

  static int answer() {
    return 42;
  }
}
