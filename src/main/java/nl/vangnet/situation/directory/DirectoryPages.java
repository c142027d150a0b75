package nl.vangnet.situation.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.ContactPoint;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryFault;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.IdentifierKind;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationDraft;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteDraft;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Conflict;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// The register: look up a site or organisation, see all about it, and keep it true. Each change
/// and its audit record are one transaction.
@Controller
class DirectoryPages {
  private static final int MOST_ROWS = 400;

  private final Directory directory;
  private final DirectoryDesk desk;
  private final AuditTrail audit;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final CountryCode home;

  DirectoryPages(
      Directory directory,
      DirectoryDesk desk,
      AuditTrail audit,
      TransactionOperations transaction,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.directory = directory;
    this.desk = desk;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  // ---- look up

  @GetMapping("/register")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView register(
      Frame frame,
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String set,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "") String region) {
    var now = directory.snapshot();
    var land = country.isBlank() ? home : country(country);
    var chosen = set(now, land, set);
    var filter = new RegisterFilter(land, chosen, q, type, region);
    var rows = new ArrayList<RegisterRow>();
    for (var site : now.sites(land)) {
      rows.add(row(now, site, chosen));
    }
    for (var organisation : now.organisations(land)) {
      if (now.sites(organisation.id()).isEmpty()) {
        rows.add(row(organisation));
      }
    }
    var found = rows.stream().filter(filter::keeps).toList();
    var shown =
        found.stream()
            .sorted(Comparator.comparing(RegisterRow::name, String.CASE_INSENSITIVE_ORDER))
            .limit(MOST_ROWS)
            .toList();
    return page(
        "register",
        frame,
        new RegisterView(
            filter,
            shown,
            found.size(),
            now.sites(land).size(),
            now.organisations(land).size(),
            now.countries(),
            now.regionSets(land),
            chosen == null ? List.of() : now.regions(chosen)));
  }

  private static RegisterRow row(DirectorySnapshot now, Site site, @Nullable RegionSet set) {
    return new RegisterRow(
        "/register/locatie/" + site.id(),
        site.name(),
        site.code(),
        now.findOrganisation(site.organisation()).orElseThrow(),
        site.city(),
        site.type(),
        site,
        set == null ? null : now.findRegionOf(site.id(), set).orElse(null));
  }

  private static RegisterRow row(Organisation organisation) {
    return new RegisterRow(
        "/register/organisatie/" + organisation.id(),
        organisation.name(),
        organisation.code(),
        organisation,
        "",
        organisation.type(),
        null,
        null);
  }

  /// The set that was asked for; else the acute care networks, else any set in force, else any.
  private @Nullable RegionSet set(DirectorySnapshot now, CountryCode country, String code) {
    var sets = now.regionSets(country);
    return sets.stream()
        .filter(s -> s.code().equals(code))
        .findFirst()
        .or(() -> now.findRegionSet(country, "acute-care-network", today()))
        .or(() -> sets.stream().filter(s -> s.isValidOn(today())).findFirst())
        .or(() -> sets.stream().findFirst())
        .orElse(null);
  }

  // ---- records

  @GetMapping("/register/locatie/{id}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView site(Frame frame, @PathVariable long id, @RequestParam Optional<String> opgeslagen) {
    return site(frame, new SiteId(id), List.of(), opgeslagen.isPresent());
  }

  private ModelAndView site(Frame frame, SiteId id, List<DirectoryFault> faults, boolean saved) {
    var now = directory.snapshot();
    var sheet =
        desk.findSheet(id).orElseThrow(() -> new NotFound(frame.t("directory.site") + " " + id));
    var country = sheet.site().country();
    return page(
        "site",
        frame,
        new SiteView(
            sheet,
            now.units(id),
            RegionChoice.of(now, country),
            now.organisations(country),
            today(),
            faults,
            saved));
  }

  @GetMapping("/register/organisatie/{id}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView organisation(
      Frame frame, @PathVariable long id, @RequestParam Optional<String> opgeslagen) {
    return organisation(frame, new OrganisationId(id), List.of(), opgeslagen.isPresent());
  }

