package dev.drydock.bom.cyclonedx;

/// The versions of CycloneDX that Drydock writes.
public enum CycloneDxVersion {
  V1_6("1.6"),
  V1_7("1.7");

  private final String number;

  CycloneDxVersion(String number) {
    this.number = number;
  }

  String number() {
    return number;
  }
}
