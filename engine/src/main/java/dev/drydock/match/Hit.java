package dev.drydock.match;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;

/// A record and what it says of a subject.
record Hit(Entry entry, Evaluation evaluation) {

  Affected affected() {
    return entry.affected();
  }

  Ids ids() {
    return entry.ids();
  }

  Advisory advisory() {
    return entry.affected().advisory();
  }
}
