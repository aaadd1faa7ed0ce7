/** The filters of a search; a missing one lets everything through. */
export interface Filters {
  readonly category?: string;
  readonly tag?: string;
  /** The id of a person. */
  readonly instructor?: string;
  readonly level?: string;
  readonly language?: string;
  readonly price?: 'free' | 'paid';
  /** Minor units of whatever currency the course has. */
  readonly minPrice?: number;
  readonly maxPrice?: number;
  /** The average at least. */
  readonly rating?: number;
}

export const sorts = [
  'relevance',
  'popular',
  'newest',
  'rating',
  'price_asc',
  'price_desc',
] as const;

export type Sort = (typeof sorts)[number];

export const facetNames = ['category', 'level', 'language', 'price', 'rating'] as const;

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export type Facets = Readonly<Record<(typeof facetNames)[number], readonly FacetValue[]>>;

export const noFacets: Facets = { category: [], level: [], language: [], price: [], rating: [] };
