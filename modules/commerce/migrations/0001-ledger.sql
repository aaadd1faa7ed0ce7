-- Double entry: money is never changed, it moves between accounts. A debit is positive, a credit
-- negative, and each journal sums to zero in each of its currencies: the database sees to it.

create schema commerce;

-- One business fact that moved money: a sale, a refund, a payout.
create table commerce.ledger_journals (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in (
    'sale', 'refund', 'refund_paid', 'refund_reversed', 'provider_fee', 'dispute_opened',
    'dispute_won', 'dispute_lost', 'payout', 'payout_failed', 'conversion')),
  -- The payment, refund, dispute or payout that it tells of.
  source_id uuid not null,
  -- Of its postings. They are written by one statement, and nobody adds to them later.
  line_count smallint not null check (line_count >= 2),
  posted_at timestamptz not null,
  primary key (tenant_id, id),
  -- The same fact is never posted twice.
  constraint ledger_journals_once unique (tenant_id, kind, source_id)
);

select platform.tenant_table('commerce.ledger_journals');

create table commerce.ledger_postings (
  tenant_id uuid not null,
  journal_id uuid not null,
  line smallint not null,
  account text not null check (account in (
    'buyer_clearing', 'platform_revenue', 'instructor_payable', 'tax_payable', 'provider_fees',
    'refunds', 'chargebacks', 'payouts', 'conversion')),
  -- Whose account it is; the nil UUID is the platform.
  owner_id uuid not null default '00000000-0000-0000-0000-000000000000',
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Minor units.
  amount bigint not null check (amount <> 0),
  posted_at timestamptz not null,
  -- A row can become visible after one of a later time was summed up; the transaction that wrote it
  -- tells what is settled.
  xid xid8 not null default pg_current_xact_id(),
  -- What a person earned is owed to somebody.
  constraint ledger_postings_owner check (
    (account = 'instructor_payable') = (owner_id <> '00000000-0000-0000-0000-000000000000')),
  primary key (tenant_id, journal_id, line, posted_at),
  constraint ledger_postings_of_journal
    foreign key (tenant_id, journal_id) references commerce.ledger_journals (tenant_id, id)
) partition by range (posted_at);

create index ledger_postings_of_account
  on commerce.ledger_postings (tenant_id, account, owner_id, currency, xid);

-- What was not summed up yet.
create index ledger_postings_settled on commerce.ledger_postings (xid);

-- Of a statement: a row alone never balances. Not deferred: at its end the postings have to be whole.
create function commerce.require_balance() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from new_postings p
    group by p.tenant_id, p.journal_id, p.currency having sum(p.amount) <> 0)
  then
    raise exception 'a journal sums to zero in each currency' using errcode = 'check_violation';
  end if;
  -- Lines 1 to n with the journal's own time: those that were written before are in the way by the
  -- primary key, so that nothing can be added to a journal.
  if exists (
    select from (
      select p.tenant_id, p.journal_id, count(*) as lines, min(p.line) as first_line,
             max(p.line) as last_line, min(p.posted_at) as earliest, max(p.posted_at) as latest
      from new_postings p group by p.tenant_id, p.journal_id) g
    left join commerce.ledger_journals j on j.tenant_id = g.tenant_id and j.id = g.journal_id
    where j.line_count is distinct from g.lines or g.first_line <> 1 or g.last_line <> g.lines
       or g.earliest <> j.posted_at or g.latest <> j.posted_at)
  then
    raise exception 'the postings of a journal are written by one statement'
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;

-- What holds for postings, also for who writes to a partition by its own name.
create function commerce.protect_postings(target regclass) returns void
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  execute format(
    'create trigger ledger_balances after insert on %s referencing new table as new_postings '
    'for each statement execute function commerce.require_balance()', target);
  execute format(
    'create trigger ledger_append_only before update or delete or truncate on %s '
    'for each statement execute function platform.refuse_change()', target);
  execute format(
    'revoke insert, update, delete on %s from edumaster_app, edumaster_system', target);
end
$$;

create table commerce.ledger_postings_default partition of commerce.ledger_postings default;

select platform.tenant_table('commerce.ledger_postings');
select platform.tenant_table('commerce.ledger_postings_default');
select commerce.protect_postings('commerce.ledger_postings');
select commerce.protect_postings('commerce.ledger_postings_default');

create trigger ledger_append_only before update or delete or truncate on commerce.ledger_journals
  for each statement execute function platform.refuse_change();
revoke insert, update, delete on commerce.ledger_journals from edumaster_app, edumaster_system;

-- Makes the partitions of this month and the next two. A month whose rows already went to the
-- default partition stays there.
create function commerce.ensure_ledger_partitions() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  month date;
  partition text;
begin
  for month in
    select (date_trunc('month', current_date) + make_interval(months => n))::date
    from generate_series(0, 2) as n
  loop
    partition := 'commerce.ledger_postings_' || to_char(month, 'YYYYMM');
    continue when to_regclass(partition) is not null;
    continue when exists (
      select from commerce.ledger_postings_default
      where posted_at >= month and posted_at < month + interval '1 month');
    execute format(
      'create table %s partition of commerce.ledger_postings for values from (%L) to (%L)',
      partition, month::timestamptz, (month + interval '1 month')::timestamptz);
    perform platform.tenant_table(partition::regclass);
    perform commerce.protect_postings(partition::regclass);
  end loop;
end
$$;

grant execute on function commerce.ensure_ledger_partitions() to edumaster_system;

select commerce.ensure_ledger_partitions();

