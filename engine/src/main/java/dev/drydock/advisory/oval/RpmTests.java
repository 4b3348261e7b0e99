package dev.drydock.advisory.oval;

import dev.drydock.document.Xml;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tests of rpm packages that the definitions of a document refer to (OVAL, "Linux Schema"):
///
/// ```xml
/// <rpminfo_test id="t1"><object object_ref="o1"/><state state_ref="s1"/></rpminfo_test>
/// <rpminfo_object id="o1"><name>curl</name></rpminfo_object>
/// <rpminfo_state id="s1"><evr datatype="evr_string" operation="less than">0:8.8.0-3.azl3</evr></rpminfo_state>
/// ```
final class RpmTests {
  private final Map<String, Refers> tests = new HashMap<>();
  private final Map<String, String> objects = new HashMap<>();
  private final Map<String, Bound> states = new HashMap<>();

  private record Refers(String object, String state) {}

  private record Bound(String operation, String version) {}

  /// What a test compares.
  ///
  /// @param operation `less than`, `less than or equal`, `greater than`, …
  /// @param version without an epoch of 0
  record Comparison(String name, String operation, String version) {}

  void test(Xml test) {
    String id = test.attribute("id");
    String object =
        test.child("object").map(element -> element.attribute("object_ref")).orElse(null);
    String state = test.child("state").map(element -> element.attribute("state_ref")).orElse(null);
    if (id != null && object != null && state != null) {
      tests.put(id, new Refers(object, state));
    }
  }

  void object(Xml object) {
    String id = object.attribute("id");
    String name = object.text("name");
    if (id != null && name != null) {
      objects.put(id, name);
    }
  }

  void state(Xml state) {
    String id = state.attribute("id");
    Xml evr = state.child("evr").orElse(null);
    if (id != null && evr != null && !evr.text().isEmpty()) {
      String operation = evr.attribute("operation");
      String version = evr.text().startsWith("0:") ? evr.text().substring(2) : evr.text();
      states.put(id, new Bound(operation == null ? "equals" : operation, version));
    }
  }

  /// `null` where the document lacks a part of it.
  @Nullable Comparison of(String test) {
    Refers refers = tests.get(test);
    String name = refers == null ? null : objects.get(refers.object());
    Bound bound = refers == null ? null : states.get(refers.state());
    return name == null || bound == null
        ? null
        : new Comparison(name, bound.operation(), bound.version());
  }
}
