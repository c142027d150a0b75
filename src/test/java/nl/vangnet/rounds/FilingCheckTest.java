package nl.vangnet.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteId;
import org.junit.jupiter.api.Test;

/// What may be filed (CAP-23), who is asked and what (CAP-14), and the participation (CAP-21).
class FilingCheckTest {
  private static Submission.Typed typed(String value, String unknown, String note) {
    return new Submission.Typed(value, unknown, note);
  }

  @Test
  void anUnknownWantsItsReasonAndANumberIsANumberOfBeds() {
    assertThat(FilingCheck.fault(typed("", "", ""))).contains("unknown-reason-missing");
    assertThat(FilingCheck.fault(typed("", "systeem ligt plat", ""))).isEmpty();
    assertThat(FilingCheck.fault(typed("0", "", ""))).isEmpty();
    assertThat(FilingCheck.fault(typed("-1", "", ""))).contains("negative-value");
    assertThat(FilingCheck.fault(typed("12,5", "", ""))).contains("not-a-number");
    assertThat(FilingCheck.fault(typed("1e3", "", ""))).contains("not-a-number");
    assertThat(FilingCheck.fault(typed("١٢", "", ""))).contains("not-a-number");
    assertThat(FilingCheck.fault(typed("9999999999", "", ""))).contains("not-a-number");
    assertThat(FilingCheck.fault(typed("100001", "", ""))).contains("value-too-large");
    assertThat(FilingCheck.fault(typed("3", "", "x".repeat(201)))).contains("text-too-long");
    assertThat(FilingCheck.fault(typed("", "x".repeat(201), ""))).contains("text-too-long");
  }

  @Test
  void whatExcludesEachOtherIsNamedWithBothNumbersAndCanBeExplained() {
    assertThat(
            FilingCheck.unlikely(
                "line 4",
                Map.of(
                    Variable.PHYSICAL, 20,
                    Variable.STAFFED, 23,
                    Variable.OCCUPIED, 26,
                    Variable.OFFERED, 2)))
        .containsExactly(
            new FilingFault("line 4", "occupied-above-staffed", List.of("26", "23"), true),
            new FilingFault("line 4", "staffed-above-physical", List.of("23", "20"), true),
            new FilingFault("line 4", "offered-above-free", List.of("2", "0"), true));
    assertThat(
            FilingCheck.unlikely(
                "line 4",
                Map.of(
                    Variable.STAFFED, 23,
                    Variable.OCCUPIED, 17,
                    Variable.RESERVE, 2,
                    Variable.OFFERED, 4)))
        .as("23 - 17 - 2 = 4 may be offered")
        .isEmpty();
    assertThat(
            FilingCheck.unlikely(
                "line 4",
                Map.of(
                    Variable.STAFFED, 23,
                    Variable.OCCUPIED, 17,
                    Variable.RESERVE, 3,
                    Variable.OFFERED, 4)))
        .containsExactly(new FilingFault("line 4", "offered-above-free", List.of("4", "3"), true));
    assertThat(FilingCheck.unlikely("line 4", Map.of(Variable.OCCUPIED, 26))).isEmpty();
  }

  private static Site site(String code, ProviderType type) {
    return new Site(
        new SiteId(1),
        new OrganisationId(1),
        CountryCode.NL,
        code,
        code,
        "Plaats",
        type,
        SiteClass.GENERAL,
        true,
        null);
  }

  @Test
  void recipientsAreKindsOfProviderNarrowedToRegionsAndSites() {
    var brabant = new Region(new RegionId(2), "acute", "BR", "Brabant");
    var all = new Recipients(Set.of(ProviderType.HOSPITAL), Set.of(), Set.of());
    assertThat(all.includes(site("ETZ", ProviderType.HOSPITAL), null)).isTrue();
    assertThat(all.includes(site("ETZ", ProviderType.PRIMARY_CARE_STAY), brabant)).isFalse();
    var some = new Recipients(Set.of(ProviderType.HOSPITAL), Set.of("br "), Set.of());
    assertThat(some.includes(site("ETZ", ProviderType.HOSPITAL), brabant)).isTrue();
    assertThat(some.includes(site("ETZ", ProviderType.HOSPITAL), null)).isFalse();
    var one = new Recipients(Set.of(ProviderType.HOSPITAL), Set.of(), Set.of("etz"));
    assertThat(one.includes(site("ETZ", ProviderType.HOSPITAL), null)).isTrue();
    assertThat(one.includes(site("JBZ", ProviderType.HOSPITAL), brabant)).isFalse();
  }

  @Test
  void whatIsAskedIsWrittenAndReadBack() {
    var asked = Asked.parse("icu:physical,staffed,occupied ; ward: occupied,nonsense,occupied;:x;");
    assertThat(asked)
        .containsExactly(
            new Asked("icu", List.of(Variable.PHYSICAL, Variable.STAFFED, Variable.OCCUPIED)),
            new Asked("ward", List.of(Variable.OCCUPIED)));
    assertThat(Asked.parse(Asked.text(asked))).isEqualTo(asked);
    assertThat(Asked.isOffer(Variable.OFFERED)).isTrue();
    assertThat(Asked.isOffer(Variable.OCCUPIED))
        .as("own occupancy and what can be taken over are two questions (CAP-02)")
        .isFalse();
  }

  @Test
  void participationIsAShareOfTheRoundsWhoseDeadlinePassed() {
    assertThat(Participation.NONE.percentOnTime()).isEqualTo(-1);
    assertThat(new Participation(7, 5, 1).percentOnTime()).isEqualTo(71);
    assertThat(new Participation(7, 5, 1).plus(new Participation(3, 0, 2)))
        .isEqualTo(new Participation(10, 5, 3));
  }

  @Test
  void theMiddleOfTheWorkedSeconds() {
    assertThat(Board.median(List.of())).isNull();
    assertThat(Board.median(List.of(95))).isEqualTo(95);
    assertThat(Board.median(List.of(40, 95, 600))).isEqualTo(95);
    assertThat(Board.median(List.of(40, 95, 120, 600))).isEqualTo(108);
  }
}
