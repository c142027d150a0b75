package nl.vangnet.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.directory.DirectoryFault.Kind;
import nl.vangnet.directory.DirectoryOutcome.Refused;
import nl.vangnet.directory.DirectoryOutcome.Saved;
import nl.vangnet.directory.DirectoryOutcome.Stale;
import org.springframework.stereotype.Service;

/// The desk of the data steward: every change of the directory but the opening of units. Each use
/// case joins the caller's transaction, so that the caller's audit record stands or falls with it.
@Service
public class DirectoryDesk {
  private static final int LONGEST = 200;

  private final Directory directory;
  private final DirectoryStore store;

  /// The desk of this directory.
  public DirectoryDesk(Directory directory) {
    this.directory = directory;
    this.store = directory.store();
  }

  // ---- reading

  /// All about one site, its history included.
  public Optional<SiteSheet> findSheet(SiteId id) {
    return directory.snapshot().findSite(id).map(this::sheet);
  }

  private SiteSheet sheet(Site site) {
    var holder = new Holder.OfSite(site.id());
    return new SiteSheet(
        site,
        store.edition(site.id()),
        findSheet(site.organisation()).orElseThrow(),
        store.identifiers(holder),
        store.contacts(holder),
        store.memberships(site.id()));
  }

  /// All about one organisation, its history included.
  public Optional<OrganisationSheet> findSheet(OrganisationId id) {
    return directory
        .snapshot()
        .findOrganisation(id)
        .map(organisation -> {
          var holder = new Holder.OfOrganisation(id);
          return new OrganisationSheet(
              organisation, store.edition(id), store.identifiers(holder), store.contacts(holder));
        });
  }

  /// Every identifier in force today, by who carries it.
  public Map<Holder, List<Identifier>> identifiers() {
    return store.identifiers(directory.today());
  }

  // ---- organisations and sites

  /// Adds an organisation.
  public DirectoryOutcome addOrganisation(OrganisationDraft draft) {
    return directory.inTransaction(() -> {
      var faults = check(draft);
      if (!faults.isEmpty()) {
        return new Refused(faults);
      }
      var id = store.add(draft);
      if (id.isEmpty()) {
        return refused("code", draft.code(), Kind.CODE_TAKEN);
      }
      directory.changed("organisation added");
      return new Saved(id.get().value(), Map.of(), values(draft));
    });
  }

  /// Changes name and type of an organisation that is still at `edition`.
  public DirectoryOutcome changeOrganisation(
      OrganisationId id, int edition, OrganisationDraft draft) {
    return directory.inTransaction(() -> {
      var at = store.findEdition(id);
      var known = directory.snapshot().findOrganisation(id);
      if (at.isEmpty() || known.isEmpty()) {
        return refused("organisation", id.toString(), Kind.UNKNOWN);
      }
      if (at.get() != edition) {
        return new Stale(at.get());
      }
      var faults = check(draft);
      if (!faults.isEmpty()) {
        return new Refused(faults);
      }
      var before = known.get();
      store.change(id, draft);
      directory.changed("organisation " + id);
      return saved(
          id.value(),
          values(
              new OrganisationDraft(draft.country(), draft.code(), before.name(), before.type())),
          values(draft));
    });
  }

  private static List<DirectoryFault> check(OrganisationDraft draft) {
    var faults = new ArrayList<DirectoryFault>();
    checkCode("code", draft.code(), faults);
    checkText("name", draft.name(), faults);
    return faults;
  }

  private static Map<String, String> values(OrganisationDraft draft) {
    return Map.of("code", draft.code(), "name", draft.name(), "type", draft.type().name());
  }

