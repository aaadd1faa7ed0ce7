create schema tenancy;

create table tenancy.tenants (
  id uuid primary key,
  kind text not null check (kind in ('marketplace', 'academy', 'organization')),
  name text not null check (length(name) between 1 and 120),
  subdomain text
    constraint tenants_subdomain_unique unique
    check (subdomain ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  -- Where the tenant has a database of its own; its rows here stay.
  database_url text,
  logo_url text,
  primary_color text check (primary_color ~ '^#[0-9a-f]{6}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((kind = 'marketplace') = (subdomain is null))
);

-- There is one marketplace.
create unique index tenants_one_marketplace on tenancy.tenants (kind) where kind = 'marketplace';

-- Domains of a tenant's own, beside its subdomain.
create table tenancy.hosts (
  host text primary key check (host = lower(host) and length(host) between 1 and 253),
  tenant_id uuid not null references tenancy.tenants (id) on delete cascade,
  created_at timestamptz not null default now()
);

create index hosts_by_tenant on tenancy.hosts (tenant_id);

select platform.platform_table('tenancy.tenants');
select platform.platform_table('tenancy.hosts');

-- The id is a constant of `domain/marketplace.ts`.
insert into tenancy.tenants (id, kind, name)
values ('01900000-0000-7000-8000-000000000001', 'marketplace', 'EduMaster');
