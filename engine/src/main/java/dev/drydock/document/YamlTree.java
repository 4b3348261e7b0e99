package dev.drydock.document;

import dev.drydock.json.Json;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// Builds trees out of the events of a YAML parser.
///
/// An alias costs as many nodes as what it stands for, so that a few lines of aliases of aliases
/// cannot stand for billions of nodes that someone then walks through.
final class YamlTree {
  /// More than any lock file has.
  private static final long MOST_NODES = 10_000_000;

  private static final Json.Null NULL = new Json.Null();

  /// @param nodes that `value` counts for
  private record Anchored(Json value, long nodes) {}

  private final Iterator<Event> events;
  private final Limits limits;
  private final String what;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private long nodes;
  private int depth;

  YamlTree(Iterator<Event> events, Limits limits, String what) {
    this.events = events;
    this.limits = limits;
    this.what = what;
  }

  /// The first `most` documents. Anchors are those of one document each.
  List<Json> documents(int most) throws IOException {
    List<Json> documents = new ArrayList<>();
    while (documents.size() < most && events.hasNext()) {
      if (events.next().getEventId() == Event.ID.DocumentStart) {
        anchors.clear();
        documents.add(node(events.next()));
      }
    }
    return documents;
  }

  private Json node(Event event) throws IOException {
    count(1);
    long before = nodes;
    Json value =
        switch (event.getEventId()) {
          case Alias -> aliased(((AliasEvent) event).getAlias());
          case Scalar -> scalar((ScalarEvent) event);
          case SequenceStart -> sequence();
          case MappingStart -> mapping();
          default -> NULL;
        };
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      if (event.getEventId() != Event.ID.Alias) {
        anchors.put(node.getAnchor().get(), new Anchored(value, nodes - before));
      }
    }
    return value;
  }

  private Json aliased(Anchor alias) throws IOException {
    Anchored anchored = anchors.get(alias);
    if (anchored == null) {
      throw new IOException(what + " is not valid YAML: nothing has the anchor " + alias);
    }
    count(anchored.nodes());
    return anchored.value();
  }

  private static Json scalar(ScalarEvent scalar) {
    String value = scalar.getValue();
    if (!scalar.isPlain()) {
      return new Json.Text(value);
    }
    return switch (value) {
      case "", "~", "null" -> NULL;
      case "true" -> new Json.Bool(true);
      case "false" -> new Json.Bool(false);
      default -> new Json.Text(value);
    };
  }

  private Json sequence() throws IOException {
    deeper();
    List<Json> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event));
    }
    depth--;
    return new Json.Array(Collections.unmodifiableList(items));
  }

  private Json mapping() throws IOException {
    deeper();
    Map<String, Json> members = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      String key = event instanceof ScalarEvent scalar ? scalar.getValue() : null;
      if (key == null) {
        node(event);
      }
      Json value = node(events.next());
      if (key != null) {
        members.put(key, value);
      }
    }
    depth--;
    return new Json.Obj(Collections.unmodifiableMap(members));
  }

  private void deeper() throws IOException {
    if (++depth > limits.nesting()) {
      throw new LimitExceededException("nesting", what, limits.nesting());
    }
  }

  private void count(long more) throws IOException {
    nodes += more;
    if (nodes > MOST_NODES) {
      throw new IOException("%s has more than %,d values".formatted(what, MOST_NODES));
    }
  }
}
