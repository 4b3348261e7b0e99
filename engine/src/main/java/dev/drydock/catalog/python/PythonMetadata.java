package dev.drydock.catalog.python;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What counts of a distribution's core metadata, the `METADATA` of a wheel or the `PKG-INFO` of an
/// egg (Python packaging specifications, "Core metadata specifications"):
///
///     Metadata-Version: 2.1
///     Name: requests
///     Version: 2.22.0
///     Classifier: License :: OSI Approved :: Apache Software License
///
/// @param name `""` where missing
/// @param version `""` where missing
record PythonMetadata(String name, String version, List<String> licences) {
  private static final String CLASSIFIER = "license ::";
  private static final int MOST_LICENCES = 20;
  private static final int LONGEST_LICENCE = 120;

  PythonMetadata {
    licences = List.copyOf(licences);
  }

  /// Reads as much as there is: lines that are no header, as old tools wrote into long values, are
  /// passed over, blank ones too up to the name, and the first of several headers of a name counts.
  static PythonMetadata parse(byte[] document) {
    Fields fields = new Fields();
    int at = 0;
    int end = document.length;
    boolean inLicence = false;
    while (at < end) {
      int next = at;
      while (next < end && document[next] != '\n' && document[next] != '\r') {
        next++;
      }
      if (next > at && document[at] != ' ' && document[at] != '\t') {
        inLicence = fields.header(document, at, next);
      } else if (inLicence && next > at) {
        fields.licenceGoesOn = true;
      }
      boolean blank = next == at && at > 0 && !(document[at] == '\n' && document[at - 1] == '\r');
      if (blank && !fields.name.isEmpty()) {
        break; // the long description follows, which may speak of any version
      }
      at = next + 1;
    }
    return new PythonMetadata(fields.name, fields.version, fields.licences());
  }

  private static final class Fields {
    private String name = "";
    private String version = "";
    private String expression = "";
    private String licence = "";
    private boolean licenceGoesOn;
    private final List<String> classifiers = new ArrayList<>();

    /// Takes one header line.
    ///
    /// @return whether it was `License`, whose text may go on over many lines
    boolean header(byte[] document, int from, int to) {
      int colon = from;
      while (colon < to && document[colon] != ':') {
        colon++;
      }
      // only five names are of interest; none of them is longer than this
      if (colon == to || colon - from > "License-Expression".length()) {
        return false;
      }
      String value = text(document, colon + 1, to).strip();
      switch (text(document, from, colon).toLowerCase(Locale.ROOT)) {
        case "name" -> name = name.isEmpty() ? value : name;
        case "version" -> version = version.isEmpty() ? value : version;
        case "license-expression" -> expression = value;
        case "license" -> {
          licence = value;
          return true;
        }
        case "classifier" -> classifier(value);
        default -> {
          // the other headers are for people
        }
      }
      return false;
    }

    private void classifier(String value) {
      if (value.regionMatches(true, 0, CLASSIFIER, 0, CLASSIFIER.length())
          && classifiers.size() < MOST_LICENCES) {
        String last = value.substring(value.lastIndexOf("::") + 2).strip();
        if (!last.isEmpty() && !last.equals("OSI Approved")) {
          classifiers.add(last);
        }
      }
    }

    /// The expression; else `License` where it is a name and not the whole text; else classifiers.
    List<String> licences() {
      if (!expression.isEmpty()) {
        return List.of(expression);
      }
      boolean named = !licence.isEmpty() && !licence.equalsIgnoreCase("UNKNOWN");
      boolean isName = licence.length() <= LONGEST_LICENCE && !licenceGoesOn;
      if (named && isName) {
        return List.of(licence);
      }
      return classifiers;
    }

    private static String text(byte[] document, int from, int to) {
      return new String(document, from, to - from, StandardCharsets.UTF_8);
    }
  }
}
