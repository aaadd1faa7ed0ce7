-- What is bought, how it is paid and what is given back. Amounts are minor units.

create table commerce.orders (
  tenant_id uuid not null,
  id uuid not null,
  buyer_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- What is to be paid, tax included.
  total bigint not null check (total >= 0),
  tax bigint not null default 0 check (tax between 0 and total),
  status text not null default 'pending' check (status in (
    'pending', 'paid', 'partially_refunded', 'refunded', 'expired', 'cancelled')),
  created_at timestamptz not null,
  paid_at timestamptz,
  primary key (tenant_id, id)
);

create index orders_of_buyer on commerce.orders (tenant_id, buyer_id, id desc);

select platform.tenant_table('commerce.orders');

-- Prices and shares as they were at the sale: what happens later does not change them.
create table commerce.order_items (
  tenant_id uuid not null,
  order_id uuid not null,
  line smallint not null,
  course_id uuid not null,
  title text not null,
  instructor_id uuid not null,
  share_basis_points integer not null check (share_basis_points between 0 and 10000),
  -- Together what is paid for this course.
  instructor_share bigint not null check (instructor_share >= 0),
  platform_share bigint not null check (platform_share >= 0),
  tax bigint not null check (tax >= 0),
  primary key (tenant_id, order_id, line),
  constraint order_items_course unique (tenant_id, order_id, course_id),
  constraint order_items_of_order
    foreign key (tenant_id, order_id) references commerce.orders (tenant_id, id)
);

select platform.tenant_table('commerce.order_items');
revoke update, delete on commerce.order_items from edumaster_app, edumaster_system;

create table commerce.payments (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  buyer_id uuid not null,
  -- `free` when there was nothing to pay.
  provider text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount >= 0),
  -- Promised to the buyer, given or on its way.
  refunded bigint not null default 0,
  status text not null default 'pending' check (status in (
    'pending', 'success', 'failed', 'expired', 'partially_refunded', 'refunded', 'disputed')),
  provider_reference text,
  redirect_url text,
  -- Until then somebody is opening it at the provider.
  opening_until timestamptz,
  expires_at timestamptz not null,
  -- The provider's name for the movement of money.
  transaction_id text,
  failure_code text,
  -- Something else was paid than was asked: a person has to look.
  mismatch jsonb,
  created_at timestamptz not null,
  settled_at timestamptz,
  -- When the provider was last asked about it.
  checked_at timestamptz,
  constraint payments_never_more check (refunded between 0 and amount),
  primary key (tenant_id, id),
  constraint payments_reference unique (tenant_id, provider, provider_reference),
  constraint payments_of_order
    foreign key (tenant_id, order_id) references commerce.orders (tenant_id, id)
);

create index payments_of_buyer on commerce.payments (tenant_id, buyer_id, id desc);
create index payments_of_an_order on commerce.payments (tenant_id, order_id);
create index payments_pending on commerce.payments (created_at) where status = 'pending';

select platform.tenant_table('commerce.payments');
revoke delete on commerce.payments from edumaster_app, edumaster_system;

-- Which payment gave a person a course. One at most: whoever pays a second time gets it back.
create table commerce.owned_courses (
  tenant_id uuid not null,
  buyer_id uuid not null,
  course_id uuid not null,
  payment_id uuid not null,
  primary key (tenant_id, buyer_id, course_id),
  constraint owned_courses_of_payment
    foreign key (tenant_id, payment_id) references commerce.payments (tenant_id, id)
);

create index owned_courses_by_payment on commerce.owned_courses (tenant_id, payment_id);

select platform.tenant_table('commerce.owned_courses');

-- What providers have told us: a delivery has one effect, however often it comes.
create table commerce.provider_events (
  tenant_id uuid not null,
  provider text not null,
  event_id text not null,
  payment_id uuid not null,
  type text not null,
  received_at timestamptz not null,
  primary key (tenant_id, provider, event_id)
);

select platform.tenant_table('commerce.provider_events');

create table commerce.refunds (
  tenant_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  status text not null check (status in ('requested', 'submitted', 'succeeded', 'failed')),
  -- The program gives back by itself what was paid twice.
  cause text not null check (cause in ('buyer', 'staff', 'paid_twice', 'provider', 'chargeback')),
  reason text not null,
  requested_by uuid,
  refund_reference text,
  failure_code text,
  requested_at timestamptz not null,
  submitted_at timestamptz,
  settled_at timestamptz,
  primary key (tenant_id, id),
  constraint refunds_reference unique (tenant_id, payment_id, refund_reference),
  constraint refunds_of_payment
    foreign key (tenant_id, payment_id) references commerce.payments (tenant_id, id)
);

create index refunds_of_a_payment on commerce.refunds (tenant_id, payment_id, id);
create index refunds_open on commerce.refunds (requested_at)
  where status in ('requested', 'submitted');

select platform.tenant_table('commerce.refunds');
revoke delete on commerce.refunds from edumaster_app, edumaster_system;

-- From which course, and from whom, it was taken.
create table commerce.refund_parts (
  tenant_id uuid not null,
  refund_id uuid not null,
  line smallint not null,
  instructor_share bigint not null check (instructor_share >= 0),
  platform_share bigint not null check (platform_share >= 0),
  tax bigint not null check (tax >= 0),
  primary key (tenant_id, refund_id, line),
  constraint refund_parts_of_refund
    foreign key (tenant_id, refund_id) references commerce.refunds (tenant_id, id)
);

