package nl.vangnet.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import nl.vangnet.web.Languages;
import nl.vangnet.web.Words;
import org.junit.jupiter.api.Test;

/// What holds of every ranking, in worlds by chance (SPR-01, SPR-15, SPR-17; peers' gaps 3, 6, 7).
class RankingTest {
  private static final int WORLDS = 400;
  private static final int SITES = 37;

  @Test
  void everySiteIsACandidateOrToldWhyNotAndNeverBoth() {
    for (var seed = 0; seed < WORLDS; seed++) {
      var world = RandomWorld.of(seed, SITES);
      var ranking = world.rank();
      var told = new ArrayList<SiteId>();
      ranking.candidates().forEach(c -> told.add(c.site()));
      ranking.excluded().forEach(e -> told.add(e.site()));
      assertThat(told).as("seed " + seed).hasSize(SITES).doesNotHaveDuplicates();
      assertThat(new HashSet<>(told)).isEqualTo(world.sites.keySet());
    }
  }

  @Test
  void aScoreIsTheSumOfItsPartsAndTheOrderFollowsIt() {
    var names = EnumSet.noneOf(Part.Name.class);
    for (var seed = 0; seed < WORLDS; seed++) {
      var world = RandomWorld.of(seed, SITES);
      var candidates = world.rank().candidates();
      for (var candidate : candidates) {
        var tenths = 0L;
        for (var part : candidate.score().parts()) {
          names.add(part.name());
          tenths += Math.round(part.minutes() * 10);
        }
        assertThat(candidate.score().minutes()).as("seed " + seed).isEqualTo(tenths / 10.0);
        assertThat(candidate.score().acceptance()).isBetween(0.0, 1.0);
      }
      for (var i = 1; i < candidates.size(); i++) {
        var before = candidates.get(i - 1);
        var after = candidates.get(i);
        assertThat(after.rank()).isEqualTo(before.rank() + 1);
        assertThat(isBefore(world, before, after)).as("seed " + seed + " rank " + i).isTrue();
      }
    }
    assertThat(names).as("all parts occur").containsExactly(Part.Name.values());
  }

  private static boolean isBefore(TestWorld world, Candidate one, Candidate other) {
    if (one.score().uncertain() != other.score().uncertain()) {
      return other.score().uncertain();
    }
    if (one.score().minutes() != other.score().minutes()) {
      return one.score().minutes() < other.score().minutes();
    }
    return code(world, one).compareTo(code(world, other)) < 0;
  }

  private static String code(TestWorld world, Candidate candidate) {
    return world.site(candidate.site().value()).code;
  }

  @Test
  void aCandidateHasAFreeBedOrIsUncertain() {
    for (var seed = 0; seed < WORLDS; seed++) {
      for (var candidate : RandomWorld.of(seed, SITES).rank().candidates()) {
        var free = candidate.bed().free();
        assertThat(free == null ? 0 : free)
            .as("seed " + seed)
            .isGreaterThanOrEqualTo(free == null ? 0 : 1);
        assertThat(free != null || candidate.score().uncertain()).isTrue();
      }
    }
  }

  @Test
  void whatIsSaidToMendARefusalMendsIt() {
    var filters = EnumSet.noneOf(Filter.class);
    var changes = new TreeSet<String>();
    for (var seed = 0; seed < WORLDS; seed++) {
      for (var excluded : RandomWorld.of(seed, SITES).rank().excluded()) {
        filters.add(excluded.filter());
        if (excluded.filter() == Filter.OWN_SITE) {
          assertThat(excluded.unless()).isEmpty();
          continue;
        }
        var world = RandomWorld.of(seed, SITES);
        excluded.unless().forEach(c -> changes.add(c.getClass().getSimpleName()));
        Flip.apply(world, excluded);
        assertThat(world.rank().candidate(excluded.site()))
            .as("seed %d: %s, now %s", seed, excluded, world.rank().excluded(excluded.site()))
            .isPresent();
      }
    }
    assertThat(filters).as("all filters occur").containsExactly(Filter.values());
    assertThat(changes)
        .as("all changes occur")
        .hasSize(Change.class.getPermittedSubclasses().length);
  }

  @Test
  void ofAllThatIsSaidToMendNothingIsSuperfluous() {
    var flips = 0;
    for (var seed = 0; seed < WORLDS / 4; seed++) {
      for (var excluded : RandomWorld.of(seed, SITES).rank().excluded()) {
        for (var left : excluded.unless()) {
          var rest = new ArrayList<>(excluded.unless());
          rest.remove(left);
          var world = RandomWorld.of(seed, SITES);
          var others =
              new Excluded(
                  excluded.site(), excluded.line(), excluded.filter(), excluded.why(), rest);
          Flip.apply(world, others);
          var candidate = world.rank().candidate(excluded.site());
          flips++;
          assertThat(candidate.filter(c -> isOn(c, excluded.line())))
              .as("seed " + seed + " without " + left + ": " + excluded)
              .isEmpty();
        }
      }
    }
    assertThat(flips).isGreaterThan(1000);
  }

  private static boolean isOn(Candidate candidate, @org.jspecify.annotations.Nullable LineId line) {
    return line == null || candidate.bed().line().equals(line);
  }

