package nl.vangnet.feeds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.ReserveNote;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// One installation with sites of its own, figures on them, and what they look like.
record Feeding(ApplicationContext app) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  static final Actor NATIONAL =
      new Actor("person:901", "LCPS", Role.NATIONAL, new Scope.Everywhere());
  static final Actor STEWARD =
      new Actor("person:902", "Gegevens", Role.STEWARD, new Scope.Everywhere());
  static final Actor OVERSIGHT =
      new Actor("person:903", "Toezicht", Role.OVERSIGHT, new Scope.Everywhere());

  <T> T bean(Class<T> type) {
    return app.getBean(type);
  }

  static String code() {
    return "FD" + NUMBER.incrementAndGet();
  }

  Site site(String code, String name) {
    return site("NL", code, name);
  }

  Site site(String country, String code, String name) {
    var jdbc = bean(JdbcTemplate.class);
    var organisation =
        jdbc.queryForObject(
            "insert into directory.organisation (country, code, name, type)"
                + " values (?, ?, ?, 'HOSPITAL') returning id",
            Long.class,
            country,
            code,
            "Stichting " + name);
    jdbc.update(
        "insert into directory.site (organisation_id, country, code, name, city, type, class,"
            + " emergency_department, latitude, longitude) values (?, ?, ?, ?, 'Plaats', 'HOSPITAL',"
            + " 'GENERAL', true, 52.1, 5.2)",
        organisation,
        country,
        code,
        name);
    bean(Directory.class).refresh();
    return bean(Directory.class).snapshot().findSite(new CountryCode(country), code).orElseThrow();
  }

  Site site() {
    var code = code();
    return site(code, "Locatie " + code);
  }

  static Actor hospital(Site site) {
    return new Actor(
        "person:" + (1_000 + site.id().value()),
        "Bed desk",
        Role.HOSPITAL,
        new Scope.InOrganisation(site.organisation()));
  }

  /// A key of a source system of the organisation of this site.
  String key(Site site) {
    var admin = new Actor("person:904", "Beheer", Role.ADMIN, new Scope.Everywhere());
    var sources = bean(SourceSystems.class);
    var outcome =
        sources.add(
            admin,
            new SourceDetails(
                "feed-" + site.code().toLowerCase(java.util.Locale.ROOT),
                "Bron " + site.code(),
                CountryCode.NL,
                site.organisation(),
                null,
                null,
                null,
                ZoneId.of("Europe/Amsterdam")));
    return sources.issueKey(admin, ((SourceOutcome.Done) outcome).source().id());
  }

  /// Figures of every variable on lines of several categories and cohorts, some of them unknown,
  /// each with a moment of its own.
  void fill(Site site, Instant around) {
    var figures = new ArrayList<Reported>();
    var n = 0;
    for (var line :
        List.of(
            "ICV/icu/covid", "ICV/icu/other", "3 B/ward/all", "HC-1/hc/other", "E.L.V./elv/all")) {
      var part = line.split("/");
      for (var variable : Variable.values()) {
        n++;
        var unknown = n % 7 == 3;
        var note =
            switch (variable) {
              case CLOSED -> "lekkage; kamer \"4\" & 5 <west>";
              case RESERVE ->
                  new ReserveNote("CTC", "hartoperaties", LocalDate.of(2031, 2, 3)).text();
              case OFFERED -> "=toegezegd door dienst";
              default -> null;
            };
        figures.add(
            new Reported(
                site.id(),
                part[0],
                part[1],
                part[2],
                variable,
                unknown ? null : n * 3 % 41,
                unknown ? "systeem ligt plat (é, \"net\"), n" + n : null,
                around.minus(n * 7L, ChronoUnit.MINUTES).minus(n * 131L, ChronoUnit.MICROS),
                unknown ? null : note));
      }
    }
    bean(CapacityBook.class).record(NATIONAL, Method.MANUAL, figures);
  }

  /// The picture of a site, a line per measured figure.
  List<String> picture(Site site) {
    return lines(Objects.requireNonNull(bean(LivePicture.class).read(site.id())));
  }

  private List<String> lines(SitePicture picture) {
    var directory = bean(Directory.class).snapshot();
    var lines = new ArrayList<String>();
    for (var line : picture.lines()) {
      var unit = directory.findUnit(line.line().unit()).orElseThrow().code();
      line.figures()
          .forEach((variable, figure) -> {
            var measured = figure.measured();
            if (measured != null) {
              lines.add(
                  "%s/%s/%s/%s %s @%s %s"
                      .formatted(
                          unit,
                          line.line().category(),
                          line.line().cohort(),
                          variable.code(),
                          measured.value() == null
                              ? "unknown: " + measured.unknownReason()
                              : measured.value().toString(),
                          measured.observedAt(),
                          measured.note()));
            }
          });
      lines.add(
          "%s/%s/%s free %s"
              .formatted(unit, line.line().category(), line.line().cohort(), line.free().beds()));
    }
    lines.sort(String::compareTo);
    return lines;
  }

  /// Waits until the picture in memory holds the site as the record does.
  void settle(Site site) throws InterruptedException {
    var live = bean(LivePicture.class);
    for (var i = 0; i < 200; i++) {
      var now = live.current().site(site.id());
      if (now != null && lines(now).equals(picture(site))) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the picture never held " + site.code());
  }
}
