/// Project files of Python: requirements.txt, pyproject.toml, Pipfile, setup.cfg.
@NullMarked
package dev.drydock.project.python;

import org.jspecify.annotations.NullMarked;