  private ModelAndView organisation(
      Frame frame, OrganisationId id, List<DirectoryFault> faults, boolean saved) {
    var sheet =
        desk.findSheet(id)
            .orElseThrow(() -> new NotFound(frame.t("directory.organisation") + " " + id));
    return page(
        "organisation",
        frame,
        new OrganisationView(sheet, directory.snapshot().sites(id), today(), faults, saved));
  }

  // ---- add

  @GetMapping("/register/nieuw")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView add(Frame frame, @RequestParam(defaultValue = "") String country) {
    return add(frame, country.isBlank() ? home : country(country), List.of());
  }

  private ModelAndView add(Frame frame, CountryCode country, List<DirectoryFault> faults) {
    return page(
        "add", frame, new AddView(country, directory.snapshot().organisations(country), faults));
  }

  @PostMapping("/register/organisatie")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView addOrganisation(
      Actor actor,
      Frame frame,
      @RequestParam String country,
      @RequestParam String code,
      @RequestParam String name,
      @RequestParam ProviderType type) {
    var land = country(country);
    var outcome =
        recorded(
            actor,
            "directory.organisation.add",
            "organisation",
            null,
            () -> desk.addOrganisation(new OrganisationDraft(land, code, name, type)));
    return switch (outcome) {
      case DirectoryOutcome.Saved saved -> to("/register/organisatie/" + saved.id());
      case DirectoryOutcome.Refused refused -> wrong(add(frame, land, refused.faults()));
      case DirectoryOutcome.Stale stale -> throw stale(frame);
    };
  }

  @PostMapping("/register/locatie")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView addSite(
      Actor actor,
      Frame frame,
      @RequestParam String country,
      @RequestParam long organisation,
      @RequestParam String code,
      @RequestParam String name,
      @RequestParam(defaultValue = "") String city,
      @RequestParam ProviderType type,
      @RequestParam SiteClass siteClass,
      @RequestParam(defaultValue = "false") boolean emergency,
      @RequestParam(defaultValue = "") String lat,
      @RequestParam(defaultValue = "") String lon) {
    var faults = new ArrayList<DirectoryFault>();
    var draft =
        new SiteDraft(
            new OrganisationId(organisation),
            code,
            name,
            city,
            type,
            siteClass,
            emergency,
            coordinates(lat, lon, faults));
    if (!faults.isEmpty()) {
      return wrong(add(frame, country(country), faults));
    }
    var outcome =
        recorded(
            actor, "directory.site.add", "site", draft.organisation(), () -> desk.addSite(draft));
    return switch (outcome) {
      case DirectoryOutcome.Saved saved -> to("/register/locatie/" + saved.id());
      case DirectoryOutcome.Refused refused ->
          wrong(add(frame, country(country), refused.faults()));
      case DirectoryOutcome.Stale stale -> throw stale(frame);
    };
  }

  // ---- change

  @PostMapping("/register/organisatie/{id}")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView changeOrganisation(
      Actor actor,
      Frame frame,
      @PathVariable long id,
      @RequestParam int edition,
      @RequestParam String name,
      @RequestParam ProviderType type) {
    var holder = new OrganisationId(id);
    var known =
        directory
            .snapshot()
            .findOrganisation(holder)
            .orElseThrow(() -> new NotFound(frame.t("directory.organisation") + " " + id));
    var draft = new OrganisationDraft(known.country(), known.code(), name, type);
    return after(
        frame,
        new Holder.OfOrganisation(holder),
        recorded(
            actor,
            "directory.organisation.change",
            "organisation",
            holder,
            () -> desk.changeOrganisation(holder, edition, draft)));
  }