select platform.tenant_table('commerce.refund_parts');
revoke update, delete on commerce.refund_parts from edumaster_app, edumaster_system;

create table commerce.disputes (
  tenant_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  provider text not null,
  dispute_reference text not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  reason text not null,
  status text not null check (status in ('open', 'won', 'lost')),
  evidence_due_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, id),
  constraint disputes_reference unique (tenant_id, provider, dispute_reference),
  constraint disputes_of_payment
    foreign key (tenant_id, payment_id) references commerce.payments (tenant_id, id)
);

select platform.tenant_table('commerce.disputes');

-- What a request that costs money has made. The same key gets the same answer: it is made of what never
-- changes, so it needs not be kept.
create table commerce.idempotency_keys (
  tenant_id uuid not null,
  user_id uuid not null,
  operation text not null,
  key text not null,
  request_hash text not null,
  -- What it made: an order, a refund.
  object_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, user_id, operation, key)
);

create index idempotency_keys_by_age on commerce.idempotency_keys (created_at);

select platform.tenant_table('commerce.idempotency_keys');

-- A payment has succeeded, says its provider, by a webhook or when it was asked. One statement does
-- all that follows: whoever comes second waits for the lock and finds it done. `journals` and `events`
-- were made beforehand of what never changes, the order's items; each event with a `line` is published
-- when this payment gives the course of that line.
--
-- outcome: `settled`, with the lines that the buyer has from another payment already; `unwanted` when
-- the order needs no money (any more); `repeated`; `mismatch`; `unknown`.
create function commerce.settle_payment(
  payment uuid, provider_name text, event text, paid_amount bigint, paid_currency text,
  reference text, transaction text, moment timestamptz, journals jsonb, events jsonb, origin jsonb
) returns table (outcome text, owned_lines smallint[])
  language plpgsql
as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  found_payment commerce.payments;
  given smallint[];
  entry jsonb;
begin
  select * into found_payment from commerce.payments p
  where p.id = payment and p.provider = provider_name for update;
  if not found then
    return query select 'unknown', '{}'::smallint[];
    return;
  end if;
  if event is not null then
    insert into commerce.provider_events (provider, event_id, payment_id, type, received_at)
    values (provider_name, event, payment, 'payment_succeeded', moment) on conflict do nothing;
    if not found then
      return query select 'repeated', '{}'::smallint[];
      return;
    end if;
  end if;
  if found_payment.status not in ('pending', 'failed', 'expired') then
    return query select 'repeated', '{}'::smallint[];
    return;
  end if;
  if paid_amount <> found_payment.amount or paid_currency <> found_payment.currency then
    update commerce.payments p
    set mismatch = jsonb_build_object('amount', paid_amount::text, 'currency', paid_currency,
                                      'transactionId', transaction)
    where p.id = payment;
    return query select 'mismatch', '{}'::smallint[];
    return;
  end if;

  update commerce.payments p
  set status = 'success', transaction_id = transaction, settled_at = moment, failure_code = null,
      provider_reference = coalesce(p.provider_reference, reference)
  where p.id = payment;
  for entry in select * from jsonb_array_elements(journals) loop
    perform commerce.post_journal(
      (entry ->> 'id')::uuid, entry ->> 'kind', (entry ->> 'sourceId')::uuid, moment,
      (select array_agg(p.account order by p.line) from jsonb_to_recordset(entry -> 'postings')
         as p (line int, account text)),
      (select array_agg(p.owner order by p.line) from jsonb_to_recordset(entry -> 'postings')
         as p (line int, owner uuid)),
      (select array_agg(p.currency order by p.line) from jsonb_to_recordset(entry -> 'postings')
         as p (line int, currency text)),
      (select array_agg(p.amount order by p.line) from jsonb_to_recordset(entry -> 'postings')
         as p (line int, amount bigint)));
  end loop;

  update commerce.orders o set status = 'paid', paid_at = moment
  where o.id = found_payment.order_id and o.status in ('pending', 'expired');
  if not found then
    return query select 'unwanted', '{}'::smallint[];
    return;
  end if;

  -- In the order of courses, so that two orders never wait for each other in a circle.
  with owned as (
    insert into commerce.owned_courses (buyer_id, course_id, payment_id)
    select found_payment.buyer_id, i.course_id, payment
    from commerce.order_items i where i.order_id = found_payment.order_id
    order by i.course_id
    on conflict do nothing
    returning course_id
  )
  select coalesce(array_agg(i.line), '{}') into given
  from commerce.order_items i join owned on owned.course_id = i.course_id
  where i.order_id = found_payment.order_id;

  for entry in select * from jsonb_array_elements(events) loop
    continue when entry ->> 'line' is not null and (entry ->> 'line')::smallint <> all (given);
    perform events.append(
      (entry ->> 'id')::uuid, entry ->> 'topic', entry ->> 'key', entry ->> 'type',
      (entry ->> 'version')::integer, entry -> 'data', origin);
  end loop;
  return query select 'settled', coalesce((
    select array_agg(i.line) from commerce.order_items i
    where i.order_id = found_payment.order_id and i.line <> all (given)), '{}'::smallint[]);
end
$$;

grant execute on function commerce.settle_payment(
  uuid, text, text, bigint, text, text, text, timestamptz, jsonb, jsonb, jsonb) to edumaster_app;