  /// Adds a site to an organisation.
  public DirectoryOutcome addSite(SiteDraft draft) {
    return directory.inTransaction(() -> {
      // An organisation of this very transaction is not in the snapshot yet.
      var organisation =
          directory
              .snapshot()
              .findOrganisation(draft.organisation())
              .or(() -> directory.fresh().findOrganisation(draft.organisation()));
      var faults = check(draft);
      if (organisation.isEmpty()) {
        faults.add(
            DirectoryFault.in("organisation", draft.organisation().toString(), Kind.UNKNOWN));
      }
      if (!faults.isEmpty()) {
        return new Refused(faults);
      }
      var id = store.add(organisation.orElseThrow().country(), draft);
      if (id.isEmpty()) {
        return refused("code", draft.code(), Kind.CODE_TAKEN);
      }
      directory.changed("site added");
      return new Saved(id.get().value(), Map.of(), values(draft));
    });
  }

  /// Changes a site that is still at `edition`; its code stays.
  public DirectoryOutcome changeSite(SiteId id, int edition, SiteDraft draft) {
    return directory.inTransaction(() -> {
      var at = store.findEdition(id);
      var known = directory.snapshot().findSite(id);
      if (at.isEmpty() || known.isEmpty()) {
        return refused("site", id.toString(), Kind.UNKNOWN);
      }
      if (at.get() != edition) {
        return new Stale(at.get());
      }
      var before = known.get();
      var faults = check(draft);
      var organisation = directory.snapshot().findOrganisation(draft.organisation());
      if (organisation.filter(o -> o.country().equals(before.country())).isEmpty()) {
        faults.add(
            DirectoryFault.in("organisation", draft.organisation().toString(), Kind.UNKNOWN));
      }
      if (!faults.isEmpty()) {
        return new Refused(faults);
      }
      store.change(id, draft);
      directory.changed("site " + id);
      return saved(
          id.value(),
          values(
              new SiteDraft(
                  before.organisation(),
                  draft.code(),
                  before.name(),
                  before.city(),
                  before.type(),
                  before.siteClass(),
                  before.emergencyDepartment(),
                  before.coordinates())),
          values(draft));
    });
  }

  private static List<DirectoryFault> check(SiteDraft draft) {
    var faults = new ArrayList<DirectoryFault>();
    checkCode("code", draft.code(), faults);
    checkText("name", draft.name(), faults);
    if (draft.city().length() > LONGEST) {
      faults.add(DirectoryFault.in("city", draft.city(), Kind.TOO_LONG));
    }
    return faults;
  }

  private static Map<String, String> values(SiteDraft draft) {
    var at = draft.coordinates();
    return Map.of(
        "organisation", draft.organisation().toString(),
        "code", draft.code(),
        "name", draft.name(),
        "city", draft.city(),
        "type", draft.type().name(),
        "class", draft.siteClass().name(),
        "emergencyDepartment", Boolean.toString(draft.emergencyDepartment()),
        "coordinates", at == null ? "" : at.latitude() + ", " + at.longitude());
  }

  /// Gives a unit another name; its code stays.
  public DirectoryOutcome renameUnit(UnitId id, String name) {
    return directory.inTransaction(() -> {
      var known = directory.snapshot().findUnit(id);
      var faults = new ArrayList<DirectoryFault>();
      checkText("name", name.strip(), faults);
      if (known.isEmpty()) {
        faults.add(DirectoryFault.in("unit", id.toString(), Kind.UNKNOWN));
      }
      if (!faults.isEmpty()) {
        return new Refused(faults);
      }
      store.renameUnit(id, name.strip());
      directory.changed("unit " + id);
      return saved(
          id.value(), Map.of("name", known.orElseThrow().name()), Map.of("name", name.strip()));
    });
  }

  // ---- identifiers, contact points, regions

