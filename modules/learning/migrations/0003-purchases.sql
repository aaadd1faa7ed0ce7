-- Access that was bought ends when the money goes back.

-- Of an enrollment that a purchase gave: it ends with the last purchase that was not given back. One
-- that was free stays.
alter table learning.enrollments add column is_bought boolean not null default false;

-- What was bought, and whether it was given back. A purchase and its refund may be told in any order;
-- what holds is the same.
create table learning.purchases (
  tenant_id uuid not null,
  payment_id uuid not null,
  course_id uuid not null,
  user_id uuid not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, payment_id, course_id)
);

create index purchases_of_user on learning.purchases (tenant_id, user_id, course_id);

select platform.tenant_table('learning.purchases');