-- The one way to move money, in the tenant of the transaction. False when this fact was posted before.
create function commerce.post_journal(
  journal_id uuid, journal_kind text, source uuid, moment timestamptz,
  accounts text[], owners uuid[], currencies text[], amounts bigint[]
) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  insert into commerce.ledger_journals (tenant_id, id, kind, source_id, line_count, posted_at)
  values (tenant, journal_id, journal_kind, source, cardinality(amounts), moment)
  on conflict on constraint ledger_journals_once do nothing;
  if not found then
    return false;
  end if;
  insert into commerce.ledger_postings
    (tenant_id, journal_id, line, account, owner_id, currency, amount, posted_at)
  select tenant, journal_id, p.line, p.account,
         coalesce(p.owner_id, '00000000-0000-0000-0000-000000000000'), p.currency, p.amount, moment
  from unnest(accounts, owners, currencies, amounts)
    with ordinality as p (account, owner_id, currency, amount, line);
  return true;
end
$$;

grant execute on function commerce.post_journal(
  uuid, text, uuid, timestamptz, text[], uuid[], text[], bigint[]) to edumaster_app;

-- Balances up to a moment, so that reading one does not sum up years. Derived: they can be thrown
-- away and made again. Postings of transactions before `folded_to` are in them, all others are not.
create table commerce.ledger_snapshots (
  tenant_id uuid not null,
  account text not null,
  owner_id uuid not null,
  currency text not null,
  balance numeric not null,
  primary key (tenant_id, account, owner_id, currency)
);

create table commerce.ledger_folds (
  tenant_id uuid not null,
  folded_to xid8 not null,
  primary key (tenant_id)
);

select platform.tenant_table('commerce.ledger_snapshots');
select platform.tenant_table('commerce.ledger_folds');
revoke insert, update, delete on commerce.ledger_snapshots, commerce.ledger_folds
  from edumaster_app, edumaster_system;

-- Folds what is settled into the snapshots, in every tenant of this database: postings of
-- transactions before the oldest that still runs. `from_start` forgets what was folded before.
create function commerce.fold_ledger(from_start boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  horizon xid8;
begin
  perform pg_advisory_xact_lock(hashtextextended('edumaster fold ledger', 0));
  if from_start then
    delete from commerce.ledger_snapshots;
    delete from commerce.ledger_folds;
  end if;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  insert into commerce.ledger_snapshots as s (tenant_id, account, owner_id, currency, balance)
  select p.tenant_id, p.account, p.owner_id, p.currency, sum(p.amount)
  from commerce.ledger_postings p
  left join commerce.ledger_folds f on f.tenant_id = p.tenant_id
  where p.xid < horizon
    and p.xid >= coalesce((select min(folded_to) from commerce.ledger_folds), '0'::xid8)
    and (f.folded_to is null or p.xid >= f.folded_to)
  group by p.tenant_id, p.account, p.owner_id, p.currency
  on conflict (tenant_id, account, owner_id, currency)
    do update set balance = s.balance + excluded.balance;
  insert into commerce.ledger_folds as f (tenant_id, folded_to)
  select distinct s.tenant_id, horizon from commerce.ledger_snapshots s
  on conflict (tenant_id) do update set folded_to = excluded.folded_to;
end
$$;

grant execute on function commerce.fold_ledger(boolean) to edumaster_system;

-- Balances of accounts: the snapshot and what came since. A credit balance is negative. As its
-- caller, so that nobody sees another tenant's.
create function commerce.ledger_balances(of_owner uuid default null)
  returns table (account text, owner_id uuid, currency text, balance numeric)
  language sql stable
as $$
  select b.account, b.owner_id, b.currency, sum(b.part)
  from (
    select s.account, s.owner_id, s.currency, s.balance as part
    from commerce.ledger_snapshots s
    where (of_owner is null or s.owner_id = of_owner)
    union all
    select p.account, p.owner_id, p.currency, p.amount
    from commerce.ledger_postings p
    left join commerce.ledger_folds f on f.tenant_id = p.tenant_id
    where (of_owner is null or p.owner_id = of_owner)
      and (f.folded_to is null or p.xid >= f.folded_to)) b
  group by b.account, b.owner_id, b.currency
$$;

grant execute on function commerce.ledger_balances(uuid) to edumaster_app, edumaster_system;

-- What an operator wants to know of all ledgers in this database: whether each journal is whole and
-- sums to zero, and whether the snapshots say what the postings say.
create function commerce.inspect_ledger()
  returns table (journals bigint, postings bigint, unbalanced bigint, incomplete bigint, drifting bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select
    (select count(*) from commerce.ledger_journals),
    (select count(*) from commerce.ledger_postings),
    (select count(*) from (
       select from commerce.ledger_postings p
       group by p.tenant_id, p.journal_id, p.currency having sum(p.amount) <> 0) u),
    (select count(*) from commerce.ledger_journals j
     left join (select p.tenant_id, p.journal_id, count(*) as lines
                from commerce.ledger_postings p group by p.tenant_id, p.journal_id) p
       on p.tenant_id = j.tenant_id and p.journal_id = j.id
     where p.lines is distinct from j.line_count),
    (select count(*) from commerce.ledger_snapshots s
     full join (
       select p.tenant_id, p.account, p.owner_id, p.currency, sum(p.amount) as balance
       from commerce.ledger_postings p
       join commerce.ledger_folds f on f.tenant_id = p.tenant_id and p.xid < f.folded_to
       group by p.tenant_id, p.account, p.owner_id, p.currency) p
       on (p.tenant_id, p.account, p.owner_id, p.currency)
        = (s.tenant_id, s.account, s.owner_id, s.currency)
     where s.balance is distinct from p.balance)
$$;
