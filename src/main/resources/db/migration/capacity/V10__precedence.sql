-- Which source counts for the figures of a site when two report the same beds (CAP-03, CAP-05). In
-- force at a moment is the rule for the variable before the rule for all, of those the one that began
-- last; an origin of null says: whoever spoke last. Append-only: a change of mind is a new rule.
create table capacity.precedence (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  variable smallint,
  origin text,
  method smallint,
  valid_from timestamptz not null,
  reason text not null check (length(reason) > 0),
  author text not null,
  created_at timestamptz not null
);
create index precedence_site on capacity.precedence (site_id, valid_from desc, id desc);
create trigger precedence_append_only before update or delete on capacity.precedence
  for each statement execute function capacity.refuse_change();

-- The rules whose beginning was worked into the latest values.
create table capacity.precedence_begun (
  precedence_id bigint primary key references capacity.precedence (id),
  at timestamptz not null
);

-- Whether a value of this source counted for the site at a moment, as far as was known then.
create function capacity.counted(
  site bigint, variable smallint, source text, method smallint, at timestamptz, known timestamptz)
returns boolean language sql stable as $$
  select coalesce(
    (select p.origin is null
        or ((p.origin = $3 or (p.origin = 'people' and $3 like 'person:%'))
          and (p.method is null or p.method = $4))
      from capacity.precedence p
      where p.site_id = $1 and (p.variable is null or p.variable = $2)
        and p.valid_from <= $5 and p.created_at <= $6
      order by p.variable nulls last, p.valid_from desc, p.id desc limit 1),
    true)
$$;
