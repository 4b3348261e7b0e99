package dev.drydock.project.nuget;

import dev.drydock.project.nuget.MsbuildItem.Kind;
import dev.drydock.project.xml.NewElement;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.Written;
import dev.drydock.project.xml.XmlLayout;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Adds items to an MSBuild file as its own are written, and takes items out.
final class MsbuildLayout {
  private final MsbuildFile file;
  private final String text;
  private final XmlLayout layout;

  MsbuildLayout(MsbuildFile file) {
    this.file = file;
    this.text = file.source().text();
    this.layout = new XmlLayout(file.source(), file.root());
  }

  /// After the last item of its kind that is there under no condition, else in a group of its own.
  TextEdit addition(Kind kind, String name, String version) {
    Optional<MsbuildItem> last =
        file.items().stream()
            .filter(item -> item.kind() == kind && isUnconditional(item.element()))
            .reduce((_, later) -> later);
    String element = kind.element();
    NewElement item =
        last.map(MsbuildItem::hasVersionElement).orElse(false)
            ? new NewElement(
                element + " Include=\"" + name + "\"",
                "",
                List.of(NewElement.of("Version", version)))
            : new NewElement(
                element + " Include=\"" + name + "\" Version=\"" + version + "\"", "", List.of());
    TextEdit edit =
        last.map(one -> layout.after(one.element(), item))
            .or(() -> emptyGroup().map(group -> layout.append(group, item)))
            .orElseGet(() -> layout.append(file.root(), NewElement.of("ItemGroup", item)));
    boolean closesTightly =
        file.items().stream()
            .map(MsbuildItem::element)
            .filter(SourceElement::isEmptyTag)
            .reduce((_, later) -> later)
            .map(one -> text.charAt(one.end() - 3) != ' ')
            .orElse(false);
    return closesTightly
        ? new TextEdit(edit.start(), edit.end(), edit.replacement().replace("\" />", "\"/>"))
        : edit;
  }

  /// The edit after which an item that has no version has one.
  TextEdit version(MsbuildItem item, String version) {
    return item.version()
        .map(empty -> empty.become(version))
        .orElseGet(
            () ->
                TextEdit.insertion(
                    item.naming().value().end() + 1, " Version=\"" + version + "\""));
  }

  private Optional<SourceElement> emptyGroup() {
    return file.root().children("ItemGroup").stream()
        .filter(group -> group.children().isEmpty() && group.attributes().isEmpty())
        .findFirst();
  }

  private static boolean isUnconditional(SourceElement element) {
    for (SourceElement at = element; at != null; at = at.parent()) {
      if (at.attribute("Condition").isPresent() || at.name().equals("Choose")) {
        return false;
      }
    }
    return element.attribute("Include").isPresent();
  }

  /// Takes items out, with their groups where those are empty then.
  List<TextEdit> removals(List<MsbuildItem> items) {
    Map<SourceElement, Integer> going = new LinkedHashMap<>();
    List<TextEdit> edits = new ArrayList<>();
    for (MsbuildItem item : items) {
      SourceElement group = item.element().parent();
      if (item.shared()) {
        edits.add(withoutName(item));
      } else if (group != null) {
        going.merge(group, 1, Integer::sum);
      }
    }
    Map<SourceElement, Boolean> whole = new HashMap<>();
    going.forEach((group, count) -> whole.put(group, isAll(group, count)));
    for (MsbuildItem item : items) {
      SourceElement group = item.element().parent();
      if (!item.shared() && group != null && !whole.getOrDefault(group, false)) {
        edits.add(layout.removal(item.element()));
      }
    }
    whole.forEach(
        (group, all) -> {
          if (all) {
            edits.add(layout.removal(group));
          }
        });
    return edits;
  }

  /// Whether a group holds nothing but that many items, no comment either.
  private boolean isAll(SourceElement group, int count) {
    if (group.children().size() != count) {
      return false;
    }
    int at = group.contentStart();
    for (SourceElement child : group.children()) {
      if (!text.substring(at, child.start()).isBlank()) {
        return false;
      }
      at = child.end();
    }
    return text.substring(at, group.contentEnd()).isBlank();
  }

  private TextEdit withoutName(MsbuildItem item) {
    Written names = item.naming().value();
    String left =
        Arrays.stream(names.value().split(";", -1))
            .filter(name -> !item.isNamed(name.strip()))
            .collect(Collectors.joining(";"));
    return left.isBlank() ? layout.removal(item.element()) : names.become(left);
  }
}
