package nl.vangnet.chain.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.vangnet.chain.Diversion;
import nl.vangnet.chain.DiversionRecord;
import nl.vangnet.chain.DiversionRemark;
import nl.vangnet.chain.LinkFigures;
import nl.vangnet.directory.Region;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// The emergency departments of an area as their page shows them.
record SehView(Sums sums, List<Row> inForce, List<Lane> lanes, List<Past> past, Choice choice) {
  /// How many departments, and how many of them ask for something.
  record Sums(int departments, int diversions, int restricted, int announced) {}

  /// The area and the period chosen.
  record Choice(List<Region> regions, @Nullable Region region, String area, int days) {}

  /// One report with its department.
  record Row(
      Diversion diversion, Department department, List<DiversionRemark> remarks, Duration left) {}

  /// One emergency department.
  record Department(String code, String name, String region, LinkFigures figures) {}

  /// The past week of one department as a lane of stretches.
  record Lane(Department department, @Nullable Diversion now, List<Stretch> stretches) {}

  /// One stretch of a lane: from and width in promille of the week.
  record Stretch(int from, int width, Diversion.Level level, String label) {}

  /// How often and how long.
  record Past(Department department, DiversionRecord record) {}

  /// One department on its own page.
  record One(
      Department department,
      @Nullable Row now,
      List<Neighbour> neighbours,
      List<Row> history,
      @Nullable DiversionRecord record,
      Acts acts,
      @Nullable Flash flash) {}

  /// What the one who looks may do, and the moments of the form.
  record Acts(boolean report, long longestMinutes) {}

  /// A department nearby: where patients would go.
  record Neighbour(
      Department department, int kilometres, @Nullable Diversion now, @Nullable Instant age) {}
}
