package dev.drydock.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.access.Caller.Grant;
import dev.drydock.server.access.Caller.Place;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallerTest {
  private static Grant grant(
      Role role,
      @Nullable Integer organisation,
      @Nullable Integer team,
      @Nullable Integer project) {
    return new Grant(role, organisation, team, project);
  }

  private static Caller caller(Grant... grants) {
    return new Caller(1, "anna", null, List.of(grants));
  }

  @Test
  void aTokenAndItsAccountMeetInTheNarrowerPlaceAndTheLowerRole() {
    assertThat(grant(Role.ADMIN, null, null, null).within(grant(Role.VIEWER, 1, 2, 3)))
        .hasValue(grant(Role.VIEWER, 1, 2, 3));
    assertThat(grant(Role.DEVELOPER, 1, 2, null).within(grant(Role.ADMIN, null, null, null)))
        .hasValue(grant(Role.DEVELOPER, 1, 2, null));
    assertThat(grant(Role.DEVELOPER, 1, 2, null).within(grant(Role.SECURITY, 1, null, null)))
        .hasValue(grant(Role.DEVELOPER, 1, 2, null));
    assertThat(grant(Role.ADMIN, 1, null, null).within(grant(Role.ADMIN, 2, null, null))).isEmpty();
    assertThat(grant(Role.ADMIN, 1, 2, null).within(grant(Role.ADMIN, 1, 3, null))).isEmpty();
    assertThat(grant(Role.ADMIN, 1, 2, 4).within(grant(Role.ADMIN, 1, 2, 5))).isEmpty();
  }

  @Test
  void reachIsOfOneOrganisationAndOnePermission() {
    Caller caller =
        caller(
            grant(Role.VIEWER, 1, 2, null),
            grant(Role.MAINTAINER, 1, 3, null),
            grant(Role.DEVELOPER, 1, 4, 40),
            grant(Role.ADMIN, 9, null, null));
    assertThat(caller.reach(Permission.READ, 1))
        .isEqualTo(new Reach(false, Set.of(2, 3), Set.of(40)));
    assertThat(caller.reach(Permission.MANAGE, 1)).isEqualTo(new Reach(false, Set.of(3), Set.of()));
    assertThat(caller.reach(Permission.MANAGE, 9)).isEqualTo(new Reach(true, Set.of(), Set.of()));
    assertThat(caller.reach(Permission.READ, 5)).isEqualTo(new Reach(false, Set.of(), Set.of()));
    assertThat(caller(grant(Role.VIEWER, null, null, null)).reach(Permission.READ, 5).everything())
        .isTrue();
    Reach reach = caller.reach(Permission.READ, 1);
    assertThat(reach.covers(2, 1)).isTrue();
    assertThat(reach.covers(4, 40)).isTrue();
    assertThat(reach.covers(4, 41)).isFalse();
    assertThat(reach.teamIds()).containsExactlyInAnyOrder(2, 3);
    assertThat(reach.projectIds()).containsExactly(40);
  }

  @Test
  void theHighestRoleOfAPlaceCounts() {
    Caller caller = caller(grant(Role.VIEWER, 1, null, null), grant(Role.MAINTAINER, 1, 2, null));
    assertThat(caller.role(Place.team(1, 2))).hasValue(Role.MAINTAINER);
    assertThat(caller.role(Place.team(1, 3))).hasValue(Role.VIEWER);
    assertThat(caller.role(Place.organisation(1))).hasValue(Role.VIEWER);
    assertThat(caller.role(Place.project(1, 2, 5))).hasValue(Role.MAINTAINER);
    assertThat(caller.role(Place.server())).isEmpty();
    assertThat(caller.role(Place.organisation(2))).isEmpty();
  }

  @Test
  void eachRoleHasAllThatTheRolesBeforeItHave() {
    Role[] roles = Role.values();
    for (int i = 1; i < roles.length; i++) {
      for (Permission permission : Permission.values()) {
        if (roles[i - 1].has(permission)) {
          assertThat(roles[i].has(permission)).as(roles[i] + " " + permission).isTrue();
        }
      }
    }
  }
}
