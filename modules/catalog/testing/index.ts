export { curriculumOf, type CurriculumOptions } from './curriculum.ts';
export { FakeCatalog } from './fake-catalog.ts';
