package dev.drydock.bom.licence;

import java.util.List;

/// A valid licence expression (SPDX specification 2.3, annex D), in canonical spelling.
///
/// @param text `MIT`, `GPL-2.0-only WITH Classpath-exception-2.0 OR MIT`
/// @param compound whether it is more than the identifier of one licence of the SPDX list
/// @param references the `LicenseRef-…` in it, which a document has to explain
public record LicenceExpression(String text, boolean compound, List<String> references) {

  public LicenceExpression {
    references = List.copyOf(references);
  }
}
