/// Pull requests on Git hosts, by the REST interfaces of GitHub, GitLab, Bitbucket Cloud, Bitbucket
/// Data Center, and Gitea with Forgejo.
@NullMarked
package dev.drydock.change.host;

import org.jspecify.annotations.NullMarked;
