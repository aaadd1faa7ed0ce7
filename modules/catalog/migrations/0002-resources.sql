-- Files that learners download, in the draft; published versions have them in their content.

create table catalog.lecture_resources (
  id uuid not null,
  tenant_id uuid not null,
  lecture_id uuid not null,
  media_id uuid not null,
  title text not null,
  -- As it was uploaded; its ending says what it is.
  filename text not null,
  size bigint not null check (size > 0),
  position integer not null,
  primary key (tenant_id, id),
  constraint lecture_resources_once unique (tenant_id, lecture_id, media_id),
  foreign key (tenant_id, lecture_id) references catalog.lectures (tenant_id, id) on delete cascade
);

create index lecture_resources_in_order
  on catalog.lecture_resources (tenant_id, lecture_id, position);

select platform.tenant_table('catalog.lecture_resources');
