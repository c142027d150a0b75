-- One row per distinct message, without its content: for recognising duplicates and for the account.
-- The hashes are of MSH-10 and of everything after the MSH segment.
CREATE TABLE exchange.message (
  source       bigint      NOT NULL,
  control_hash bigint      NOT NULL,
  content_hash bigint      NOT NULL,
  received_at  timestamptz NOT NULL,
  occurred_at  timestamptz,
  latency_ms   integer     NOT NULL,
  outcome      smallint    NOT NULL,
  type         text        NOT NULL,
  version      text        NOT NULL,
  cause        text,
  place        text,
  PRIMARY KEY (source, control_hash, content_hash)
);
COMMENT ON COLUMN exchange.message.outcome IS
  '0 accepted, 1 duplicate, 2 not relevant, 3 unreadable, 4 refused';
CREATE INDEX message_received ON exchange.message USING brin (received_at);

-- How many messages had which outcome, per hour. The sum is the number of messages received.
CREATE TABLE exchange.tally (
  source   bigint      NOT NULL,
  hour     timestamptz NOT NULL,
  outcome  smallint    NOT NULL,
  cause    text        NOT NULL,
  messages bigint      NOT NULL,
  last_at  timestamptz NOT NULL,
  PRIMARY KEY (source, hour, outcome, cause)
) WITH (fillfactor = 60);

-- Messages that were not accepted, encrypted, until they are replayed or too old.
CREATE TABLE exchange.kept (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source        bigint      NOT NULL,
  control_hash  bigint      NOT NULL,
  content_hash  bigint      NOT NULL,
  received_at   timestamptz NOT NULL,
  receipts      integer     NOT NULL DEFAULT 1,
  outcome       smallint    NOT NULL,
  type          text        NOT NULL,
  version       text        NOT NULL,
  cause         text        NOT NULL,
  code          integer     NOT NULL,
  place         text        NOT NULL,
  advice        text        NOT NULL,
  sender        text        NOT NULL,
  site          bigint,
  point_of_care text,
  room          text,
  bed           text,
  service       text,
  sealed        bytea       NOT NULL,
  replayed_at   timestamptz,
  UNIQUE (source, control_hash, content_hash)
);
CREATE INDEX kept_waiting ON exchange.kept (source, cause, received_at) WHERE replayed_at IS NULL;
CREATE INDEX kept_received ON exchange.kept (received_at);

-- Which capacity line a location of a source belongs to; null means any.
CREATE TABLE exchange.location_map (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source        bigint      NOT NULL,
  point_of_care text,
  room          text,
  bed           text,
  service       text,
  site          bigint      NOT NULL REFERENCES directory.site (id),
  unit          bigint      NOT NULL REFERENCES directory.unit (id),
  category      text        NOT NULL,
  cohort        text        NOT NULL,
  line          integer     NOT NULL,
  author        text        NOT NULL,
  created_at    timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (source, point_of_care, room, bed, service)
);
