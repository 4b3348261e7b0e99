package dev.drydock.project.composer;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.json.JsonDocument;

/// `composer.json` ([Composer's schema](https://getcomposer.org/doc/04-schema.md)).
///
///     {
///       "require": { "php": ">=8.1", "monolog/monolog": "^2.8" },
///       "require-dev": { "phpunit/phpunit": "~9.5" },
///       "conflict": { "guzzlehttp/psr7": "<1.9.1" }
///     }
public final class ComposerJsonFormat implements ManifestFormat {
  private final Limits limits;

  public ComposerJsonFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "composer.json";
  }

  @Override
  public String purlType() {
    return "composer";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("composer.json");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new ComposerJson(JsonDocument.read(path, text, "a composer.json", limits));
  }
}
