package dev.drydock.server.component;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One vulnerability of one component, as matching says it.
public record MatchedFinding(Facts vulnerability, FindingForm form) {

  /// What is said of the vulnerability itself.
  ///
  /// @param name the CVE where there is one
  /// @param summary `""` where there is none
  public record Facts(
      String name, List<String> aliases, String summary, @Nullable LocalDate published) {
    public Facts {
      aliases = List.copyOf(aliases);
    }
  }

  public String name() {
    return vulnerability.name();
  }
}
