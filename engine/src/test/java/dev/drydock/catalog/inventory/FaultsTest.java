package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void lineOfOursIsNamedAndNotTheCheckOfTheJdk() {
    IndexOutOfBoundsException fault =
        catchThrowableOfType(IndexOutOfBoundsException.class, () -> List.of().get(3));

    assertThat(Faults.describe(fault))
        .startsWith("not read because of a fault in Drydock, please report it: ")
        .contains("OutOfBoundsException at dev.drydock.catalog.inventory.FaultsTest.")
        .contains("(FaultsTest.java:");
  }
}
