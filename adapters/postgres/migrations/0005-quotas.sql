-- What persons have used of what the product allows within a sliding window. A use stays when the
-- thing that it was used for is deleted; it is forgotten when its window is over.

create table platform.quota_uses (
  tenant_id uuid not null,
  quota text not null check (quota ~ '^[a-z]+(-[a-z]+)*$'),
  use_id uuid not null,
  user_id uuid not null,
  amount bigint not null check (amount >= 0),
  used_at timestamptz not null,
  primary key (tenant_id, quota, use_id)
);

create index quota_uses_by_user on platform.quota_uses (tenant_id, quota, user_id, used_at);
create index quota_uses_by_time on platform.quota_uses (tenant_id, quota, used_at);

select platform.tenant_table('platform.quota_uses');