  /// Gives `holder` an identifier from a day on; the one of the same kind before it ends that day.
  public DirectoryOutcome addIdentifier(
      Holder holder, IdentifierKind kind, String value, LocalDate from) {
    return directory.inTransaction(() -> {
      var number = value.strip();
      var type = typeOf(holder);
      if (type.isEmpty()) {
        return refused("holder", "", Kind.UNKNOWN);
      }
      if (!kind.accepts(number, type.get())) {
        return refused("value", number, Kind.BAD_IDENTIFIER);
      }
      if (kind != IdentifierKind.OTHER && store.isTaken(kind, number, holder, from)) {
        return refused("value", number, Kind.IDENTIFIER_TAKEN);
      }
      if (store.identifiers(holder).stream()
          .anyMatch(i -> i.kind() == kind && isOpen(i) && !i.from().isBefore(from))) {
        return refused("from", from.toString(), Kind.CONFLICT);
      }
      var before = new LinkedHashMap<String, String>();
      store.identifiers(holder).stream()
          .filter(i -> i.kind() == kind && isOpen(i))
          .forEach(i -> before.put(kind.name(), i.value()));
      var id = store.addIdentifier(holder, kind, number, from);
      directory.changed("identifier " + kind);
      return new Saved(id, before, Map.of(kind.name(), number, "from", from.toString()));
    });
  }

  private static boolean isOpen(Identifier identifier) {
    return identifier.to() == null;
  }

  /// A holder of this very transaction is not in the snapshot yet.
  private Optional<ProviderType> typeOf(Holder holder) {
    return typeOf(directory.snapshot(), holder).or(() -> typeOf(directory.fresh(), holder));
  }

  private static Optional<ProviderType> typeOf(DirectorySnapshot now, Holder holder) {
    return switch (holder) {
      case Holder.OfOrganisation(var id) -> now.findOrganisation(id).map(Organisation::type);
      case Holder.OfSite(var id) -> now.findSite(id).map(Site::type);
    };
  }

  /// Ends an identifier: it no longer counts from `on`.
  public DirectoryOutcome endIdentifier(long id, LocalDate on) {
    return directory.inTransaction(() -> {
      var known = store.findIdentifier(id);
      if (known.isEmpty()) {
        return refused("identifier", Long.toString(id), Kind.UNKNOWN);
      }
      var identifier = known.get();
      if (!on.isAfter(identifier.from())) {
        return refused("on", on.toString(), Kind.ENDS_BEFORE_IT_BEGINS);
      }
      store.endIdentifier(id, on);
      directory.changed("identifier " + identifier.kind());
      return new Saved(
          id, Map.of(identifier.kind().name(), identifier.value()), Map.of("to", on.toString()));
    });
  }

  /// Adds a contact point.
  public DirectoryOutcome addContact(
      Holder holder, ContactPoint.Kind kind, String purpose, String value) {
    return directory.inTransaction(() -> {
      var faults = new ArrayList<DirectoryFault>();
      checkText("purpose", purpose.strip(), faults);
      if (!kind.accepts(value.strip())) {
        faults.add(DirectoryFault.in("value", value.strip(), Kind.BAD_CONTACT));
      }
      if (typeOf(holder).isEmpty()) {
        faults.add(DirectoryFault.in("holder", "", Kind.UNKNOWN));
      }
      if (!faults.isEmpty()) {
        return new Refused(faults);
      }
      var id = store.addContact(holder, kind, purpose.strip(), value.strip());
      directory.changed("contact point added");
      return new Saved(id, Map.of(), Map.of(purpose.strip(), value.strip()));
    });
  }

  /// Removes a contact point.
  public DirectoryOutcome removeContact(long id) {
    return directory.inTransaction(() -> {
      var removed = store.removeContact(id);
      if (removed.isEmpty()) {
        return refused("contact", Long.toString(id), Kind.UNKNOWN);
      }
      directory.changed("contact point removed");
      return new Saved(id, Map.of(removed.get().purpose(), removed.get().value()), Map.of());
    });
  }

