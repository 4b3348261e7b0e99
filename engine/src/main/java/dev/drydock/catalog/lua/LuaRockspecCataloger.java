package dev.drydock.catalog.lua;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds Lua modules by their `NAME-VERSION-REVISION.rockspec` (LuaRocks documentation, "Rockspec
/// format"), which LuaRocks keeps of all that it installs.
///
/// A rockspec is a program. Where name or version are computed in a way that [LuaAssignments] does
/// not follow, the file's name tells: LuaRocks insists that it agrees.
public final class LuaRockspecCataloger extends DocumentCataloger {
  private static final String NAME = "lua-rockspec";
  private static final String ENDING = ".rockspec";
  private static final int MOST_BYTES = 4 << 20;

  public LuaRockspecCataloger(Limits limits) {
    super(NAME, limits, MOST_BYTES, "*.rockspec");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Map<String, String> values = LuaAssignments.parse(document.bytes());
    String stem = document.name().substring(0, document.name().length() - ENDING.length());
    int revision = stem.lastIndexOf('-');
    int last = revision < 0 ? -1 : stem.lastIndexOf('-', revision - 1);
    String name = values.getOrDefault("package", last > 0 ? stem.substring(0, last) : "");
    String version = values.getOrDefault("version", last > 0 ? stem.substring(last + 1) : "");
    if (name.isBlank() || version.isBlank()) {
      throw new IOException(document.path() + " names no package and version, as a rockspec does");
    }
    String licence = values.getOrDefault("description.license", "");
    out.add(
        document.component(
            name,
            version,
            Purl.of("luarocks", null, name.toLowerCase(Locale.ROOT), version),
            licence.isBlank() ? List.of() : List.of(licence.strip()),
            document.evidence("rockspec")));
  }
}
