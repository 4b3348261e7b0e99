/// Project files of .NET that declare packages of NuGet (MSBuild and NuGet documentation): projects
/// with `PackageReference`, `Directory.Packages.props` and `packages.config`.
@NullMarked
package dev.drydock.project.nuget;

import org.jspecify.annotations.NullMarked;
