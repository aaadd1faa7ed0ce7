-- The courses of one instructor, for their public page.

create index course_cards_by_instructor
  on discovery.course_cards (tenant_id, (card -> 'instructor' ->> 'id'));

create or replace function discovery.conditions(query text, filters jsonb, facets boolean)
  returns text
  language sql immutable
  return concat_ws(' and ', 'c.tenant_id = $1',
    case when query is not null then 'c.document @@ to_tsquery(''pg_catalog.simple'', $2)' end,
    case when filters ? 'tag' then '$3 ->> ''tag'' = any (c.tags)' end,
    case when filters ? 'instructor' then
      '(c.card -> ''instructor'' ->> ''id'') = $3 ->> ''instructor''' end,
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
