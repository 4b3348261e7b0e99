package dev.drydock.server.maturity;

import java.util.Locale;
import java.util.Optional;

/// The places on the road, in their order.
enum Place {
  /// trying things out; nothing is the rule yet
  EXPLORING("exploring"),
  /// builds are automatic, and security is seen in some of them
  DEVOPS_MATURE("DevOps-mature"),
  /// security is part of most builds, and urgent things are mended in weeks
  DEVSECOPS_READY("DevSecOps-ready"),
  /// nothing runs that nobody looks after, and urgent things are mended in days
  DEVSECOPS("DevSecOps");

  private final String title;

  Place(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Empty at the end of the road.
  Optional<Place> next() {
    return switch (this) {
      case EXPLORING -> Optional.of(DEVOPS_MATURE);
      case DEVOPS_MATURE -> Optional.of(DEVSECOPS_READY);
      case DEVSECOPS_READY -> Optional.of(DEVSECOPS);
      case DEVSECOPS -> Optional.empty();
    };
  }
}
