package dev.drydock.policy.facts;

import dev.drydock.bom.Purl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One component.
///
/// @param name as its ecosystem writes it
/// @param purl canonical, with all qualifiers
/// @param licences as the source words them
/// @param paths of the files that tell of it
/// @param origin `base` or `application`; `null` where nobody can tell
public record ComponentFacts(
    String name,
    String version,
    String type,
    String purl,
    List<String> licences,
    List<String> paths,
    @Nullable String origin)
    implements Item {

  public ComponentFacts {
    licences = List.copyOf(licences);
    paths = List.copyOf(paths);
  }

  /// All that a pattern for packages may match: the name; the purl without qualifiers and subpath,
  /// with and without its version, also as it reads before it is encoded.
  public List<String> names() {
    List<String> names = new ArrayList<>(5);
    names.add(name);
    String plain = purl.split("[?#]", 2)[0];
    int at = plain.lastIndexOf('@');
    names.add(plain);
    if (at > 0) {
      names.add(plain.substring(0, at));
    }
    if (plain.indexOf('%') >= 0) {
      Purl parsed = Purl.parse(purl);
      String decoded =
          "pkg:"
              + parsed.type()
              + "/"
              + (parsed.namespace() == null ? "" : parsed.namespace() + "/")
              + parsed.name();
      names.add(decoded);
      names.add(decoded + "@" + version);
    }
    return names;
  }

  @Override
  public String words() {
    return version.isEmpty() ? name : name + " " + version;
  }
}
