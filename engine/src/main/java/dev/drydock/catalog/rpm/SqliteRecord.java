package dev.drydock.catalog.rpm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One row of an SQLite table in its [record
/// format](https://www.sqlite.org/fileformat2.html#record_format): the types of all columns, then
/// their values.
final class SqliteRecord {
  private final byte[] payload;
  private final DatabaseFile file;
  private final int headerEnd;
  private final int firstType;

  SqliteRecord(byte[] payload, DatabaseFile file) throws IOException {
    this.payload = payload;
    this.file = file;
    SqliteDatabase.Varint length = SqliteDatabase.Varint.at(payload, 0, payload.length, file);
    if (length.value() < length.end() || length.value() > payload.length) {
      throw file.damaged("a row's header is longer than the row");
    }
    this.headerEnd = (int) length.value();
    this.firstType = length.end();
  }

  /// A text column; `""` where it is of another type or missing.
  String text(int column) throws IOException {
    Value value = value(column);
    return value.type >= 13 && value.type % 2 == 1
        ? new String(payload, value.from, value.to - value.from, StandardCharsets.UTF_8)
        : "";
  }

  /// A column of bytes; none where it is of another type or missing.
  byte[] blob(int column) throws IOException {
    Value value = value(column);
    return value.type >= 12 && value.type % 2 == 0
        ? Arrays.copyOfRange(payload, value.from, value.to)
        : new byte[0];
  }

  /// An integer column; 0 where it is of another type or missing.
  long integer(int column) throws IOException {
    Value value = value(column);
    if (value.type == 9) {
      return 1;
    }
    if (value.type < 1 || value.type > 6) {
      return 0;
    }
    long number = payload[value.from];
    for (int i = value.from + 1; i < value.to; i++) {
      number = number << 8 | payload[i] & 0xff;
    }
    return number;
  }

  private Value value(int column) throws IOException {
    int at = firstType;
    long from = headerEnd;
    for (int i = 0; at < headerEnd; i++) {
      SqliteDatabase.Varint type = SqliteDatabase.Varint.at(payload, at, headerEnd, file);
      at = type.end();
      long to = from + length(type.value());
      if (to < from || to > payload.length) {
        throw file.damaged("a column is longer than its row");
      }
      if (i == column) {
        return new Value(type.value(), (int) from, (int) to);
      }
      from = to;
    }
    return new Value(0, 0, 0);
  }

  private static long length(long type) {
    if (type >= 12) {
      return (type - 12) / 2;
    }
    return switch ((int) type) {
      case 1, 2, 3, 4 -> type;
      case 5 -> 6;
      case 6, 7 -> 8;
      default -> 0;
    };
  }

  private record Value(long type, int from, int to) {}
}
