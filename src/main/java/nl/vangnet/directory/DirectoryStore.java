package nl.vangnet.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// All SQL of the directory. Joins the transaction of the caller.
class DirectoryStore {
  /// A site as the seed and the import write it; nulls leave a known site as it is.
  record SiteRow(
      CountryCode country,
      String organisation,
      String code,
      String name,
      String city,
      @Nullable ProviderType type,
      @Nullable SiteClass siteClass,
      @Nullable Boolean emergencyDepartment,
      @Nullable Coordinates coordinates) {}

  /// An organisation as the seed and the import write it; a null type leaves it as it is.
  record OrganisationRow(
      CountryCode country, String code, String name, @Nullable ProviderType type) {}

  /// A unit as the import writes it.
  record UnitRow(CountryCode country, String site, String code, String name) {}

  /// The region of a site in one set.
  record MemberRow(
      CountryCode country, String site, String setCode, String region, LocalDate from) {}

  /// An identifier of an organisation as the import writes it.
  record IdentifierRow(
      CountryCode country,
      String organisation,
      IdentifierKind kind,
      String value,
      LocalDate from) {}

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final NamedParameterJdbcTemplate named;

  DirectoryStore(DataSource dataSource) {
    this.template = new JdbcTemplate(dataSource);
    this.named = new NamedParameterJdbcTemplate(template);
    this.jdbc = JdbcClient.create(named);
  }

  // ---- the whole

  /// Reads the whole directory as it stands on `today`; call in a repeatable-read transaction.
  DirectorySnapshot load(LocalDate today) {
    var version = jdbc.sql("select count(*) from directory.change").query(Long.class).single();
    var organisations =
        jdbc.sql(
                """
                select o.id, o.country, o.code, o.name, o.type,
                       (select min(i.value) from directory.identifier i
                         where i.organisation_id = o.id and i.kind = 'AGB' and i.valid_from <= :today
                           and (i.valid_to is null or i.valid_to > :today)) agb,
                       (select min(i.value) from directory.identifier i
                         where i.organisation_id = o.id and i.kind = 'URA' and i.valid_from <= :today
                           and (i.valid_to is null or i.valid_to > :today)) ura
                from directory.organisation o
                """)
            .param("today", today)
            .query((rs, i) -> organisation(rs))
            .list();
    var sites = jdbc.sql("select * from directory.site").query((rs, i) -> site(rs)).list();
    var units =
        jdbc.sql("select id, site_id, code, name from directory.unit")
            .query((rs, i) -> unit(rs))
            .list();
    var sets = jdbc.sql("select * from directory.region_set").query((rs, i) -> set(rs)).list();
    var regions =
        jdbc.sql("select id, set_code, code, name from directory.region")
            .query((rs, i) -> region(rs))
            .list();
    var members = new HashMap<String, Map<SiteId, RegionId>>();
    jdbc.sql(
            """
            select m.set_code, m.site_id, m.region_id
            from directory.region_member m join directory.region_set s on s.code = m.set_code
            where m.valid_from <= greatest(:today, s.valid_from)
              and (m.valid_to is null or m.valid_to > greatest(:today, s.valid_from))
            """)
        .param("today", today)
        .query(rs -> {
          members
              .computeIfAbsent(rs.getString("set_code"), code -> new HashMap<>())
              .put(new SiteId(rs.getLong("site_id")), new RegionId(rs.getLong("region_id")));
        });
    return new DirectorySnapshot(version, organisations, sites, units, sets, regions, members);
  }

