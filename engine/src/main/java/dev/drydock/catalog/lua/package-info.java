/// Lua modules that LuaRocks installed.
@NullMarked
package dev.drydock.catalog.lua;

import org.jspecify.annotations.NullMarked;
