-- Messages that prove an address or a telephone: links, codes, and notices about an account. Neither
-- the link's token nor the code is kept; both are derived from the id by the root secret.
create table identity.one_time_messages (
  id uuid primary key,
  tenant_id uuid not null,
  template text not null check (template in (
    'sign-up', 'verify-email', 'reset-password', 'change-email', 'email-changed',
    'security-notice', 'invitation', 'phone-code'
  )),
  -- Null when the address alone was known: whether it has an account is nobody's business.
  person_id uuid references identity.persons (id) on delete cascade,
  email text check (email = lower(email) and length(email) between 3 and 254),
  phone_number text check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  -- Where the person was, as in the Host header; null for what no request asked for.
  host text,
  -- The sign-in at the issuer that waits for the answer.
  interaction text,
  locale text not null default 'en',
  facts jsonb not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  attempts smallint not null default 0,
  constraint one_time_messages_one_receiver check ((email is null) <> (phone_number is null)),
  constraint one_time_messages_attempts check (attempts between 0 and 5)
);

create index one_time_messages_by_email on identity.one_time_messages (email, template);
create index one_time_messages_by_phone on identity.one_time_messages (phone_number, template);
create index one_time_messages_by_person on identity.one_time_messages (person_id);
create index one_time_messages_by_end on identity.one_time_messages (expires_at);

select platform.platform_table('identity.one_time_messages');
