create schema discovery;

-- What can be found: one row a published course, denormalised. Row-level security would cost the
-- full-text index (its operator is not leakproof), so the application role has no right to the
-- table: it goes through the functions below, which take the tenant from the transaction.
create table discovery.course_cards (
  tenant_id uuid not null,
  course_id uuid not null,
  version integer not null,
  -- As it was published, to be shown as it is.
  card jsonb not null,
  title text not null,
  slug text not null,
  category text not null,
  level text not null,
  language text not null,
  tags text[] not null,
  price_amount bigint not null,
  discount_percent integer,
  discount_ends_at timestamptz,
  -- Milliseconds since 1970 of the first publication: an exact key to page by.
  published_ms bigint not null,
  enrollment_count integer not null,
  rating_sum integer not null default 0,
  rating_count integer not null default 0,
  -- Words by weight: A title; B subtitle, tags, category; C instructor, lectures; D description.
  words_a text not null,
  words_b text not null,
  words_c text not null,
  words_d text not null,
  document tsvector not null generated always as (
    setweight(to_tsvector('pg_catalog.simple', words_a), 'A')
    || setweight(to_tsvector('pg_catalog.simple', words_b), 'B')
    || setweight(to_tsvector('pg_catalog.simple', words_c), 'C')
    || setweight(to_tsvector('pg_catalog.simple', words_d), 'D')
  ) stored,
  primary key (tenant_id, course_id)
);

create index course_cards_by_word on discovery.course_cards using gin (document);
create index course_cards_popular
  on discovery.course_cards (tenant_id, enrollment_count desc, course_id desc);
create index course_cards_newest
  on discovery.course_cards (tenant_id, published_ms desc, course_id desc);
create index course_cards_by_category on discovery.course_cards (tenant_id, category);

-- Counted apart from the cards: a course that is archived keeps its count.
create table discovery.enrollment_counts (
  tenant_id uuid not null,
  course_id uuid not null,
  enrollment_count integer not null,
  primary key (tenant_id, course_id)
);

select platform.platform_table('discovery.course_cards');
select platform.platform_table('discovery.enrollment_counts');

-- The tenant of the transaction; without one nothing here works.
create function discovery.tenant() returns uuid
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  if tenant is null then
    raise exception 'no tenant is set';
  end if;
  return tenant;
end
$$;