  @Test
  void moreFreeBedsNeverLowerTheRank() {
    var raised = 0;
    var ways = new Random(5);
    for (var seed = 0; seed < WORLDS; seed++) {
      var before = RandomWorld.of(seed, SITES).rank();
      for (var candidate : before.candidates()) {
        var world = RandomWorld.of(seed, SITES);
        var line = world.site(candidate.site().value()).line(candidate.bed().line());
        if (!free(line, ways)) {
          continue;
        }
        var after = world.rank().candidate(candidate.site()).orElseThrow();
        assertThat(after.rank())
            .as("seed " + seed + ": " + candidate)
            .isLessThanOrEqualTo(candidate.rank());
        raised += after.rank() < candidate.rank() ? 1 : 0;
      }
    }
    assertThat(raised).as("some rise").isGreaterThan(50);
  }

  /// One more free bed, by a departure, more staffed beds, a hold or a reserve that is given up.
  private static boolean free(TestWorld.LineSpec line, Random ways) {
    var way = ways.nextInt(4);
    if (way == 0 && line.value(Variable.OCCUPIED) > 0) {
      Flip.more(line, Variable.OCCUPIED, -1);
    } else if (way == 1 && line.values.containsKey(Variable.STAFFED)) {
      Flip.more(line, Variable.STAFFED, 2);
    } else if (way == 2 && line.holds > 0) {
      line.holds--;
    } else if (way == 3 && line.value(Variable.RESERVE) > 0) {
      Flip.more(line, Variable.RESERVE, -1);
    } else {
      return false;
    }
    return true;
  }

  @Test
  void withoutOneSiteTheOrderOfTheRestStays() {
    for (var seed = 0; seed < WORLDS; seed++) {
      var before = order(RandomWorld.of(seed, SITES).rank());
      if (before.isEmpty()) {
        continue;
      }
      var gone = before.get(seed % before.size());
      var rest = new ArrayList<>(before);
      rest.remove(gone);
      var ruledOut = RandomWorld.of(seed, SITES);
      ruledOut.ruledOut.add(gone);
      assertThat(order(ruledOut.rank())).as("seed " + seed).isEqualTo(rest);
    }
  }

  @Test
  void withoutOneSiteAltogetherTheOrderOfTheRestStaysWhenFairnessDoesNotCount() {
    for (var seed = 0; seed < WORLDS; seed++) {
      var before = order(unfair(seed).rank());
      if (before.isEmpty()) {
        continue;
      }
      var gone = before.get(seed % before.size());
      var rest = new ArrayList<>(before);
      rest.remove(gone);
      var world = unfair(seed);
      var home = world.home;
      if (gone.equals(home)) {
        continue;
      }
      world.sites.remove(gone);
      assertThat(order(world.rank())).as("seed " + seed).isEqualTo(rest);
    }
  }

  private static TestWorld unfair(long seed) {
    var world = RandomWorld.of(seed, SITES);
    world.weights.put("fairness", 0.0);
    return world;
  }

  private static List<SiteId> order(Ranking ranking) {
    return ranking.candidates().stream().map(Candidate::site).toList();
  }

  @Test
  void theSameWorldGivesTheSameAnswer() {
    for (var seed = 0; seed < 50; seed++) {
      assertThat(RandomWorld.of(seed, SITES).rank()).isEqualTo(RandomWorld.of(seed, SITES).rank());
    }
  }

  @Test
  void everySentenceHasItsWordsInBothLanguages() {
    var languages = new Languages();
    var keys = new TreeSet<String>();
    for (var seed = 0; seed < WORLDS; seed++) {
      var ranking = RandomWorld.of(seed, SITES).rank();
      for (var candidate : ranking.candidates()) {
        candidate.why().forEach(s -> say(s, languages, keys));
      }
      for (var excluded : ranking.excluded()) {
        excluded.why().forEach(s -> say(s, languages, keys));
        excluded.unless().forEach(c -> say(c.words(), languages, keys));
      }
    }
    assertThat(keys).hasSizeGreaterThan(50);
    for (var words : Set.of(languages.of("nl"), languages.of("en"))) {
      for (var name : Part.Name.values()) {
        assertThat(words.has("matching.part." + name.code())).as(name.code()).isTrue();
      }
      for (var filter : Filter.values()) {
        assertThat(words.has("matching.filter." + filter.code())).as(filter.code()).isTrue();
      }
      for (var form : nl.vangnet.transport.Form.values()) {
        var key = "matching.form." + form.name().toLowerCase(java.util.Locale.ROOT);
        assertThat(words.has(key)).as(key).isTrue();
      }
    }
  }

  private static void say(Sentence sentence, Languages languages, Set<String> keys) {
    if (keys.add(sentence.key())) {
      for (var words : List.of(languages.of("nl"), languages.of("en"))) {
        assertThat(words.has(sentence.key())).as(sentence.key()).isTrue();
        assertThat(text(sentence, words)).doesNotContain("{", "}", "#", "matching.");
      }
    }
  }

  private static String text(Sentence sentence, Words words) {
    return sentence.in(words::of);
  }
}
