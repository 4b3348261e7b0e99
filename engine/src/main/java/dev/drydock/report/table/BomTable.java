package dev.drydock.report.table;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.report.ScanWords;
import dev.drydock.report.table.Page.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A bill of materials for people: one line for each component.
public final class BomTable {
  private static final int NAME = 38;
  private static final int VERSION = 30;

  private BomTable() {}

  /// Writes the report as UTF-8; `out` stays open.
  public static void write(Bom bom, boolean colour, OutputStream out) throws IOException {
    Page page = new Page(colour);
    Distribution distribution = bom.distribution();
    page.heading("", bom.subject().reference(), 2);
    page.line(
        "",
        (distribution == null ? "no distribution recognised" : distribution.name())
            + ", "
            + bom.subject().platform()
            + ", "
            + ScanWords.counted(bom.components().size(), "component"),
        2);
    if (!bom.components().isEmpty()) {
      page.blank();
      page.heading(row("NAME", "VERSION", "TYPE"), "", 0);
      for (Component component : bom.components()) {
        component(page, component);
      }
    }
    deleted(page, bom);
    if (!bom.unreadable().isEmpty() || !bom.subject().warnings().isEmpty()) {
      page.blank();
    }
    for (String warning : bom.subject().warnings()) {
      page.line(Style.MEDIUM, "Warning: ", warning, 2);
    }
    ScanTable.unreadable(page, bom);
    page.writeTo(out);
  }

  /// What upper layers took away, where the user asked for that.
  static void deleted(Page page, Bom bom) {
    List<Bom.Deleted> deleted = bom.deleted();
    if (deleted == null) {
      return;
    }
    page.blank();
    if (deleted.isEmpty()) {
      page.line("", "No component of a lower layer was deleted by an upper one.", 2);
      return;
    }
    page.heading(
        "",
        ScanWords.counted(deleted.size(), "component")
            + " of lower layers, deleted by upper ones (in no count above):",
        2);
    for (Bom.Deleted one : deleted) {
      Component component = one.component();
      page.line(
          "  ",
          component.name()
              + " "
              + component.version()
              + " ("
              + component.type()
              + "): from layer "
              + component.layer()
              + ", deleted in layer "
              + one.layer(),
          4);
    }
  }

  /// What is too long for its column stands on a line of its own, so that nothing is cut off.
  private static void component(Page page, Component component) {
    String name = component.name();
    String version = component.version();
    if (name.length() >= NAME) {
      page.line("", name, 2);
      name = "";
    }
    if (version.length() >= VERSION) {
      page.line(row(name, "", component.type()), "", 0);
      page.line(" ".repeat(4), version, 4);
    } else {
      page.line(row(name, version, component.type()), "", 0);
    }
  }

  private static String row(String name, String version, String type) {
    StringBuilder row = new StringBuilder(80).append(name).repeat(' ', NAME - name.length());
    return row.append(version).repeat(' ', VERSION - version.length()).append(type).toString();
  }
}
