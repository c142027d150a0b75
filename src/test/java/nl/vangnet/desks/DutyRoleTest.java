package nl.vangnet.desks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.RegionId;
import org.junit.jupiter.api.Test;

/// Who is responsible now (SPR-06), and which desk somebody sits at.
class DutyRoleTest {
  private static final Instant T = Instant.parse("2021-02-03T06:00:00Z");

  private static Instant at(int hours) {
    return T.plus(Duration.ofHours(hours));
  }

  private static DutyRole.Shift shift(int id, int from, int to) {
    return new DutyRole.Shift(id, at(from), at(to), "Dienst " + id, "+31 30 123 45 6" + id);
  }

  private static DutyRole role(DutyRole.Shift... shifts) {
    return new DutyRole(4, "national", "Coördinator", List.of(shifts), null);
  }

  @Test
  void oneIsResponsibleUntilTheNextTakesOver() {
    var role = role(shift(2, 8, 16), shift(1, 0, 8));
    assertThat(role.at(at(7)).now()).isEqualTo(shift(1, 0, 8));
    assertThat(role.at(at(7)).next()).isEqualTo(shift(2, 8, 16));
    assertThat(role.at(at(8)).now()).as("at the very hour").isEqualTo(shift(2, 8, 16));
    assertThat(role.at(at(8)).next()).isNull();
    assertThat(role.at(at(8)).until()).isEqualTo(at(16));
  }

  @Test
  void aGapIsSaidBeforeItComesAndWhileItLasts() {
    var role = role(shift(1, 0, 8), shift(2, 10, 16));
    assertThat(role.at(at(5)).gapWithin(Duration.ofHours(12), at(5))).isTrue();
    assertThat(role.at(at(5)).gapWithin(Duration.ofHours(2), at(5))).isFalse();
    var gap = role.at(at(9));
    assertThat(gap.isNobody()).isTrue();
    assertThat(gap.until()).isEqualTo(at(10));
    assertThat(role.at(at(16)).isNobody()).isTrue();
    assertThat(role.at(at(16)).until()).as("nobody is planned").isNull();
    assertThat(role().at(at(0)).isNobody()).isTrue();
  }

  @Test
  void atEveryMomentOneOrNobodyIsResponsible() {
    for (var seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var shifts = new ArrayList<DutyRole.Shift>();
      var from = random.nextInt(3);
      for (var i = 1; i < 8; i++) {
        var to = from + 1 + random.nextInt(9);
        shifts.add(shift(i, from, to));
        from = to + (random.nextBoolean() ? 0 : random.nextInt(4));
      }
      java.util.Collections.shuffle(shifts, random);
      var role = role(shifts.toArray(DutyRole.Shift[]::new));
      for (var hour = 0; hour < from + 2; hour++) {
        var moment = at(hour);
        var standing = role.at(moment);
        var holding = shifts.stream().filter(s -> s.holds(moment)).toList();
        assertThat(holding).hasSizeLessThanOrEqualTo(1);
        assertThat(standing.isNobody()).isEqualTo(holding.isEmpty());
        if (standing.now() != null) {
          assertThat(standing.now()).isEqualTo(holding.getFirst());
          assertThat(standing.until()).isAfter(moment);
        }
      }
    }
  }

  @Test
  void peopleSitAtTheDeskOfTheirRoleAndScope() {
    assertThat(Desk.of(actor(Role.NATIONAL, new Scope.Everywhere()))).contains(new Desk.National());
    assertThat(Desk.of(actor(Role.REGION, new Scope.InRegion(new RegionId(7)))))
        .contains(new Desk.OfRegion(new RegionId(7)));
    assertThat(Desk.of(actor(Role.HOSPITAL, new Scope.InOrganisation(new OrganisationId(9)))))
        .contains(new Desk.OfHospital(new OrganisationId(9)));
    for (var role : List.of(Role.OVERSIGHT, Role.STEWARD, Role.ADMIN)) {
      assertThat(Desk.of(actor(role, new Scope.Everywhere()))).as(role.name()).isEmpty();
    }
    assertThat(Desk.of(actor(Role.SOURCE, new Scope.InOrganisation(new OrganisationId(9)))))
        .as("a system sits at no desk")
        .isEmpty();
    for (var key : List.of("national", "region:7", "hospital:9")) {
      assertThat(Desk.find(key)).map(Desk::key).contains(key);
    }
    for (var no : List.of("", "region:", "region:x", "hospital:1:2", "ward:3", "NATIONAL")) {
      assertThat(Desk.find(no)).as(no).isEmpty();
    }
  }

  private static Actor actor(Role role, Scope scope) {
    return new Actor("person:1", "Wie", role, scope);
  }

  @Test
  void anAgreementIsDueOnItsDay() {
    var agreement =
        new WorkAgreement(
            1,
            "national",
            "Bellen",
            "Altijd eerst de regio",
            "Hoofd LCPS",
            LocalDate.of(2021, 6, 1),
            1,
            new By("person:1", "Wie"),
            T);
    assertThat(agreement.isDue(LocalDate.of(2021, 5, 31))).isFalse();
    assertThat(agreement.isDue(LocalDate.of(2021, 6, 1))).isTrue();
  }
}