-- Takes a card in, or a newer version of it. `words` holds the normalised texts by weight.
create function discovery.put_card(card jsonb, words jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := discovery.tenant();
  course uuid := card ->> 'courseId';
  enrolled integer;
begin
  -- Holds the row, so that an enrollment that is counted at the same moment waits for the card.
  insert into discovery.enrollment_counts as known values (tenant, course, 0)
  on conflict (tenant_id, course_id) do update set enrollment_count = known.enrollment_count
  returning enrollment_count into enrolled;
  insert into discovery.course_cards as known (
    tenant_id, course_id, version, card, title, slug, category, level, language, tags,
    price_amount, discount_percent, discount_ends_at, published_ms, enrollment_count,
    words_a, words_b, words_c, words_d)
  values (
    tenant, course, (card ->> 'version')::integer, card, card ->> 'title', card ->> 'slug',
    card ->> 'category', card ->> 'level', card ->> 'language',
    array(select jsonb_array_elements_text(card -> 'tags')),
    (card #>> '{price,amount}')::bigint, (card #>> '{discount,percent}')::integer,
    (card #>> '{discount,endsAt}')::timestamptz,
    (extract(epoch from (card ->> 'publishedAt')::timestamptz) * 1000)::bigint, enrolled,
    words ->> 'a', words ->> 'b', words ->> 'c', words ->> 'd')
  on conflict (tenant_id, course_id) do update set
    version = excluded.version, card = excluded.card, title = excluded.title,
    slug = excluded.slug, category = excluded.category, level = excluded.level,
    language = excluded.language, tags = excluded.tags, price_amount = excluded.price_amount,
    discount_percent = excluded.discount_percent, discount_ends_at = excluded.discount_ends_at,
    words_a = excluded.words_a, words_b = excluded.words_b, words_c = excluded.words_c,
    words_d = excluded.words_d
  where excluded.version > known.version;
end
$$;

create function discovery.remove_card(course uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  delete from discovery.course_cards where tenant_id = discovery.tenant() and course_id = course;
end
$$;

create function discovery.count_enrollment(course uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := discovery.tenant();
  enrolled integer;
begin
  insert into discovery.enrollment_counts as known values (tenant, course, 1)
  on conflict (tenant_id, course_id) do update set enrollment_count = known.enrollment_count + 1
  returning enrollment_count into enrolled;
  update discovery.course_cards set enrollment_count = enrolled
  where tenant_id = tenant and course_id = course;
end
$$;

-- What is paid at a moment; a fraction of a minor unit stays in the price.
create function discovery.price_at(
  moment timestamptz, amount bigint, percent integer, ends_at timestamptz
) returns bigint
  language sql immutable parallel safe
  return amount - case when percent is not null and (ends_at is null or ends_at > moment)
                       then amount * percent / 100 else 0 end;

-- The conditions of a search as SQL over `discovery.course_cards c`: $1 tenant, $2 tsquery,
-- $3 filters, $4 moment. Fixed fragments only; what a person typed is never part of the text. Left
-- out where they are not asked for, because the planner sees no index through `x is null or …`.
create function discovery.conditions(query text, filters jsonb, facets boolean) returns text
  language sql immutable
  return concat_ws(' and ', 'c.tenant_id = $1',
    case when query is not null then 'c.document @@ to_tsquery(''pg_catalog.simple'', $2)' end,
    case when filters ? 'tag' then '$3 ->> ''tag'' = any (c.tags)' end,
    case when not facets then concat_ws(' and ', 'true',
      case when filters ? 'category' then 'c.category = $3 ->> ''category''' end,
      case when filters ? 'level' then 'c.level = $3 ->> ''level''' end,
      case when filters ? 'language' then 'c.language = $3 ->> ''language''' end,
      case when filters ?| array['price', 'minPrice', 'maxPrice'] then
        'discovery.price_fits($3, discovery.price_at($4, c.price_amount, c.discount_percent,'
        ' c.discount_ends_at))' end,
      case when filters ? 'rating' then
        'discovery.rating_fits(($3 ->> ''rating'')::numeric, c.rating_sum, c.rating_count)' end)
    end);

create function discovery.price_fits(filters jsonb, price bigint) returns boolean
  language sql immutable parallel safe
  return coalesce(case filters ->> 'price' when 'free' then price = 0
                                           when 'paid' then price > 0 end, true)
    and price >= coalesce((filters ->> 'minPrice')::bigint, 0)
    and price <= coalesce((filters ->> 'maxPrice')::bigint, price);

create function discovery.rating_fits(minimum numeric, total integer, times integer) returns boolean
  language sql immutable parallel safe
  return minimum is null or (times > 0 and total >= minimum * times);

-- One page. `sort_key` falls; with the course's id it is the place of a row in the order.
create function discovery.search_courses(
  query text, filters jsonb, sort text, after_key bigint, after_course uuid, page_size integer,
  moment timestamptz
) returns table (
  course_id uuid, sort_key bigint, card jsonb, price_now bigint, enrollment_count integer,
  rating_sum integer, rating_count integer)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  price constant text :=
    'discovery.price_at($4, c.price_amount, c.discount_percent, c.discount_ends_at)';
  -- Rank decides, and among equals how many are enrolled.
  relevance constant text :=
    '((ts_rank(c.document, to_tsquery(''pg_catalog.simple'', $2)) * 100000)::bigint * 10000000'
    ' + least(c.enrollment_count, 9999999))';
  key text := case sort
    when 'relevance' then case when query is null then 'c.enrollment_count' else relevance end
    when 'popular' then 'c.enrollment_count'
    when 'newest' then 'c.published_ms'
    when 'price_asc' then '-' || price
    when 'price_desc' then price
    when 'rating' then '(c.rating_sum::bigint * 1000000 / greatest(c.rating_count, 1))'
  end;
begin
  if key is null then
    raise exception 'unknown order %', sort;
  end if;
  return query execute
    'select c.course_id, (' || key || ')::bigint, c.card, ' || price || ', c.enrollment_count,'
    ' c.rating_sum, c.rating_count from discovery.course_cards c where '
    || discovery.conditions(query, filters, false)
    || case when after_key is null then '' else ' and (' || key || ', c.course_id) < ($5, $6)' end
    || ' order by ' || key || ' desc, c.course_id desc limit $7'
    using discovery.tenant(), query, filters, moment, after_key, after_course, page_size;
end
$$;

-- How many courses each value of a filter would give, with the other filters as they are.
create function discovery.count_facets(query text, filters jsonb, moment timestamptz)
  returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  counts jsonb;
begin
  execute
    'with found as materialized (
       select c.category, c.level, c.language, p.price, c.rating_sum, c.rating_count,
         coalesce(c.category = $3 ->> ''category'', true) as in_category,
         coalesce(c.level = $3 ->> ''level'', true) as in_level,
         coalesce(c.language = $3 ->> ''language'', true) as in_language,
         discovery.price_fits($3, p.price) as in_price,
         discovery.rating_fits(($3 ->> ''rating'')::numeric, c.rating_sum, c.rating_count)
           as in_rating
       from discovery.course_cards c,
         lateral (select discovery.price_at($4, c.price_amount, c.discount_percent,
                                            c.discount_ends_at) as price) p
       where ' || discovery.conditions(query, filters, true) || '),
     counted as (
       select ''category'' as facet, category as value, count(*) as n from found
         where in_level and in_language and in_price and in_rating group by category
       union all
       select ''level'', level, count(*) from found
         where in_category and in_language and in_price and in_rating group by level
       union all
       select ''language'', language, count(*) from found
         where in_category and in_level and in_price and in_rating group by language
       union all
       select ''price'', case when price = 0 then ''free'' else ''paid'' end, count(*) from found
         where in_category and in_level and in_language and in_rating group by 2
       union all
       select ''rating'', minimum, count(*) from found, unnest(array[''4.5'', ''4'', ''3.5'', ''3''])
           as minimum
         where in_category and in_level and in_language and in_price
           and discovery.rating_fits(minimum::numeric, rating_sum, rating_count) group by minimum)
     select jsonb_build_object(
       ''total'', (select count(*) from found
                   where in_category and in_level and in_language and in_price and in_rating),
       ''facets'', (select coalesce(jsonb_object_agg(facet, counts), ''{}'') from (
         select facet, jsonb_agg(jsonb_build_object(''value'', value, ''count'', n)
                                 order by n desc, value) as counts
         from counted group by facet) by_facet))'
    into counts using discovery.tenant(), query, filters, moment;
  return counts;
end
$$;

-- Titles that have these words, the popular ones first.
create function discovery.suggest_titles(query text, page_size integer)
  returns table (title text, slug text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query select c.title, c.slug from discovery.course_cards c
    where c.tenant_id = discovery.tenant()
      and c.document @@ to_tsquery('pg_catalog.simple', query)
    order by c.enrollment_count desc, c.title, c.course_id limit page_size;
end
$$;

grant execute on function discovery.put_card(jsonb, jsonb) to edumaster_app;
grant execute on function discovery.remove_card(uuid) to edumaster_app;
grant execute on function discovery.count_enrollment(uuid) to edumaster_app;
grant execute on function discovery.search_courses(
  text, jsonb, text, bigint, uuid, integer, timestamptz) to edumaster_app;
grant execute on function discovery.count_facets(text, jsonb, timestamptz) to edumaster_app;
grant execute on function discovery.suggest_titles(text, integer) to edumaster_app;
