package dev.drydock.catalog.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionTableTest {

  static List<FunctionTableBytes> tables() {
    List<FunctionTableBytes> tables = new ArrayList<>();
    for (int magic :
        new int[] {
          FunctionTableBytes.GO_1_16, FunctionTableBytes.GO_1_18, FunctionTableBytes.GO_1_20
        }) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        tables.add(new FunctionTableBytes(magic, order, 4));
        tables.add(new FunctionTableBytes(magic, order, 8));
      }
    }
    return tables;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void saysWhereTheNamesLie(FunctionTableBytes form) {
    byte[] table = form.of("runtime.main", "a.F");
    int header = 8 + (form.magic() == FunctionTableBytes.GO_1_16 ? 7 : 8) * form.pointer();

    assertThat(FunctionTable.begins(table, 0)).isTrue();
    assertThat(FunctionTable.headerLength(table, 0)).isEqualTo(header);
    assertThat(FunctionTable.of(table, 1000, table.length))
        .isEqualTo(new FunctionTable(1000 + header, 1000 + header + 17));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whatMakesNoSenseIsNone(FunctionTableBytes form) {
    byte[] good = form.of("runtime.main");
    int names = 8 + (form.magic() == FunctionTableBytes.GO_1_16 ? 2 : 3) * form.pointer();
    int after = names + form.pointer();
    int header = 8 + (form.magic() == FunctionTableBytes.GO_1_16 ? 7 : 8) * form.pointer();
    long[] impossible =
        form.pointer() == 8
            ? new long[] {0, 7, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40}
            : new long[] {0, 7, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};

    assertThat(FunctionTable.of(new byte[0], 0, 100)).isNull();
    assertThat(FunctionTable.of(java.util.Arrays.copyOf(good, header - 1), 0, 100)).isNull();
    assertThat(FunctionTable.of(good, 0, header + 12)).isNull();
    for (long value : impossible) {
      assertThat(FunctionTable.of(with(form, good, names, value), 0, good.length)).isNull();
      assertThat(FunctionTable.of(with(form, good, after, value), 0, good.length)).isNull();
    }
    assertThat(FunctionTable.of(with(form, good, after, header), 0, good.length)).isNull();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyByteOfTheBeginningCounts(FunctionTableBytes form) {
    byte[] good = form.of("runtime.main");
    for (int at = 0; at < FunctionTable.BEGINNING; at++) {
      byte[] damaged = good.clone();
      damaged[at] = 0x33;
      assertThat(FunctionTable.begins(damaged, 0)).as("byte %d", at).isFalse();
      assertThat(FunctionTable.of(damaged, 0, good.length)).as("byte %d", at).isNull();
    }
  }

  @Test
  void tablesOfOlderReleasesAreNotRead() {
    byte[] old = new FunctionTableBytes(0xfffffffb, ByteOrder.LITTLE_ENDIAN, 8).of("runtime.main");
    byte[] no = new FunctionTableBytes(0xffffffff, ByteOrder.BIG_ENDIAN, 8).of("runtime.main");

    assertThat(FunctionTable.of(old, 0, old.length)).isNull();
    assertThat(FunctionTable.of(no, 0, no.length)).isNull();
  }

  private static byte[] with(FunctionTableBytes form, byte[] table, int at, long value) {
    byte[] changed = table.clone();
    ByteBuffer out = ByteBuffer.wrap(changed).order(form.order());
    if (form.pointer() == 8) {
      out.putLong(at, value);
    } else {
      out.putInt(at, (int) value);
    }
    return changed;
  }
}
