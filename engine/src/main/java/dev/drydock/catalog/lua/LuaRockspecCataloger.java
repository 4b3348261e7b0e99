package dev.drydock.catalog.lua;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
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
public final class LuaRockspecCataloger implements FileCataloger {
  private static final String NAME = "lua-rockspec";
  private static final String ENDING = ".rockspec";
  private static final int MOST_BYTES = 4 << 20;

  private final Limits limits;

  public LuaRockspecCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("rockspec");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.path().endsWith(ENDING) && file.size() > 0;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(Math.min(MOST_BYTES, limits.documentBytes()), file.path());
    Map<String, String> values = LuaAssignments.parse(document);
    String stem = file.name().substring(0, file.name().length() - ENDING.length());
    int revision = stem.lastIndexOf('-');
    int last = revision < 0 ? -1 : stem.lastIndexOf('-', revision - 1);
    String name = values.getOrDefault("package", last > 0 ? stem.substring(0, last) : "");
    String version = values.getOrDefault("version", last > 0 ? stem.substring(last + 1) : "");
    if (name.isBlank() || version.isBlank()) {
      throw new IOException(file.path() + " names no package and version, as a rockspec does");
    }
    String licence = values.getOrDefault("description.license", "");
    out.add(
        new Component(
            name,
            version,
            Purl.of("luarocks", null, name.toLowerCase(Locale.ROOT), version),
            null,
            licence.isBlank() ? List.of() : List.of(licence.strip()),
            List.of(new Location(file.path(), file.layer())),
            new Evidence(NAME, "rockspec")));
  }
}
