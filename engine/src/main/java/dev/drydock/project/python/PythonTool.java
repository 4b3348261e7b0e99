package dev.drydock.project.python;

import dev.drydock.project.toml.TomlDocument;

/// The program that locks what a pyproject.toml declares, as far as the file tells.
enum PythonTool {
  POETRY("`poetry update %s` renews poetry.lock"),
  UV("`uv lock --upgrade-package %s` renews uv.lock"),
  PDM("`pdm update %s` renews pdm.lock"),
  PIP("a lock file, where there is one, has to be renewed too");

  private final String next;

  PythonTool(String next) {
    this.next = next;
  }

  static PythonTool of(TomlDocument document) {
    if (document.has("tool", "poetry")) {
      return POETRY;
    }
    if (document.has("tool", "uv")) {
      return UV;
    }
    return document.has("tool", "pdm") ? PDM : PIP;
  }

  String next(String name) {
    return next.formatted(name);
  }
}
