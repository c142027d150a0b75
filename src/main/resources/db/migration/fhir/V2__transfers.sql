-- Moving patients over FHIR: which request a sender's own number stands for, so that a retry never
-- makes a second one, and where the receiving hospital fetches the documents from the sending one.
-- Nothing here says who the patient is.

create table fhir.sent_request (
  sender text not null check (sender <> ''),
  identifier_system text not null,
  identifier_value text not null check (identifier_value <> ''),
  -- Null only while the request is being made, inside one transaction.
  case_number text,
  sent_at timestamptz not null,
  primary key (sender, identifier_system, identifier_value)
);
create index sent_request_case on fhir.sent_request (case_number);

create table fhir.handover (
  case_number text primary key,
  fhir_base text not null,
  authorization_base text not null,
  actor text not null,
  given_at timestamptz not null
);
