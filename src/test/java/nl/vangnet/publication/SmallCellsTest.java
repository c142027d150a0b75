package nl.vangnet.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nl.vangnet.publication.SmallCells.Cell;
import nl.vangnet.publication.SmallCells.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// No small number of a region can be read or worked out from the open data (COM-13).
class SmallCellsTest {
  private static Row row(String region, int sites, @Nullable Integer... figures) {
    return new Row(region, sites, Arrays.asList(figures));
  }

  @Test
  void aRegionWithFewerThanThreeSitesShowsNothing() {
    var hidden =
        SmallCells.of(
            List.of(row("BR", 2, 31, 44, 75), row("LI", 5, 12, 27, 39), row("ZW", 6, 14, 61, 75)),
            13);
    assertThat(hidden.nation()).isFalse();
    for (var column = 0; column < 3; column++) {
      assertThat(hidden.hides(0, column)).as("column " + column).isTrue();
    }
  }

  @Test
  void countsOfOneToFourStayAwayAndNoneAndFiveAreShown() {
    var rows = new ArrayList<Row>();
    for (var count = 0; count <= 5; count++) {
      rows.add(row("R" + count, 7, count));
    }
    var hidden = SmallCells.of(rows, 42);
    assertThat(hidden.cells())
        .containsExactlyInAnyOrder(new Cell(1, 0), new Cell(2, 0), new Cell(3, 0), new Cell(4, 0));
  }

  @Test
  void aSingleHiddenCountTakesOthersAlongSoThatItDoesNotFollowFromTheSums() {
    var rows = List.of(row("BR", 5, 3, 40, 43), row("LI", 5, 11, 29, 40), row("ZW", 5, 17, 50, 67));
    var hidden = SmallCells.of(rows, 15);
    assertThat(hidden.hides(0, 0)).isTrue();
    assertThat(hidden.cells().stream().filter(c -> c.column() == 0))
        .as("not alone in its column: the nation minus the others would give it")
        .hasSizeGreaterThan(1);
    assertThat(hidden.cells().stream().filter(c -> c.row() == 0))
        .as("not alone in its row: the total minus the other part would give it")
        .hasSizeGreaterThan(1);
    assertThat(SmallCells.exposed(rows, hidden.cells())).isEmpty();
    assertThat(hidden.nation()).isFalse();
  }

  @Test
  void hidingTheSmallNumberAloneWouldExposeIt() {
    var rows = List.of(row("BR", 5, 3, 40, 43), row("LI", 5, 11, 29, 40));
    assertThat(SmallCells.exposed(rows, java.util.Set.of(new Cell(0, 0))))
        .containsExactly(new Cell(0, 0));
  }

  @Test
  void aCountryOfOneRegionOrOfTwoSitesIsNotShownAtAll() {
    assertThat(SmallCells.of(List.of(row("BR", 5, 3)), 5).nation())
        .as("its one region equals the nation")
        .isTrue();
    var two = SmallCells.of(List.of(row("BR", 1, 31), row("LI", 1, 42)), 2);
    assertThat(two.nation()).isTrue();
    assertThat(two.cells()).hasSize(2);
  }

  @Test
  void whatIsNotKnownIsNoFigureToHide() {
    var hidden = SmallCells.of(List.of(row("BR", 1, null, null, null), row("LI", 5, 9, 20, 29)), 6);
    assertThat(hidden.cells()).isEmpty();
  }

  /// Whatever the country looks like: every primary figure stays away, nothing that stays away
  /// follows from the sums, and the rule gives the same answer each time. Each figure is checked by
  /// a second way: two different tables that agree on all that is shown.
  @Test
  void noTableOfManyLetsAHiddenFigureBeWorkedOut() {
    var random = new Random(20201);
    var hiddenOnes = 0;
    for (var turn = 0; turn < 400; turn++) {
      var rows = new ArrayList<Row>();
      var sites = 0;
      for (var r = 0; r < 2 + random.nextInt(11); r++) {
        var reporting = random.nextInt(9);
        var covid = random.nextInt(random.nextBoolean() ? 7 : 60);
        var other = random.nextInt(random.nextBoolean() ? 7 : 90);
        sites += reporting;
        rows.add(
            random.nextInt(8) == 0
                ? row("R" + r, reporting, null, null, random.nextInt(80))
                : row("R" + r, reporting, covid, other, covid + other));
      }
      var hidden = SmallCells.of(rows, sites);
      assertThat(SmallCells.of(rows, sites)).as("turn " + turn).isEqualTo(hidden);
      hiddenOnes += hidden.cells().size();
      for (var r = 0; r < rows.size(); r++) {
        for (var c = 0; c < 3; c++) {
          var value = rows.get(r).figures().get(c);
          if (value != null && (rows.get(r).sites() < 3 || (value >= 1 && value <= 4))) {
            assertThat(hidden.hides(r, c)).as("turn %d: row %d column %d", turn, r, c).isTrue();
          }
        }
      }
      if (!hidden.nation()) {
        assertThat(SmallCells.exposed(rows, hidden.cells())).as("turn " + turn).isEmpty();
        soloCells(rows, hidden, turn);
      }
    }
    assertThat(hiddenOnes).isGreaterThan(1_000);
  }

  /// The sums that anybody with a pencil makes: no column and no row hides exactly one figure.
  private static void soloCells(List<Row> rows, SmallCells.Hidden hidden, int turn) {
    for (var c = 0; c < 3; c++) {
      var column = c;
      assertThat(hidden.cells().stream().filter(x -> x.column() == column).count())
          .as("turn %d column %d", turn, c)
          .isNotEqualTo(1);
    }
    for (var r = 0; r < rows.size(); r++) {
      var at = r;
      if (rows.get(r).figures().stream().noneMatch(java.util.Objects::isNull)) {
        assertThat(hidden.cells().stream().filter(x -> x.row() == at).count())
            .as("turn %d row %d", turn, r)
            .isNotEqualTo(1);
      }
    }
  }
}