  @PostMapping("/register/locatie/{id}")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView changeSite(
      Actor actor,
      Frame frame,
      @PathVariable long id,
      @RequestParam int edition,
      @RequestParam long organisation,
      @RequestParam String name,
      @RequestParam(defaultValue = "") String city,
      @RequestParam ProviderType type,
      @RequestParam SiteClass siteClass,
      @RequestParam(defaultValue = "false") boolean emergency,
      @RequestParam(defaultValue = "") String lat,
      @RequestParam(defaultValue = "") String lon) {
    var site = new SiteId(id);
    var known = known(frame, site);
    var faults = new ArrayList<DirectoryFault>();
    var at = coordinates(lat, lon, faults);
    if (!faults.isEmpty()) {
      return wrong(site(frame, site, faults, false));
    }
    var draft =
        new SiteDraft(
            new OrganisationId(organisation),
            known.code(),
            name,
            city,
            type,
            siteClass,
            emergency,
            at);
    return after(
        frame,
        new Holder.OfSite(site),
        recorded(
            actor,
            "directory.site.change",
            "site",
            known.organisation(),
            () -> desk.changeSite(site, edition, draft)));
  }

  @PostMapping("/register/{what}/{id}/nummer")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView addIdentifier(
      Actor actor,
      Frame frame,
      @PathVariable String what,
      @PathVariable long id,
      @RequestParam IdentifierKind kind,
      @RequestParam String value,
      @RequestParam String from) {
    var holder = holder(frame, what, id);
    var day = day(from);
    if (day.isEmpty()) {
      return after(frame, holder, badDate("from", from));
    }
    return after(
        frame,
        holder,
        recorded(
            actor,
            "directory.identifier.add",
            subject(holder),
            organisationOf(holder),
            () -> desk.addIdentifier(holder, kind, value, day.get())));
  }

  @PostMapping("/register/{what}/{id}/nummer/{number}/einde")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView endIdentifier(
      Actor actor,
      Frame frame,
      @PathVariable String what,
      @PathVariable long id,
      @PathVariable long number,
      @RequestParam String on) {
    var holder = holder(frame, what, id);
    var day = day(on);
    if (day.isEmpty()) {
      return after(frame, holder, badDate("on", on));
    }
    return after(
        frame,
        holder,
        recorded(
            actor,
            "directory.identifier.end",
            subject(holder),
            organisationOf(holder),
            () -> desk.endIdentifier(number, day.get())));
  }

  @PostMapping("/register/{what}/{id}/contact")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView addContact(
      Actor actor,
      Frame frame,
      @PathVariable String what,
      @PathVariable long id,
      @RequestParam ContactPoint.Kind kind,
      @RequestParam String purpose,
      @RequestParam String value) {
    var holder = holder(frame, what, id);
    return after(
        frame,
        holder,
        recorded(
            actor,
            "directory.contact.add",
            subject(holder),
            organisationOf(holder),
            () -> desk.addContact(holder, kind, purpose, value)));
  }

  @PostMapping("/register/{what}/{id}/contact/{contact}/weg")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView removeContact(
      Actor actor,
      Frame frame,
      @PathVariable String what,
      @PathVariable long id,
      @PathVariable long contact) {
    var holder = holder(frame, what, id);
    return after(
        frame,
        holder,
        recorded(
            actor,
            "directory.contact.remove",
            subject(holder),
            organisationOf(holder),
            () -> desk.removeContact(contact)));
  }

  @PostMapping("/register/locatie/{id}/regio")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView moveToRegion(
      Actor actor,
      Frame frame,
      @PathVariable long id,
      @RequestParam long region,
      @RequestParam String from) {
    var site = new SiteId(id);
    var holder = new Holder.OfSite(site);
    var known = known(frame, site);
    var day = day(from);
    if (day.isEmpty()) {
      return after(frame, holder, badDate("from", from));
    }
    return after(
        frame,
        holder,
        recorded(
            actor,
            "directory.site.region",
            "site:" + site,
            known.organisation(),
            () -> desk.moveToRegion(site, new RegionId(region), day.get())));
  }

  @PostMapping("/register/locatie/{id}/afdeling/{unit}")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView renameUnit(
      Actor actor,
      Frame frame,
      @PathVariable long id,
      @PathVariable long unit,
      @RequestParam String name) {
    var site = new SiteId(id);
    var known = known(frame, site);
    return after(
        frame,
        new Holder.OfSite(site),
        recorded(
            actor,
            "directory.unit.rename",
            "unit:" + unit,
            known.organisation(),
            () -> desk.renameUnit(new UnitId(unit), name)));
  }

  // ---- shared

  private interface Change {
    DirectoryOutcome make();
  }

