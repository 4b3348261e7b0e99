/// Documents of other syntaxes than JSON: YAML and TOML become [dev.drydock.json.Json] trees, XML
/// an [dev.drydock.document.Xml] tree, each within [dev.drydock.limits.Limits].
@NullMarked
package dev.drydock.document;

import org.jspecify.annotations.NullMarked;
