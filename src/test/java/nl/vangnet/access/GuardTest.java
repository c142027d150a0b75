package nl.vangnet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteId;
import org.junit.jupiter.api.Test;

class GuardTest { // SPR-03, IDX-04
  private static final RegionId BRABANT = new RegionId(31);
  private static final RegionId LIMBURG = new RegionId(47);
  private static final SiteId BREDA = new SiteId(5);
  private static final SiteId OOSTERHOUT = new SiteId(6);
  private static final SiteId MAASTRICHT = new SiteId(11);
  private static final SiteId UNKNOWN = new SiteId(999);
  private static final OrganisationId AMPHIA = new OrganisationId(71);
  private static final OrganisationId MUMC = new OrganisationId(83);

  private final Guard guard = new Guard(GuardTest::country);

  @Test
  void aRegionalDeskCorrectsInItsOwnRegionOnly() {
    var desk = actor(Role.REGION, new Scope.InRegion(BRABANT));
    assertThat(guard.may(desk, Permission.CORRECT_FIGURES, BREDA)).isTrue();
    assertThat(guard.may(desk, Permission.CORRECT_FIGURES, OOSTERHOUT)).isTrue();
    assertThat(guard.may(desk, Permission.CORRECT_FIGURES, MAASTRICHT)).isFalse();
    assertThatThrownBy(() -> guard.require(desk, Permission.CORRECT_FIGURES, MAASTRICHT))
        .isInstanceOfSatisfying(
            NotAllowed.class,
            refused -> assertThat(refused.permission()).isEqualTo(Permission.CORRECT_FIGURES));
  }

  @Test
  void aHospitalEntersAtAllItsOwnSitesAndNowhereElse() {
    var coordinator = actor(Role.HOSPITAL, new Scope.InOrganisation(AMPHIA));
    assertThat(guard.may(coordinator, Permission.ENTER_FIGURES, BREDA)).isTrue();
    assertThat(guard.may(coordinator, Permission.ENTER_FIGURES, OOSTERHOUT)).isTrue();
    assertThat(guard.may(coordinator, Permission.ENTER_FIGURES, MAASTRICHT)).isFalse();
  }

  @Test
  void theNationalDeskActsEverywhereButNotBeyondItsRole() {
    var desk = actor(Role.NATIONAL, new Scope.Everywhere());
    assertThat(guard.may(desk, Permission.CORRECT_FIGURES, MAASTRICHT)).isTrue();
    assertThat(guard.may(desk, Permission.EDIT_DIRECTORY, MAASTRICHT)).isFalse();
  }

  @Test
  void aSourceSystemSendsForItsOwnOrganisationOnly() {
    var source = actor(Role.SOURCE, new Scope.InOrganisation(MUMC));
    assertThat(guard.may(source, Permission.SEND_OBSERVATIONS, MAASTRICHT)).isTrue();
    assertThat(guard.may(source, Permission.SEND_OBSERVATIONS, BREDA)).isFalse();
    assertThat(guard.may(source, Permission.CORRECT_FIGURES, MAASTRICHT)).isFalse();
  }

  @Test
  void aSiteThatDoesNotExistIsInNobodysScopeButTheNations() {
    assertThat(
            guard.may(
                actor(Role.REGION, new Scope.InRegion(BRABANT)),
                Permission.CORRECT_FIGURES,
                UNKNOWN))
        .isFalse();
    assertThat(
            guard.may(
                actor(Role.HOSPITAL, new Scope.InOrganisation(AMPHIA)),
                Permission.CORRECT_FIGURES,
                UNKNOWN))
        .isFalse();
  }

  @Test
  void oversightReadsAndChangesNothing() {
    assertThat(Grants.of(Role.OVERSIGHT))
        .isEqualTo(
            EnumSet.of(
                Permission.SEE_PICTURE,
                Permission.SEE_INTAKE,
                Permission.SEE_AUDIT,
                Permission.SEE_TRANSFERS,
                Permission.SEE_TRANSPORT));
  }

  @Test
  void everyPermissionIsHeldBySomebodyAndPeopleByTheAdministratorOnly() {
    for (var permission : Permission.values()) {
      assertThat(Arrays.stream(Role.values()).filter(r -> Grants.of(r).contains(permission)))
          .as(permission.name())
          .isNotEmpty();
    }
    assertThat(
            Arrays.stream(Role.values())
                .filter(r -> Grants.of(r).contains(Permission.MANAGE_PEOPLE)))
        .containsExactly(Role.ADMIN);
  }

  private static Actor actor(Role role, Scope scope) {
    return new Actor("person:4", "Iemand", role, scope);
  }

  private static DirectorySnapshot country() {
    var set =
        new RegionSet(
            "az-2020",
            CountryCode.NL,
            "acute-care-network",
            "Acute zorg",
            LocalDate.of(2020, 3, 1),
            null,
            "test");
    return new DirectorySnapshot(
        1,
        List.of(organisation(AMPHIA, "amphia"), organisation(MUMC, "mumc")),
        List.of(
            site(BREDA, AMPHIA, "breda"),
            site(OOSTERHOUT, AMPHIA, "oosterhout"),
            site(MAASTRICHT, MUMC, "maastricht")),
        List.of(),
        List.of(set),
        List.of(
            new Region(BRABANT, "az-2020", "BR", "Brabant"),
            new Region(LIMBURG, "az-2020", "LI", "Limburg")),
        Map.of("az-2020", Map.of(BREDA, BRABANT, OOSTERHOUT, BRABANT, MAASTRICHT, LIMBURG)));
  }

  private static Organisation organisation(OrganisationId id, String code) {
    return new Organisation(id, CountryCode.NL, code, code, ProviderType.HOSPITAL, null, null);
  }

  private static Site site(SiteId id, OrganisationId owner, String code) {
    return new Site(
        id,
        owner,
        CountryCode.NL,
        code,
        code,
        code,
        ProviderType.HOSPITAL,
        SiteClass.GENERAL,
        true,
        null);
  }
}
