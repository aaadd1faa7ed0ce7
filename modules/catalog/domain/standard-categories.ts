/** What a tenant begins with; its administrators add their own. */
export const standardCategories: readonly { readonly slug: string; readonly name: string }[] = [
  { slug: 'programming', name: 'Programming' },
  { slug: 'data-science', name: 'Data science' },
  { slug: 'design', name: 'Design' },
  { slug: 'business', name: 'Business' },
  { slug: 'marketing', name: 'Marketing' },
  { slug: 'photography-video', name: 'Photography and video' },
  { slug: 'music', name: 'Music' },
  { slug: 'languages', name: 'Languages' },
  { slug: 'health-fitness', name: 'Health and fitness' },
  { slug: 'personal-development', name: 'Personal development' },
];