  /// Puts a site in another region of a set from a day on; what was true before stays.
  public DirectoryOutcome moveToRegion(SiteId site, RegionId region, LocalDate from) {
    return directory.inTransaction(() -> {
      var now = directory.snapshot();
      var place = now.findSite(site);
      var to = now.findRegion(region);
      if (place.isEmpty() || to.isEmpty()) {
        return refused("region", region.toString(), Kind.UNKNOWN);
      }
      var set =
          now.regionSets(place.get().country()).stream()
              .filter(s -> s.code().equals(to.get().setCode()))
              .findFirst();
      if (set.isEmpty()) {
        return refused("region", to.get().code(), Kind.UNKNOWN_REGION);
      }
      var until = set.get().validTo();
      if (from.isBefore(set.get().validFrom()) || (until != null && !from.isBefore(until))) {
        return refused("from", from.toString(), Kind.BAD_DATE);
      }
      var before = now.findRegionOf(site, set.get());
      store.putMembers(
          List.of(
              new DirectoryStore.MemberRow(
                  place.get().country(),
                  place.get().code(),
                  set.get().code(),
                  to.get().code(),
                  from)));
      directory.changed("region of site " + site);
      return new Saved(
          site.value(),
          before.map(r -> Map.of(set.get().kind(), r.code())).orElse(Map.of()),
          Map.of(set.get().kind(), to.get().code(), "from", from.toString()));
    });
  }

  // ---- import

  /// What an import would do now; writes nothing. `regionsFrom` is the day from which the regions
  /// of the file hold where a row names none.
  public ImportReport previewImport(CsvReading reading, LocalDate regionsFrom) {
    var plan =
        ImportPlan.of(
            directory.snapshot(), reading.rows(), regionsFrom, directory.today(), "preview");
    return report(ImportReport.Outcome.PREVIEW, reading, plan);
  }

  /// Writes the rows of a file, one import at a time. `source` says where the facts come from and
  /// is kept with new region sets.
  public ImportReport importRows(
      CsvReading reading, ImportMode mode, LocalDate regionsFrom, String source) {
    return directory.inTransaction(() -> {
      store.lock();
      var plan =
          ImportPlan.of(directory.fresh(), reading.rows(), regionsFrom, directory.today(), source);
      var faulty = !plan.faults().isEmpty() || !reading.faults().isEmpty();
      if (plan.goodRows() == 0 || (faulty && mode == ImportMode.ALL_OR_NOTHING)) {
        return report(ImportReport.Outcome.REFUSED, reading, plan);
      }
      plan.write(store);
      directory.changed("import of " + plan.goodRows() + " rows");
      return report(ImportReport.Outcome.WRITTEN, reading, plan);
    });
  }

  private static ImportReport report(
      ImportReport.Outcome outcome, CsvReading reading, ImportPlan plan) {
    var faults = new ArrayList<>(reading.faults());
    faults.addAll(plan.faults());
    faults.sort(java.util.Comparator.comparingInt(DirectoryFault::line));
    return new ImportReport(outcome, reading.lines(), plan.goodRows(), plan.counts(), faults);
  }

  // ---- shared checks

  private static void checkCode(String field, String value, List<DirectoryFault> faults) {
    if (value.isEmpty()) {
      faults.add(DirectoryFault.in(field, value, Kind.BLANK));
    } else if (!DirectoryCsv.isCode(value)) {
      faults.add(DirectoryFault.in(field, value, Kind.BAD_CODE));
    }
  }

  private static void checkText(String field, String value, List<DirectoryFault> faults) {
    if (value.isEmpty()) {
      faults.add(DirectoryFault.in(field, value, Kind.BLANK));
    } else if (value.length() > LONGEST) {
      faults.add(DirectoryFault.in(field, value, Kind.TOO_LONG));
    }
  }

  private static Refused refused(String field, String value, Kind kind) {
    return new Refused(List.of(DirectoryFault.in(field, value, kind)));
  }

  private static Saved saved(long id, Map<String, String> before, Map<String, String> after) {
    var oldValues = new LinkedHashMap<String, String>();
    var newValues = new LinkedHashMap<String, String>();
    after.forEach((key, value) -> {
      var old = before.get(key);
      if (!value.equals(old)) {
        oldValues.put(key, old == null ? "" : old);
        newValues.put(key, value);
      }
    });
    return new Saved(id, oldValues, newValues);
  }
}
