package nl.vangnet.rounds.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import nl.vangnet.access.Authors;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.rounds.Board;
import nl.vangnet.rounds.DataRequest;
import nl.vangnet.rounds.RoundBoard;
import nl.vangnet.web.NotFound;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The names of things on the pages of this room, and what addresses mean.
@Component
class RoundLabels {
  private final Definitions definitions;
  private final Directory directory;
  private final Authors authors;
  private final RoundBoard boards;
  private final CountryCode home;

  RoundLabels(
      Definitions definitions,
      Directory directory,
      Authors authors,
      RoundBoard boards,
      @Value("${vangnet.country:NL}") String home) {
    this.definitions = definitions;
    this.directory = directory;
    this.authors = authors;
    this.boards = boards;
    this.home = new CountryCode(home);
  }

  String category(Words words, String code) {
    return definitions.categoryName(words, code);
  }

  String cohort(Words words, @Nullable String code) {
    if (code == null) {
      return words.of("rounds.any-cohort");
    }
    return definitions.cohortName(words, code);
  }

  static String variable(Words words, Variable variable) {
    return words.of("capacity.variable." + variable.code());
  }

  /// "IC-A · IC · COVID".
  String line(Words words, String unit, Line line) {
    return String.join(
        " · ", List.of(unit, category(words, line.category()), cohort(words, line.cohort())));
  }

  static String request(Words words, DataRequest request) {
    return words.isDutch() ? request.nameNl() : request.nameEn();
  }

  static String day(Words words, LocalDate day) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM", words.locale()).format(day);
  }

  String region(RegionId id) {
    return directory.snapshot().findRegion(id).map(Region::name).orElse("?");
  }

  String regionCode(RegionId id) {
    return directory.snapshot().findRegion(id).map(Region::code).orElse("?");
  }

  Optional<Site> site(SiteId id) {
    return directory.snapshot().findSite(id);
  }

  /// The round that an address names: its number, or "vandaag" or "today" for the one that runs.
  Board board(String text) {
    if (text.equals("vandaag") || text.equals("today")) {
      return boards.latest().stream()
          .findFirst()
          .orElseThrow(() -> new NotFound("There is no round yet."));
    }
    return text.matches("[0-9]{1,15}")
        ? boards.find(Long.parseLong(text)).orElseThrow(() -> new NotFound("the round " + text))
        : noBoard(text);
  }

  private static Board noBoard(String text) {
    throw new NotFound("the round " + (text.length() > 40 ? text.substring(0, 40) : text));
  }

  Site site(String code) {
    return directory
        .snapshot()
        .findSite(home, code)
        .orElseThrow(
            () -> new NotFound("the site " + (code.length() > 40 ? code.substring(0, 40) : code)));
  }

  /// The region of a round with this code.
  Region region(Board board, String code) {
    var snapshot = directory.snapshot();
    return board.regions().stream()
        .flatMap(r -> snapshot.findRegion(r).stream())
        .filter(r -> r.code().equalsIgnoreCase(code))
        .findFirst()
        .orElseThrow(() ->
            new NotFound("the region " + (code.length() > 40 ? code.substring(0, 40) : code)));
  }

  /// The regions of a round, by name.
  List<Region> regions(Board board) {
    var snapshot = directory.snapshot();
    return board.regions().stream()
        .flatMap(r -> snapshot.findRegion(r).stream())
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .toList();
  }

  /// The name of whoever gave a value, by the actor id in the record.
  String giver(String actorId) {
    return authors.name(actorId);
  }

  /// Why a value is not known, in words.
  static String reason(Words words, @Nullable String reason) {
    if (reason == null) {
      return words.of("capacity.unknown.no-reason");
    }
    if (reason.equals("not-given")) {
      return words.of("rounds.not-given");
    }
    var key = "capacity.unknown." + reason;
    return words.has(key) ? words.of(key) : reason;
  }
}
