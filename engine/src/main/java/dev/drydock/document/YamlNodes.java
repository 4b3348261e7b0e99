package dev.drydock.document;

import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Mapping;
import dev.drydock.document.YamlNode.Mark;
import dev.drydock.document.YamlNode.Scalar;
import dev.drydock.document.YamlNode.Sequence;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/// Builds [YamlNode]s out of the events of a YAML parser. Apart from [YamlTree], which reads lock
/// files of many megabytes and has no room for places.
final class YamlNodes {
  /// What people write has fewer; an alias costs as many as what it stands for.
  private static final int MOST_NODES = 100_000;

  private static final Mark NOWHERE = new Mark(1, 1, 0);

  /// @param nodes that it counts for
  private record Anchored(YamlNode value, int nodes) {}

  private final Iterator<Event> events;
  private final Limits limits;
  private final String what;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int depth;

  YamlNodes(Iterator<Event> events, Limits limits, String what) {
    this.events = events;
    this.limits = limits;
    this.what = what;
  }

  /// The first document; an empty scalar where there is none.
  YamlNode document() throws IOException {
    while (events.hasNext()) {
      if (events.next().getEventId() == Event.ID.DocumentStart) {
        YamlNode document = node(events.next());
        requireLast();
        return document;
      }
    }
    return new Scalar(NOWHERE, NOWHERE, "", true);
  }

  private void requireLast() throws IOException {
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        Mark at = start(event);
        throw new InvalidYamlException(
            what, "a second document begins, and only one is read", at.line(), at.column());
      }
    }
  }

  private YamlNode value(Event event) throws IOException {
    // no pattern switch: the first one in a fresh JVM costs 20 ms of method handles
    if (event instanceof ScalarEvent scalar) {
      return new Scalar(start(event), end(event), scalar.getValue(), scalar.isPlain());
    }
    if (event instanceof MappingStartEvent mapping) {
      return mapping(mapping);
    }
    if (event instanceof SequenceStartEvent sequence) {
      return sequence(sequence);
    }
    return event instanceof AliasEvent alias
        ? aliased(alias)
        : new Scalar(start(event), end(event), "", true);
  }

  private YamlNode node(Event event) throws IOException {
    count(1);
    int before = nodes;
    YamlNode value = value(event);
    if (event instanceof NodeEvent node
        && !(event instanceof AliasEvent)
        && node.getAnchor().isPresent()) {
      anchors.put(node.getAnchor().get(), new Anchored(value, nodes - before));
    }
    return value;
  }

  private YamlNode aliased(AliasEvent alias) throws IOException {
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      Mark at = start(alias);
      throw new InvalidYamlException(
          what, "nothing has the anchor " + alias.getAlias(), at.line(), at.column());
    }
    count(anchored.nodes());
    return anchored.value();
  }

  private Sequence sequence(SequenceStartEvent start) throws IOException {
    deeper();
    List<YamlNode> items = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event));
      event = events.next();
    }
    depth--;
    boolean flow = start.getFlowStyle() == FlowStyle.FLOW;
    Mark end = flow || items.isEmpty() ? end(event) : items.getLast().end();
    return new Sequence(start(start), end, List.copyOf(items));
  }

  private Mapping mapping(MappingStartEvent start) throws IOException {
    deeper();
    List<Entry> entries = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      Mark at = start(event);
      YamlNode key = node(event);
      YamlNode value = node(events.next());
      entries.add(new Entry(key instanceof Scalar scalar ? scalar.value() : "", at, value));
      event = events.next();
    }
    depth--;
    boolean flow = start.getFlowStyle() == FlowStyle.FLOW;
    Mark end = flow || entries.isEmpty() ? end(event) : entries.getLast().value().end();
    return new Mapping(start(start), end, List.copyOf(entries), flow);
  }

  private static Mark start(Event event) {
    return event.getStartMark().map(YamlNodes::mark).orElse(NOWHERE);
  }

  private static Mark end(Event event) {
    return event.getEndMark().map(YamlNodes::mark).orElse(NOWHERE);
  }

  private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
    return new Mark(mark.getLine() + 1, mark.getColumn() + 1, mark.getIndex());
  }

  private void deeper() throws IOException {
    if (++depth > limits.nesting()) {
      throw new LimitExceededException("nesting", what, limits.nesting());
    }
  }

  private void count(int more) throws IOException {
    nodes += more;
    if (nodes > MOST_NODES) {
      throw new IOException("%s has more than %,d values".formatted(what, MOST_NODES));
    }
  }
}
