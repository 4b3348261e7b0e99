package dev.drydock.base.testing;

import dev.drydock.base.testing.StructureTests.ContentTest;
import dev.drydock.base.testing.StructureTests.Executor;
import dev.drydock.base.testing.StructureTests.ExistenceTest;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.policy.reading.Reading;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `fileExistenceTests` and `fileContentTests`.
final class FileTestReader {
  private static final List<String> OF_EXISTENCE =
      List.of("name", "path", "shouldExist", "permissions", "uid", "gid", "isExecutableBy");
  private static final List<String> OF_CONTENT =
      List.of("name", "path", "expectedContents", "excludedContents");

  private final Reading reading;
  private final Values values;

  FileTestReader(Reading reading, Values values) {
    this.reading = reading;
    this.values = values;
  }

  @Nullable ExistenceTest existence(YamlNode node) {
    String what = "a test of a file";
    Map<String, Entry> keys = reading.mapping(node, what, OF_EXISTENCE);
    String name = text(node, what, keys, "name");
    String path = text(node, what, keys, "path");
    if (name == null || path == null) {
      return null;
    }
    Entry exists = keys.get("shouldExist");
    Boolean expected = exists == null ? null : reading.truth(exists.value(), "shouldExist");
    Entry permissions = keys.get("permissions");
    Entry executor = keys.get("isExecutableBy");
    return new ExistenceTest(
        name,
        path,
        expected == null || expected,
        permissions == null ? null : permissions(permissions),
        values.number(keys.get("uid"), -1),
        values.number(keys.get("gid"), -1),
        executor == null
            ? null
            : reading.choice(
                executor.value(), "isExecutableBy", List.of(Executor.values()), Executor::word));
  }

  private @Nullable String permissions(Entry entry) {
    String text = reading.text(entry.value(), "permissions");
    if (text != null && !GoFileMode.isOne(text)) {
      reading.problem(
          entry.value().start(),
          "permissions are written as Go does, as in -rw-r--r-- or drwxr-xr-x, here is "
              + Reading.shown(text));
    }
    return text;
  }

  @Nullable ContentTest content(YamlNode node) {
    String what = "a test of a content";
    Map<String, Entry> keys = reading.mapping(node, what, OF_CONTENT);
    String name = text(node, what, keys, "name");
    String path = text(node, what, keys, "path");
    return name == null || path == null
        ? null
        : new ContentTest(
            name, path, values.texts(keys.get("expectedContents"), keys.get("excludedContents")));
  }

  private @Nullable String text(YamlNode node, String what, Map<String, Entry> keys, String key) {
    if (!(node instanceof YamlNode.Mapping)) {
      return null; // told already
    }
    reading.require(node.start(), what, keys, List.of(key));
    Entry entry = keys.get(key);
    return entry == null ? null : reading.text(entry.value(), key);
  }
}
