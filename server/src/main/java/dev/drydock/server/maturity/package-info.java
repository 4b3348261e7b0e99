/// Where teams stand on their road to safe software, from what the database knows of their work and
/// not from what they say ([for users](../../../../../../../../docs/maturity.md)).
@NullMarked
package dev.drydock.server.maturity;

import org.jspecify.annotations.NullMarked;
