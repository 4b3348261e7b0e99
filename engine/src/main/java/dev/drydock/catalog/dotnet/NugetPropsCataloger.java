package dev.drydock.catalog.dotnet;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.document.Xml;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds NuGet packages whose versions a repository states in one place, `Directory.Packages.props`
/// (NuGet documentation, "Central package management") or a `Packages.props` of before:
///
///     <Project><PropertyGroup><Json>13.0.1</Json></PropertyGroup>
///       <ItemGroup><PackageVersion Include="Newtonsoft.Json" Version="$(Json)" /></ItemGroup>
///     </Project>
///
/// Of a range the version counts that NuGet would choose, the lowest. A `GlobalPackageReference` is
/// for development only.
public final class NugetPropsCataloger extends DocumentCataloger {
  private static final String CONDITION = "Condition";
  private static final int MOST_VARIABLES = 20;

  public NugetPropsCataloger(Limits limits) {
    super("nuget-props", limits, "*packages.props");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && namedInAnyCase(file.path());
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Xml root = document.xml();
    Map<String, String> properties = properties(root);
    NugetPackages packages = new NugetPackages(document, out);
    for (Xml group : root.children("ItemGroup")) {
      for (Xml item : group.children()) {
        if (item.name().equals("PackageVersion") || item.name().equals("PackageReference")) {
          String include = item.attribute("Include");
          String ids = include == null ? item.attribute("Update") : include;
          String written = item.attribute("Version");
          String version =
              lowest(filled(written == null ? item.text("Version") : written, properties));
          if (ids != null && version != null) {
            add(ids, version, packages);
          }
        }
      }
    }
  }

  /// Whether a condition holds is not known here: a property that has one fills a gap at most.
  private static Map<String, String> properties(Xml root) {
    Map<String, String> properties = new HashMap<>();
    for (Xml group : root.children("PropertyGroup")) {
      for (Xml property : group.children()) {
        String name = property.name().toLowerCase(Locale.ROOT);
        if (group.attribute(CONDITION) == null && property.attribute(CONDITION) == null) {
          properties.put(name, property.text());
        } else {
          properties.putIfAbsent(name, property.text());
        }
      }
    }
    return properties;
  }

  /// One item may name several packages: `A;B`.
  private static void add(String ids, String version, NugetPackages packages) {
    for (int at = 0; at < ids.length(); ) {
      int semicolon = ids.indexOf(';', at);
      int end = semicolon < 0 ? ids.length() : semicolon;
      packages.add(ids.substring(at, end).strip(), version);
      at = end + 1;
    }
  }

  /// `value` with each `$(Property)` filled in; `null` where one is not known here.
  private static @Nullable String filled(@Nullable String value, Map<String, String> properties) {
    String text = value;
    for (int i = 0; text != null && i < MOST_VARIABLES; i++) {
      int from = text.indexOf("$(");
      int to = from < 0 ? -1 : text.indexOf(')', from);
      if (to < 0) {
        return text;
      }
      String known = properties.get(text.substring(from + 2, to).toLowerCase(Locale.ROOT));
      boolean fits = known != null && text.length() + known.length() < 1_000;
      text = fits ? text.substring(0, from) + known + text.substring(to + 1) : null;
    }
    return null;
  }

  /// The lowest version that a range lets in: of `[1.0,2.0)`, `[1.0]` and `1.0` it is `1.0`; `null`
  /// where it names none.
  private static @Nullable String lowest(@Nullable String range) {
    String text = range == null ? "" : range.strip();
    if (text.startsWith("[")) {
      int comma = text.indexOf(',');
      int end = comma < 0 ? text.indexOf(']') : comma;
      text = end < 0 ? "" : text.substring(1, end).strip();
    }
    boolean version = !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    return version && text.indexOf(',') < 0 ? text : null;
  }
}
