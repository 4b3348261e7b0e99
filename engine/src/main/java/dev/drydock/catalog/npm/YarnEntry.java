package dev.drydock.catalog.npm;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry of a `yarn.lock`.
///
/// @param descriptors all that lead to it, `ms@^2.0.0`
/// @param name the real one; `""` where it is no package but a folder of the project
/// @param vcs `git+https://…@commit` where it is pinned to a commit
/// @param workspace the folder of the project that it is, `.` for the project itself; `null` for
///   others
/// @param own whether it is a folder of the project, a workspace or another one
/// @param integrity of its archive, `sha512-…`; `null` where the form has none
/// @param needs ranges by name
record YarnEntry(
    List<String> descriptors,
    String name,
    String version,
    @Nullable String vcs,
    @Nullable String workspace,
    boolean own,
    @Nullable String integrity,
    Map<String, String> needs) {

  private static final String PATCH = "patch:";

  boolean reported() {
    return !name.isBlank() && !version.isEmpty();
  }

  /// What this is a changed copy of: `ms@npm:^2.0.0` of `ms@patch:ms@npm%3A^2.0.0#~/ms.patch` (yarn
  /// documentation, "patch:"). None where it is no copy.
  List<Descriptor> patched() {
    List<Descriptor> patched = new ArrayList<>();
    for (String text : descriptors) {
      String range = Descriptor.of(text).range();
      int patches = range.indexOf('#');
      if (range.startsWith(PATCH) && patches > 0) {
        String source = range.substring(PATCH.length(), patches);
        try {
          patched.add(
              Descriptor.of(URLDecoder.decode(source.replace("+", "%2B"), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException _) {
          // not what yarn writes: nothing tells what is changed
        }
      }
    }
    return patched;
  }
}