  /// Makes a change and records it with its values before and after, together or not at all.
  private DirectoryOutcome recorded(
      Actor actor,
      String action,
      String subject,
      @Nullable OrganisationId organisation,
      Change change) {
    return java.util.Objects.requireNonNull(
        transaction.execute(status -> {
          var outcome = change.make();
          if (outcome instanceof DirectoryOutcome.Saved saved) {
            var named = subject.contains(":") ? subject : subject + ":" + saved.id();
            var owner =
                organisation != null || !subject.equals("organisation")
                    ? organisation
                    : new OrganisationId(saved.id());
            audit.record(actor, action, named, owner, saved.facts());
          }
          return outcome;
        }));
  }

  private ModelAndView after(Frame frame, Holder holder, DirectoryOutcome outcome) {
    return switch (outcome) {
      case DirectoryOutcome.Saved saved -> to(address(holder) + "?opgeslagen");
      case DirectoryOutcome.Refused refused ->
          wrong(
              switch (holder) {
                case Holder.OfSite(var id) -> site(frame, id, refused.faults(), false);
                case Holder.OfOrganisation(var id) ->
                    organisation(frame, id, refused.faults(), false);
              });
      case DirectoryOutcome.Stale stale -> throw stale(frame);
    };
  }

  private static Conflict stale(Frame frame) {
    return new Conflict("stale-version", frame.t("directory.stale"));
  }

  private static String address(Holder holder) {
    return switch (holder) {
      case Holder.OfSite(var id) -> "/register/locatie/" + id;
      case Holder.OfOrganisation(var id) -> "/register/organisatie/" + id;
    };
  }

  private static String subject(Holder holder) {
    return switch (holder) {
      case Holder.OfSite(var id) -> "site:" + id;
      case Holder.OfOrganisation(var id) -> "organisation:" + id;
    };
  }

  private @Nullable OrganisationId organisationOf(Holder holder) {
    return switch (holder) {
      case Holder.OfSite(var id) ->
          directory.snapshot().findSite(id).map(Site::organisation).orElse(null);
      case Holder.OfOrganisation(var id) -> id;
    };
  }

  private Holder holder(Frame frame, String what, long id) {
    return switch (what) {
      case "locatie" -> new Holder.OfSite(known(frame, new SiteId(id)).id());
      case "organisatie" -> new Holder.OfOrganisation(new OrganisationId(id));
      default -> throw new NotFound(what);
    };
  }

  private Site known(Frame frame, SiteId id) {
    return directory
        .snapshot()
        .findSite(id)
        .orElseThrow(() -> new NotFound(frame.t("directory.site") + " " + id));
  }

  private static CountryCode country(String code) {
    try {
      return new CountryCode(code);
    } catch (IllegalArgumentException e) {
      throw new BadInput("bad-country", DirectoryFault.Kind.BAD_COUNTRY.advice());
    }
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static DirectoryOutcome badDate(String field, String value) {
    return new DirectoryOutcome.Refused(
        List.of(new DirectoryFault(0, field, value, DirectoryFault.Kind.BAD_DATE)));
  }

  private static @Nullable Coordinates coordinates(
      String lat, String lon, List<DirectoryFault> faults) {
    if (lat.isBlank() && lon.isBlank()) {
      return null;
    }
    try {
      return new Coordinates(degrees(lat), degrees(lon));
    } catch (NumberFormatException e) {
      faults.add(new DirectoryFault(0, "lat", lat + " " + lon, DirectoryFault.Kind.NOT_A_NUMBER));
    } catch (IllegalArgumentException e) {
      faults.add(
          new DirectoryFault(0, "lat", lat + " " + lon, DirectoryFault.Kind.OUTSIDE_THE_EARTH));
    }
    return null;
  }

  private static double degrees(String text) {
    return Double.parseDouble(text.strip().replace(',', '.'));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Frame.ZONE);
  }

  private static ModelAndView to(String address) {
    var view = new RedirectView(address);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }

  private static ModelAndView wrong(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static ModelAndView page(String name, Frame frame, Object view) {
    return new ModelAndView("situation/directory/" + name, Map.of("frame", frame, "view", view));
  }
}
