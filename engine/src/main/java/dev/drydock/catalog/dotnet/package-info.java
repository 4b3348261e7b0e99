/// .NET: NuGet packages of published applications, of lock files and of NuGet's folders, and what
/// assemblies tell of themselves.
@NullMarked
package dev.drydock.catalog.dotnet;

import org.jspecify.annotations.NullMarked;