  /// Waits until no other transaction seeds or imports.
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('vangnet.directory'))")
        .query((rs, i) -> i)
        .list();
  }

  /// Counts a change and tells the other nodes after commit.
  void changed(String what, Instant now) {
    jdbc.sql(
            """
            with change as (
              insert into directory.change (at, what) values (:at, :what) returning id)
            select pg_notify('vangnet_directory', id::text) from change
            """)
        .param("at", at(now))
        .param("what", what)
        .query((rs, i) -> i)
        .list();
  }

  boolean isSeeded(String name) {
    return jdbc.sql("select exists (select from directory.seed where name = :name)")
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  void seeded(String name, Instant now) {
    jdbc.sql("insert into directory.seed (name, at) values (:name, :at)")
        .param("name", name)
        .param("at", at(now))
        .update();
  }

  // ---- in bulk

  void putOrganisations(Collection<OrganisationRow> rows) {
    batch(
        """
        insert into directory.organisation as o (country, code, name, type)
        values (:country, :code, :name, coalesce(:type, 'HOSPITAL'))
        on conflict (country, lower(code)) do update
        set name = excluded.name, type = coalesce(:type, o.type), edition = o.edition + 1
        where (o.name, o.type) is distinct from (excluded.name, coalesce(:type, o.type))
        """,
        rows.stream()
            .map(row ->
                new MapSqlParameterSource("country", row.country().value())
                    .addValue("code", row.code())
                    .addValue("name", row.name())
                    .addValue("type", name(row.type()), Types.VARCHAR))
            .toList());
  }

  void putSites(Collection<SiteRow> rows) {
    batch(
        """
        insert into directory.site as s
          (organisation_id, country, code, name, city, type, class, emergency_department,
           latitude, longitude)
        select o.id, o.country, :code, :name, :city, coalesce(:type, o.type),
               coalesce(:class, 'OTHER'), coalesce(:emergency, false), :latitude, :longitude
        from directory.organisation o
        where o.country = :country and lower(o.code) = lower(:organisation)
        on conflict (country, lower(code)) do update
        set organisation_id = excluded.organisation_id, name = excluded.name,
            city = case when excluded.city = '' then s.city else excluded.city end,
            type = coalesce(:type, s.type), class = coalesce(:class, s.class),
            emergency_department = coalesce(:emergency, s.emergency_department),
            latitude = coalesce(:latitude, s.latitude),
            longitude = coalesce(:longitude, s.longitude),
            edition = s.edition + 1
        where (s.organisation_id, s.name, s.city, s.type, s.class, s.emergency_department,
               s.latitude, s.longitude)
          is distinct from
              (excluded.organisation_id, excluded.name,
               case when excluded.city = '' then s.city else excluded.city end,
               coalesce(:type, s.type), coalesce(:class, s.class),
               coalesce(:emergency, s.emergency_department),
               coalesce(:latitude, s.latitude), coalesce(:longitude, s.longitude))
        """,
        rows.stream()
            .map(row ->
                new MapSqlParameterSource("country", row.country().value())
                    .addValue("organisation", row.organisation())
                    .addValue("code", row.code())
                    .addValue("name", row.name())
                    .addValue("city", row.city())
                    .addValue("type", name(row.type()), Types.VARCHAR)
                    .addValue("class", name(row.siteClass()), Types.VARCHAR)
                    .addValue("emergency", row.emergencyDepartment(), Types.BOOLEAN)
                    .addValue("latitude", latitude(row.coordinates()), Types.DOUBLE)
                    .addValue("longitude", longitude(row.coordinates()), Types.DOUBLE))
            .toList());
  }

  void putUnits(Collection<UnitRow> rows) {
    batch(
        """
        insert into directory.unit as u (site_id, code, name)
        select s.id, :code, :name
        from directory.site s where s.country = :country and lower(s.code) = lower(:site)
        on conflict (site_id, lower(code)) do update set name = excluded.name
        where u.name <> excluded.name
        """,
        rows.stream()
            .map(row ->
                new MapSqlParameterSource("country", row.country().value())
                    .addValue("site", row.site())
                    .addValue("code", row.code())
                    .addValue("name", row.name()))
            .toList());
  }

  void putSets(Collection<RegionSet> sets) {
    batch(
        """
        insert into directory.region_set (code, country, kind, name, valid_from, valid_to, source)
        values (:code, :country, :kind, :name, :from, :to, :source)
        on conflict do nothing
        """,
        sets.stream()
            .map(set ->
                new MapSqlParameterSource("code", set.code())
                    .addValue("country", set.country().value())
                    .addValue("kind", set.kind())
                    .addValue("name", set.name())
                    .addValue("from", set.validFrom(), Types.DATE)
                    .addValue("to", set.validTo(), Types.DATE)
                    .addValue("source", set.source()))
            .toList());
  }

  /// Opens regions of a set by code; the id of the given regions is not used.
  void putRegions(Collection<Region> regions) {
    batch(
        """
        insert into directory.region as r (set_code, code, name) values (:set, :code, :name)
        on conflict (set_code, code) do update set name = excluded.name
        where r.name <> excluded.name
        """,
        regions.stream()
            .map(region ->
                new MapSqlParameterSource("set", region.setCode())
                    .addValue("code", region.code())
                    .addValue("name", region.name()))
            .toList());
  }

  /// Puts sites in regions from a day on: what was true before that day stays, what began later in
  /// another region is replaced.
  void putMembers(Collection<MemberRow> rows) {
    var parameters =
        rows.stream()
            .map(row ->
                new MapSqlParameterSource("country", row.country().value())
                    .addValue("site", row.site())
                    .addValue("set", row.setCode())
                    .addValue("region", row.region())
                    .addValue("from", row.from(), Types.DATE))
            .toList();
    batch(
        """
        delete from directory.region_member m
        using directory.site s, directory.region r
        where s.country = :country and lower(s.code) = lower(:site)
          and r.set_code = :set and r.code = :region
          and m.site_id = s.id and m.set_code = :set and m.region_id <> r.id
          and m.valid_from >= :from
        """,
        parameters);
    batch(
        """
        update directory.region_member m set valid_to = :from
        from directory.site s, directory.region r
        where s.country = :country and lower(s.code) = lower(:site)
          and r.set_code = :set and r.code = :region
          and m.site_id = s.id and m.set_code = :set and m.region_id <> r.id
          and (m.valid_to is null or m.valid_to > :from)
        """,
        parameters);
    batch(
        """
        insert into directory.region_member (site_id, set_code, region_id, valid_from)
        select s.id, :set, r.id, :from
        from directory.site s, directory.region r
        where s.country = :country and lower(s.code) = lower(:site)
          and r.set_code = :set and r.code = :region
        on conflict (site_id, set_code) where valid_to is null do nothing
        """,
        parameters);
  }

  /// Ends the present identifier of the same kind when it differs, and adds the new one.
  void putIdentifiers(Collection<IdentifierRow> rows) {
    var parameters =
        rows.stream()
            .map(row ->
                new MapSqlParameterSource("country", row.country().value())
                    .addValue("organisation", row.organisation())
                    .addValue("kind", row.kind().name())
                    .addValue("value", row.value())
                    .addValue("from", row.from(), Types.DATE))
            .toList();
    batch(
        """
        delete from directory.identifier i using directory.organisation o
        where o.country = :country and lower(o.code) = lower(:organisation)
          and i.organisation_id = o.id and i.kind = :kind and i.value <> :value
          and i.valid_from >= :from
        """,
        parameters);
    batch(
        """
        update directory.identifier i set valid_to = :from from directory.organisation o
        where o.country = :country and lower(o.code) = lower(:organisation)
          and i.organisation_id = o.id and i.kind = :kind and i.value <> :value
          and (i.valid_to is null or i.valid_to > :from)
        """,
        parameters);
    batch(
        """
        insert into directory.identifier (organisation_id, kind, value, valid_from)
        select o.id, :kind, :value, :from from directory.organisation o
        where o.country = :country and lower(o.code) = lower(:organisation)
          and not exists (
            select from directory.identifier i
            where i.organisation_id = o.id and i.kind = :kind and i.value = :value
              and i.valid_to is null)
        """,
        parameters);
  }

  private void batch(String sql, List<? extends SqlParameterSource> rows) {
    if (!rows.isEmpty()) {
      named.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
    }
  }

  // ---- units

  /// Adds the unit; empty when the site has one with this code already, also when another
  /// transaction just committed it.
  Optional<Unit> addUnit(SiteId site, String code, String name) {
    return jdbc.sql(
            """
            insert into directory.unit (site_id, code, name) values (:site, :code, :name)
            on conflict (site_id, lower(code)) do nothing
            returning id, site_id, code, name
            """)
        .param("site", site.value())
        .param("code", code)
        .param("name", name)
        .query((rs, i) -> unit(rs))
        .optional();
  }

  Optional<Unit> findUnit(SiteId site, String code) {
    return jdbc.sql(
            """
            select id, site_id, code, name from directory.unit
            where site_id = :site and lower(code) = lower(:code)
            """)
        .param("site", site.value())
        .param("code", code)
        .query((rs, i) -> unit(rs))
        .optional();
  }

  // ---- single records

  Optional<Integer> findEdition(OrganisationId id) {
    return jdbc.sql("select edition from directory.organisation where id = :id for update")
        .param("id", id.value())
        .query(Integer.class)
        .optional();
  }

  Optional<Integer> findEdition(SiteId id) {
    return jdbc.sql("select edition from directory.site where id = :id for update")
        .param("id", id.value())
        .query(Integer.class)
        .optional();
  }

  int edition(OrganisationId id) {
    return jdbc.sql("select edition from directory.organisation where id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  int edition(SiteId id) {
    return jdbc.sql("select edition from directory.site where id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  /// Adds the organisation; empty when the code is in use.
  Optional<OrganisationId> add(OrganisationDraft draft) {
    return jdbc.sql(
            """
            insert into directory.organisation (country, code, name, type)
            values (:country, :code, :name, :type)
            on conflict (country, lower(code)) do nothing
            returning id
            """)
        .param("country", draft.country().value())
        .param("code", draft.code())
        .param("name", draft.name())
        .param("type", draft.type().name())
        .query(Long.class)
        .optional()
        .map(OrganisationId::new);
  }

  void change(OrganisationId id, OrganisationDraft draft) {
    jdbc.sql(
            """
            update directory.organisation
            set name = :name, type = :type, edition = edition + 1 where id = :id
            """)
        .param("name", draft.name())
        .param("type", draft.type().name())
        .param("id", id.value())
        .update();
  }

  /// Adds the site; empty when the code is in use.
  Optional<SiteId> add(CountryCode country, SiteDraft draft) {
    return jdbc.sql(
            """
            insert into directory.site (organisation_id, country, code, name, city, type, class,
              emergency_department, latitude, longitude)
            values (:organisation, :country, :code, :name, :city, :type, :class,
              :emergency, :latitude, :longitude)
            on conflict (country, lower(code)) do nothing
            returning id
            """)
        .paramSource(site(draft).addValue("country", country.value()))
        .query(Long.class)
        .optional()
        .map(SiteId::new);
  }

  void change(SiteId id, SiteDraft draft) {
    jdbc.sql(
            """
            update directory.site
            set organisation_id = :organisation, name = :name, city = :city, type = :type,
                class = :class, emergency_department = :emergency, latitude = :latitude,
                longitude = :longitude, edition = edition + 1
            where id = :id
            """)
        .paramSource(site(draft).addValue("id", id.value()))
        .update();
  }

  private static MapSqlParameterSource site(SiteDraft draft) {
    return new MapSqlParameterSource("organisation", draft.organisation().value())
        .addValue("code", draft.code())
        .addValue("name", draft.name())
        .addValue("city", draft.city())
        .addValue("type", draft.type().name())
        .addValue("class", draft.siteClass().name())
        .addValue("emergency", draft.emergencyDepartment())
        .addValue("latitude", latitude(draft.coordinates()), Types.DOUBLE)
        .addValue("longitude", longitude(draft.coordinates()), Types.DOUBLE);
  }

  void renameUnit(UnitId id, String name) {
    jdbc.sql("update directory.unit set name = :name where id = :id")
        .param("name", name)
        .param("id", id.value())
        .update();
  }

  List<Identifier> identifiers(Holder holder) {
    return jdbc.sql(
            "select id, kind, value, valid_from, valid_to from directory.identifier where "
                + column(holder)
                + " = :id order by kind, valid_from desc")
        .param("id", id(holder))
        .query((rs, i) -> identifier(rs))
        .list();
  }

  /// Every identifier in force on `day`, by who carries it.
  Map<Holder, List<Identifier>> identifiers(LocalDate day) {
    var found = new HashMap<Holder, List<Identifier>>();
    jdbc.sql(
            """
            select organisation_id, site_id, id, kind, value, valid_from, valid_to
            from directory.identifier
            where valid_from <= :day and (valid_to is null or valid_to > :day) order by kind, id
            """)
        .param("day", day)
        .query(rs -> {
          var site = rs.getLong("site_id");
          var holder =
              rs.wasNull()
                  ? new Holder.OfOrganisation(new OrganisationId(rs.getLong("organisation_id")))
                  : new Holder.OfSite(new SiteId(site));
          found.computeIfAbsent(holder, h -> new java.util.ArrayList<>()).add(identifier(rs));
        });
    return found;
  }

  Optional<Identifier> findIdentifier(long id) {
    return jdbc.sql(
            """
            select id, kind, value, valid_from, valid_to from directory.identifier where id = :id
            """)
        .param("id", id)
        .query((rs, i) -> identifier(rs))
        .optional();
  }

  /// Whether somebody else carries this number on or after `from`.
  boolean isTaken(IdentifierKind kind, String value, Holder holder, LocalDate from) {
    return jdbc.sql(
            "select exists (select from directory.identifier where kind = :kind and value = :value"
                + " and (valid_to is null or valid_to > :from) and "
                + column(holder)
                + " is distinct from :id)")
        .param("kind", kind.name())
        .param("value", value)
        .param("from", from)
        .param("id", id(holder))
        .query(Boolean.class)
        .single();
  }

  /// Adds an identifier and ends the one of the same kind that it follows.
  long addIdentifier(Holder holder, IdentifierKind kind, String value, LocalDate from) {
    jdbc.sql(
            "update directory.identifier set valid_to = :from where kind = :kind"
                + " and valid_from < :from and (valid_to is null or valid_to > :from) and "
                + column(holder)
                + " = :id")
        .param("from", from)
        .param("kind", kind.name())
        .param("id", id(holder))
        .update();
    return jdbc.sql(
            "insert into directory.identifier ("
                + column(holder)
                + ", kind, value, valid_from) values (:id, :kind, :value, :from) returning id")
        .param("id", id(holder))
        .param("kind", kind.name())
        .param("value", value)
        .param("from", from)
        .query(Long.class)
        .single();
  }

  void endIdentifier(long id, LocalDate on) {
    jdbc.sql("update directory.identifier set valid_to = :on where id = :id")
        .param("on", on)
        .param("id", id)
        .update();
  }

  List<ContactPoint> contacts(Holder holder) {
    return jdbc.sql(
            "select id, kind, purpose, value from directory.contact_point where "
                + column(holder)
                + " = :id order by purpose, kind, id")
        .param("id", id(holder))
        .query((rs, i) -> contact(rs))
        .list();
  }

  long addContact(Holder holder, ContactPoint.Kind kind, String purpose, String value) {
    return jdbc.sql(
            "insert into directory.contact_point ("
                + column(holder)
                + ", kind, purpose, value) values (:id, :kind, :purpose, :value) returning id")
        .param("id", id(holder))
        .param("kind", kind.name())
        .param("purpose", purpose)
        .param("value", value)
        .query(Long.class)
        .single();
  }

  Optional<ContactPoint> removeContact(long id) {
    return jdbc.sql(
            """
            delete from directory.contact_point where id = :id
            returning id, kind, purpose, value
            """)
        .param("id", id)
        .query((rs, i) -> contact(rs))
        .optional();
  }

  List<Membership> memberships(SiteId site) {
    return jdbc.sql(
            """
            select s.code as s_code, s.country, s.kind, s.name as s_name,
                   s.valid_from as s_from, s.valid_to as s_to, s.source,
                   r.id, r.set_code, r.code, r.name, m.valid_from as m_from, m.valid_to as m_to
            from directory.region_member m
            join directory.region r on r.id = m.region_id
            join directory.region_set s on s.code = m.set_code
            where m.site_id = :site
            order by s.kind, s.valid_from desc, m.valid_from desc
            """)
        .param("site", site.value())
        .query((rs, i) ->
            new Membership(
                new RegionSet(
                    rs.getString("s_code"),
                    new CountryCode(rs.getString("country")),
                    rs.getString("kind"),
                    rs.getString("s_name"),
                    rs.getObject("s_from", LocalDate.class),
                    rs.getObject("s_to", LocalDate.class),
                    rs.getString("source")),
                region(rs),
                rs.getObject("m_from", LocalDate.class),
                rs.getObject("m_to", LocalDate.class)))
        .list();
  }

  // The column names come from this class alone, never from outside.
  private static String column(Holder holder) {
    return switch (holder) {
      case Holder.OfOrganisation o -> "organisation_id";
      case Holder.OfSite s -> "site_id";
    };
  }

  private static long id(Holder holder) {
    return switch (holder) {
      case Holder.OfOrganisation(var id) -> id.value();
      case Holder.OfSite(var id) -> id.value();
    };
  }

  // ---- rows

  private static Identifier identifier(ResultSet rs) throws SQLException {
    return new Identifier(
        rs.getLong("id"),
        IdentifierKind.valueOf(rs.getString("kind")),
        rs.getString("value"),
        rs.getObject("valid_from", LocalDate.class),
        rs.getObject("valid_to", LocalDate.class));
  }

  private static ContactPoint contact(ResultSet rs) throws SQLException {
    return new ContactPoint(
        rs.getLong("id"),
        ContactPoint.Kind.valueOf(rs.getString("kind")),
        rs.getString("purpose"),
        rs.getString("value"));
  }

  private static Organisation organisation(ResultSet rs) throws SQLException {
    return new Organisation(
        new OrganisationId(rs.getLong("id")),
        new CountryCode(rs.getString("country")),
        rs.getString("code"),
        rs.getString("name"),
        ProviderType.valueOf(rs.getString("type")),
        rs.getString("agb"),
        rs.getString("ura"));
  }

  private static Site site(ResultSet rs) throws SQLException {
    var latitude = rs.getObject("latitude", Double.class);
    var longitude = rs.getObject("longitude", Double.class);
    return new Site(
        new SiteId(rs.getLong("id")),
        new OrganisationId(rs.getLong("organisation_id")),
        new CountryCode(rs.getString("country")),
        rs.getString("code"),
        rs.getString("name"),
        rs.getString("city"),
        ProviderType.valueOf(rs.getString("type")),
        SiteClass.valueOf(rs.getString("class")),
        rs.getBoolean("emergency_department"),
        latitude == null || longitude == null ? null : new Coordinates(latitude, longitude));
  }

  private static Unit unit(ResultSet rs) throws SQLException {
    return new Unit(
        new UnitId(rs.getLong("id")),
        new SiteId(rs.getLong("site_id")),
        rs.getString("code"),
        rs.getString("name"));
  }

  private static RegionSet set(ResultSet rs) throws SQLException {
    return new RegionSet(
        rs.getString("code"),
        new CountryCode(rs.getString("country")),
        rs.getString("kind"),
        rs.getString("name"),
        rs.getObject("valid_from", LocalDate.class),
        rs.getObject("valid_to", LocalDate.class),
        rs.getString("source"));
  }

  private static Region region(ResultSet rs) throws SQLException {
    return new Region(
        new RegionId(rs.getLong("id")),
        rs.getString("set_code"),
        rs.getString("code"),
        rs.getString("name"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static @Nullable Double latitude(@Nullable Coordinates at) {
    return at == null ? null : at.latitude();
  }

  private static @Nullable Double longitude(@Nullable Coordinates at) {
    return at == null ? null : at.longitude();
  }
}
