package dev.drydock.server.operate.backup;

import java.util.List;

/// What a backup says of itself.
///
/// @param version of the schema: the newest migration
/// @param createdAt RFC 3339
/// @param tables in the order in which they can be put back; at the head of the file without rows
///   and digests, at its end with them
record Manifest(String product, String version, String createdAt, List<Table> tables) {
  static final String PRODUCT = "drydock-server";
  static final String HEAD = "manifest.json";
  static final String END = "complete.json";

  Manifest {
    tables = List.copyOf(tables);
  }

  /// @param sha256 of the table's text, in hexadecimal
  record Table(String name, long rows, String sha256) {

    /// As the file's entry is called.
    String entry() {
      return "tables/" + name + ".copy";
    }
  }
}
