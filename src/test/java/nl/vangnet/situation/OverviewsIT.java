package nl.vangnet.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// What pages are shown around a change, on a running picture (CAP-01).
@AppTest
class OverviewsIT {
  private static final String LINE = "IC/icu/covid";

  @Autowired private ApplicationContext app;
  @Autowired private Overviews overviews;
  @Autowired private LivePicture pictures;
  @Autowired private Clock clock;

  @Test
  void aPageThatIsAskedForBecauseOfAChangeShowsIt() {
    var world = new World(app);
    var site = world.hospital("BR");
    world.beds(site, LINE, 23, 1);
    for (var beds = 2; beds < 12; beds++) {
      var now = beds;
      // Somebody asked a moment ago, so that there is an overview to share.
      overviews.see(overviews.usual(), Moment.NOW);
      world.record(List.of(World.figure(site, LINE, Variable.OCCUPIED, now, clock.instant())));
      World.until(() -> Objects.equals(occupied(pictures.current(), site), now));
      overviews.telling(pictures.current());
      assertThat(occupied(overviews.see(overviews.usual(), Moment.NOW).picture(), site))
          .isEqualTo(now);
    }
  }

  private static @Nullable Integer occupied(Picture picture, Site site) {
    var seen = picture.site(site.id());
    if (seen != null) {
      for (var line : seen.lines()) {
        if (line.line().category().equals("icu")) {
          return line.figure(Variable.OCCUPIED).used();
        }
      }
    }
    return null;
  }
}
