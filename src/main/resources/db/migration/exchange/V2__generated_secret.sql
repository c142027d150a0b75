-- Secrets of the intake that nobody gave, made once so that all nodes agree; and, under
-- "<name>.fingerprint", the fingerprint of the secret that the environment gave.
CREATE TABLE exchange.generated_secret (
  name    text        PRIMARY KEY,
  value   text        NOT NULL,
  made_at timestamptz NOT NULL
);
