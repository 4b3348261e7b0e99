package dev.drydock.match;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;

/// A record and what it says of a subject.
record Hit(Entry entry, Evaluation evaluation) {

  Affected affected() {
    return entry.affected();
  }

  Advisory advisory() {
    return entry.affected().advisory();
  }
}
