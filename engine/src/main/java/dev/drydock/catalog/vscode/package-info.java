/// Extensions of Visual Studio Code and its kin.
@NullMarked
package dev.drydock.catalog.vscode;

import org.jspecify.annotations.NullMarked;
