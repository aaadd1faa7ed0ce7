-- Ways to sign in beside the password.

create table identity.passkeys (
  id uuid primary key,
  person_id uuid not null references identity.persons (id) on delete cascade,
  -- As the authenticator names it, base64url.
  credential_id text not null
    constraint passkeys_credential_unique unique
    check (length(credential_id) between 1 and 1400),
  -- COSE, base64url.
  public_key text not null,
  -- How often the authenticator says that it was used; synchronised ones stay at 0.
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  is_backed_up boolean not null,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);

create index passkeys_by_person on identity.passkeys (person_id, created_at);

-- What an authenticator is asked to sign. One for each who asks: a new one replaces the last, and
-- whoever uses it deletes it.
create table identity.passkey_challenges (
  purpose text not null check (purpose in ('registration', 'sign-in')),
  -- The sign-in at the issuer that waits, or the session of the person who registers.
  bound_to text not null,
  challenge text not null,
  expires_at timestamptz not null,
  primary key (purpose, bound_to)
);

create index passkey_challenges_by_end on identity.passkey_challenges (expires_at);

-- The secret that a person's authenticator app shares with us (RFC 6238).
create table identity.one_time_codes (
  person_id uuid primary key references identity.persons (id) on delete cascade,
  secret_sealed text not null,
  created_at timestamptz not null default now(),
  -- Until a code has confirmed that the app has the secret, nobody is asked for one.
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: no code counts twice.
  last_step bigint not null default 0
);

create table identity.recovery_codes (
  person_id uuid not null references identity.persons (id) on delete cascade,
  -- Keyed by the installation's secret: the codes are short enough to be typed, so that a bare hash
  -- could be guessed from a copy of the table.
  hash text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (person_id, hash)
);

-- Accounts elsewhere by which a person signs in. The address is what the provider said last.
create table identity.foreign_identities (
  id uuid primary key,
  person_id uuid not null references identity.persons (id) on delete cascade,
  issuer text not null,
  subject text not null,
  email text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  constraint foreign_identities_subject_unique unique (issuer, subject)
);

create index foreign_identities_by_person on identity.foreign_identities (person_id, created_at);

select platform.platform_table('identity.passkeys');
select platform.platform_table('identity.passkey_challenges');
select platform.platform_table('identity.one_time_codes');
select platform.platform_table('identity.recovery_codes');
select platform.platform_table('identity.foreign_identities');
