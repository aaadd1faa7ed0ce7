/** Tags as they are stored and searched by: lower case, each once. */
export function normalTags(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.map((tag) => tag.toLowerCase().replace(/\s+/g, ' ')))];
}
